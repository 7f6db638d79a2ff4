import { rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Organisasjonsnummer } from '../../../../src/domain/organisasjonsnummer.ts';
import { byRestDoors, sandboxSources } from '../../../../src/embedded.ts';
import { createUnits } from '../../../../src/sandbox/enhetsregisteret/units/units.ts';
import { type Sandbox, startSandbox } from '../../../../src/sandbox/index.ts';
import { MAX_HELD } from '../../../../src/sources/enhet/adapters/copy/held-roles.ts';
import { MAX_WORDS } from '../../../../src/sources/enhet/adapters/copy/search.ts';
import type {
  DataOfOperation,
  EnhetAnswer,
  SaerligeOpplysninger,
  SokEnhet,
} from '../../../../src/sources/enhet/enhet.ts';
import { ENHET_OPERATIONS, REST_OPERATIONS } from '../../../../src/sources/enhet/operations.ts';
import { connectSources, type Sources, type SourcesConfig } from '../../../../src/sources/index.ts';
import { type Copied, copySandbox, edit } from '../../../support/copied.ts';
import { BASE, countedCall } from '../../registers.ts';

// The port over a copy of the sandbox's Enhetsregisteret, beside the port over its REST services.

type Operation = keyof DataOfOperation;
const OPERATIONS: readonly Operation[] = [...ENHET_OPERATIONS, ...REST_OPERATIONS];
/** What stands in no copy. */
const ASKED: readonly Operation[] = ['hentFrivillighet', 'konsernstruktur', 'hentProkuraSignatur'];
const ANSWERED = OPERATIONS.filter((operation) => !ASKED.includes(operation));

// As they are written, though what fails twice on purpose is left out.
const ALL = [...createUnits()].filter(([number]) => number !== '790100107');
const numbersOf = (isWanted: (unit: (typeof ALL)[number][1]) => boolean) =>
  ALL.flatMap(([number, unit]) => (isWanted(unit) ? (number as Organisasjonsnummer) : []));
const LIVE = numbersOf(({ slettet, fjernet }) => !slettet && !fjernet);
const MAIN = numbersOf(({ resource, slettet, fjernet }) => resource === 'enheter' && !slettet && !fjernet);

let sandbox: Sandbox;
let copied: Copied;
let rest: SourcesConfig;
const opened: Sources[] = [];
const open = (config: SourcesConfig) => {
  const sources = connectSources(config);
  opened.push(sources);
  return sources.ports.enhet;
};
beforeAll(async () => {
  sandbox = await startSandbox();
  copied = await copySandbox(sandbox);
  const own = sandboxSources(sandbox, BASE, await byRestDoors(sandbox));
  rest = { ...own, enhet: own.enhet && { ...own.enhet, maskinporten: undefined } };
});
afterAll(async () => {
  await Promise.all(opened.map((sources) => sources.close()));
  await sandbox.close();
  copied.remove();
});
beforeEach(() => sandbox.reset());

const overCopy = (): SourcesConfig => ({ ...BASE, enhet: copied.enhet });

describe('what the copy holds', () => {
  test.each(ANSWERED)('%s is answered without a call, as REST answers it', async (operation) => {
    const { call, counted } = countedCall();
    const ours = await open(overCopy()).hent(operation, LIVE, call);
    expect(counted).toEqual([]);
    const theirs = await open(rest).hent(operation, LIVE, countedCall().call);
    expect(ours.map(comparable)).toEqual(theirs.map(comparable));
    const data = ours.flatMap((answer) => (answer.ok ? answer.data : []));
    expect(data.length).toBeGreaterThan(0);
    expect(new Set(data.map(({ ferskhet }) => typeof ferskhet))).toEqual(new Set(['string']));
    expect(theirs.every((answer) => !answer.ok || answer.data.ferskhet === null)).toBe(true);
  });

  test.each(ASKED)('%s is asked of the register', async (operation) => {
    const { call, counted } = countedCall();
    const ours = await open(overCopy()).hent(operation, MAIN.slice(0, 3), call);
    expect(counted.length).toBeGreaterThanOrEqual(3);
    expect(ours.every((answer) => !answer.ok || answer.data.ferskhet === null)).toBe(true);
  });
});

const numbers = (...texts: readonly string[]) => texts as readonly Organisasjonsnummer[];
const [FULL, PARENT, SUB_UNIT] = ['700000001', '700013200', '700013006'];
const NEVER = '700010007';
/** In no file, since it has been deleted before the copy was fetched. */
const DELETED_BEFORE = '700011003';
const REMOVED = '700103005';
const BANKRUPT = '700099903';

const ask = async (operation: Operation, asked: readonly string[], config: SourcesConfig) => {
  const { call, counted } = countedCall();
  const answers = await open(config).hent(operation, numbers(...asked), call);
  return { answers: answers.map(told), calls: counted.length };
};

/** Data by whom and as of when, or a code. */
function told(answer: EnhetAnswer<DataOfOperation[Operation]>): string {
  if (!answer.ok) return answer.feil.kode;
  const { organisasjonsnummer, ferskhet } = answer.data;
  return `${organisasjonsnummer} ${ferskhet === null ? 'of the register' : 'of the copy'}`;
}

describe('what the copy lacks', () => {
  test('is asked for unit by unit, and only that', async () => {
    const both = await ask('hentBasisdataMini', [FULL, NEVER, SUB_UNIT, FULL], overCopy());
    expect(both.answers).toEqual([`${FULL} of the copy`, '100', '130', `${FULL} of the copy`]);
    // Under each of the two paths.
    expect(both.calls).toBe(2);
    expect(await ask('hentBasisdata', [DELETED_BEFORE], overCopy())).toEqual({ answers: ['110'], calls: 1 });
    expect(await ask('hentRoller', [FULL], overCopy())).toEqual({ answers: [`${FULL} of the copy`], calls: 0 });
  });

  test('may be a unit above a sub-unit: the sub-unit is asked for', async () => {
    const own = await copySandbox(sandbox);
    edit(own.file, `DELETE FROM units WHERE number = ${PARENT}`);
    const config = { ...BASE, enhet: own.enhet };
    const { answers, calls } = await ask('hentEnBedriftVirksomhet', [SUB_UNIT], config);
    expect(answers).toEqual([`${SUB_UNIT} of the register`]);
    expect(calls).toBeGreaterThan(0);
    await close(own);
  });

  test('may be damaged: what makes no sense is asked for', async () => {
    const own = await copySandbox(sandbox);
    edit(own.file, `UPDATE documents SET head = '{"navn"' WHERE id IN (SELECT id FROM units WHERE number = ${FULL})`);
    edit(own.file, `UPDATE roles SET json = '{' WHERE number = ${BANKRUPT}`);
    const config = { ...BASE, enhet: own.enhet };
    const { call, counted } = countedCall();
    const treff = await open(config).sokEnhet([search('fullstendig')], call);
    expect(treff.map((one) => one.ok && one.data.ferskhet)).toEqual([null]);
    expect(counted).toHaveLength(1);
    expect(await ask('hentBasisdata', [FULL], config)).toEqual({ answers: [`${FULL} of the register`], calls: 1 });
    // Of which nothing else is damaged.
    expect(await ask('hentBasisdata', [BANKRUPT], config)).toEqual({ answers: [`${BANKRUPT} of the copy`], calls: 0 });
    expect(await ask('hentRoller', [BANKRUPT], config)).toEqual({ answers: [`${BANKRUPT} of the register`], calls: 1 });
    await close(own);
  });

  test('are the roles that more units than can be read at once are held in', async () => {
    const own = await copySandbox(sandbox);
    const heldIn = (count: number) => `
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
      INSERT OR IGNORE INTO holders (holder, number) SELECT ${FULL}, 900000000 + i FROM n;
      INSERT OR IGNORE INTO units (number, kind, state, words, marks) SELECT number, 1, 0, '', '' FROM holders WHERE number >= 900000000;
      INSERT OR IGNORE INTO documents (id, kind, state, head, rest) SELECT id, kind, state, '{"navn":"HELD"}', '{}' FROM units WHERE number >= 900000000;
      INSERT OR IGNORE INTO roles (number, count, json) SELECT number, 1, '{"rollegrupper":[]}' FROM units WHERE number >= 900000000;
    `;
    const config = { ...BASE, enhet: own.enhet };
    edit(own.file, `DELETE FROM holders WHERE holder = ${FULL}; ${heldIn(MAX_HELD)}`);
    expect(await ask('juridiskeroller', [FULL], config)).toEqual({ answers: [`${FULL} of the copy`], calls: 0 });
    edit(own.file, heldIn(MAX_HELD + 1));
    const beyond = await ask('juridiskeroller', [FULL], config);
    expect(beyond.answers).toEqual([`${FULL} of the register`]);
    expect(beyond.calls).toBeGreaterThan(0);
    await close(own);
  });
});

describe('a copy that cannot answer', () => {
  test('because it is too old leaves all to the register, but for what has been removed', async () => {
    const own = await copySandbox(sandbox, { maxAgeMs: 1 });
    edit(own.file, `INSERT INTO removed (number, at) VALUES (${REMOVED}, '2026-11-01T10:00:00.000Z')`);
    edit(own.file, `DELETE FROM units WHERE number = ${REMOVED}`);
    const config = { ...BASE, enhet: own.enhet };
    expect(await ask('hentBasisdata', [FULL, REMOVED], config)).toEqual({
      answers: [`${FULL} of the register`, '110'],
      calls: 1,
    });
    const { call, counted } = countedCall();
    const [treff] = await open(config).sokEnhet([search('fullstendig')], call);
    expect(treff?.ok && treff.data.ferskhet).toBeNull();
    expect(counted).toHaveLength(1);
    await close(own);
  });

  test.each([
    ['is missing', (file: string) => rmSync(file)],
    ['is no database', (file: string) => writeFileSync(file, 'no database '.repeat(1_000))],
    [
      'is of another format',
      (file: string) => {
        edit(file, 'PRAGMA user_version = 999');
      },
    ],
  ])('because it %s leaves all to the register', async (_, breakIt) => {
    const own = await copySandbox(sandbox);
    breakIt(own.file);
    const config = { ...BASE, enhet: own.enhet };
    const notes: string[][] = [];
    const sources = connectSources(config, undefined, undefined, (kilde, { level }) => notes.push([kilde, level]));
    opened.push(sources);
    expect(notes).toEqual([['ENHETSREGISTERET', 'warn']]);
    expect(sources.state()).toContainEqual(
      expect.objectContaining({ kilde: 'ENHETSREGISTERET', state: 'UNKNOWN', knowledge: null }),
    );
    expect(await ask('hentBasisdata', [FULL], config)).toEqual({ answers: [`${FULL} of the register`], calls: 1 });
    await close(own);
  });
});

test('what has been removed is refused without its name, whatever is asked, and without a call', async () => {
  const own = await copySandbox(sandbox);
  await hook('remove', { organisasjonsnummer: REMOVED });
  await own.follow();
  for (const operation of OPERATIONS) {
    expect(await ask(operation, [REMOVED], { ...BASE, enhet: own.enhet })).toEqual({ answers: ['110'], calls: 0 });
  }
  await close(own);
});

test('what the register deletes later is refused with the day, and without a call', async () => {
  const own = await copySandbox(sandbox);
  await hook('delete', { organisasjonsnummer: FULL, slettedato: '2026-11-02' });
  await own.follow();
  const { call, counted } = countedCall();
  const [answer] = await open({ ...BASE, enhet: own.enhet }).hent('hentBasisdata', numbers(FULL), call);
  expect(answer).toMatchObject({ ok: false, feil: { kode: '110', slettedato: '2026-11-02', avledet: true } });
  expect(counted).toEqual([]);
  await close(own);
});

test('with a client at Maskinporten, roles and only they come from the authorized tier', async () => {
  const own = await copySandbox(sandbox, { isAuthorized: true });
  const config = { ...BASE, enhet: own.enhet };
  const { call, counted } = countedCall();
  const [roller] = await open(config).hent('hentRoller', numbers(FULL), call);
  expect(roller?.ok && roller.data.ferskhet).toBeNull();
  expect(JSON.stringify(roller)).toMatch(/"personidentifikator":"\d{11}"/);
  // Maskinporten's discovery document, a token, and the roles.
  expect(counted).toHaveLength(3);
  expect((await ask('hentBasisdata', [FULL], config)).calls).toBe(0);
  await close(own);
});

const search = (soekestreng: string, more: Partial<SokEnhet> = {}): SokEnhet => ({
  soekestreng,
  maksTreff: 10,
  medUnderenheter: false,
  ...more,
});

describe('sokEnhet', () => {
  const find = async (soek: SokEnhet) => {
    const { call, counted } = countedCall();
    const [answer] = await open(overCopy()).sokEnhet([soek], call);
    expect(counted).toEqual([]);
    if (!answer?.ok) throw new Error(`refused: ${answer?.feil.kode}`);
    expect(answer.data).toMatchObject({ kilde: 'ENHETSREGISTERET', ferskhet: expect.any(String) });
    return answer.data;
  };

  test('finds beginnings of words in any order, however æøå are written', async () => {
    for (const words of ['blåbær & fløyte', 'FLOYTE BLABAER', 'sand blab']) {
      expect((await find(search(words))).treff.map(({ navn }) => navn)).toContain('BLÅBÆR & FLØYTE SANDKASSE');
    }
  });

  test('asks the register where a question has more words than the copy looks for', async () => {
    const { call, counted } = countedCall();
    const words = Array.from({ length: MAX_WORDS + 1 }, (_, index) => `o${index}`).join(' ');
    const [answer] = await open(overCopy()).sokEnhet([search(words)], call);
    expect(answer).toMatchObject({ ok: true, data: { ferskhet: null, antall: 0 } });
    expect(counted).toHaveLength(1);
  });

  test('ranks, counts all, and gives as many as are wanted', async () => {
    const { antall, treff } = await find(search('sandkasse', { maksTreff: 2 }));
    expect(treff).toHaveLength(2);
    expect(antall).toBeGreaterThan(2);
    const scores = (await find(search('fullstendig sandkasse as'))).treff.map(({ score }) => score);
    expect(scores[0]).toBe(100);
    expect(scores).toEqual(scores.toSorted((one, other) => other - one));
  });

  test('is narrowed by each filter, and an empty one is none', async () => {
    const of = async (more: Partial<SokEnhet>) => (await find(search('sand', { maksTreff: 1_000, ...more }))).treff;
    const all = await of({ kommunenummer: '', fylkesnummer: '', organisasjonsform: '' });
    expect(all.length).toBeGreaterThan(3);
    const companies = await of({ organisasjonsform: 'AS' });
    expect(companies).toEqual(all.filter(({ organisasjonsform }) => organisasjonsform === 'AS'));
    expect(companies.length).toBeLessThan(all.length);
    const town = await of({ kommunenummer: '0301' });
    expect(await of({ fylkesnummer: '03' })).toEqual(town);
    expect(town.length).toBeLessThan(all.length);
    expect((await of({ medUnderenheter: true })).length).toBeGreaterThan(all.length);
  });
});

describe('endringslogg', () => {
  const log = async (config: SourcesConfig) => {
    const { call, counted } = countedCall();
    const answer = await open(config).hentEndringslogg(call);
    return { answer, calls: counted.length };
  };

  test('is asked of the register as long as the copy does not know the whole last period', async () => {
    // Late in the evening the last night's file would be a day old, and know the last day.
    await hook('clock', { forward: 12 * 60 });
    const own = await copySandbox(sandbox);
    await hook('clock', { time: null });
    const config = { ...BASE, enhet: own.enhet };
    expect((await log(config)).calls).toBe(2);
    await own.follow();
    expect((await log(config)).calls).toBe(2);
    await close(own);
  });

  test('is answered from the copy when the feeds have been followed for as long', async () => {
    await hook('clock', { forward: -5 * 24 * 60 });
    const own = await copySandbox(sandbox);
    await hook('clock', { time: null });
    await own.follow();
    const config = { ...BASE, enhet: own.enhet };
    expect(await log(config)).toMatchObject({ answer: { ok: false, feil: { kode: '2000', avledet: true } }, calls: 0 });
    await hook('change', { organisasjonsnummer: FULL, set: { hjemmeside: 'www.endret.example' } });
    await hook('remove', { organisasjonsnummer: REMOVED });
    await own.follow();
    const { answer, calls } = await log(config);
    expect(calls).toBe(0);
    expect(answer).toMatchObject({ ok: true, data: { enheter: [FULL, REMOVED], ferskhet: expect.any(String) } });
    await close(own);
  });
});

async function hook(name: string, body: object): Promise<void> {
  const url = `${sandbox.enhetsregisteret.hooksUrl}/_sandbox/${name}`;
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
}

/** Nobody reads it any more, and it goes. */
async function close(own: Copied): Promise<void> {
  await Promise.all(opened.splice(0).map((sources) => sources.close()));
  own.remove();
}

/** Of both doors the same: all but the moment, and that a unit is a parent in its group, which stands in no file. */
function comparable(answer: EnhetAnswer<DataOfOperation[Operation]>): unknown {
  if (!answer.ok) return answer;
  const { ferskhet: _, ...data } = answer.data;
  if (data.operation !== 'hentSaerligeOpplysninger') return data;
  const { statuser, ...others } = data as SaerligeOpplysninger;
  return { ...others, statuser: statuser.filter(({ statuskode }) => statuskode !== 'KMOR') };
}
