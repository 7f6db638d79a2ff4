import { getNamedType, isInterfaceType, isObjectType, isUnionType } from 'graphql';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Organisasjonsnummer } from '../../../src/domain/organisasjonsnummer.ts';
import type { Personidentifikator } from '../../../src/domain/personidentifikator.ts';
import { byRestDoors, sandboxSources } from '../../../src/embedded.ts';
import { isPersonField, TAGGED } from '../../../src/graph/personal-data.ts';
import { schema } from '../../../src/graph/schema.ts';
import { OPERATION_FIELDS } from '../../../src/graph/scopes.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import { configuredCaller } from '../../../src/server/callers/identify.ts';
import type { DataOfOperation, EnhetPort } from '../../../src/sources/enhet/enhet.ts';
import { OPERATION_FIELDS as ENHET_FIELDS } from '../../../src/sources/enhet/fields.ts';
import { KEEPABLE, KEPT_CODES, keepUnits } from '../../../src/sources/enhet/kept.ts';
import { ENHET_OPERATIONS, OPERATIONS, REST_OPERATIONS } from '../../../src/sources/enhet/operations.ts';
import { KEEP_MAX_BYTES } from '../../../src/sources/enhet/settings.ts';
import { connectSources, type Sources } from '../../../src/sources/index.ts';
import { setSandbox } from '../../support/sandbox.ts';
import { BASE, countedCall } from '../registers.ts';

const ALL_UNIT_OPERATIONS = [...ENHET_OPERATIONS, ...REST_OPERATIONS] as const;
const KEEP = { keepMs: 60_000, maxBytes: KEEP_MAX_BYTES };
const UNIT = '700000001' as Organisasjonsnummer;
const OTHER = '700102009' as Organisasjonsnummer;
const DELETED = '700011003' as Organisasjonsnummer;
/** Deleted as a duplicate of OTHER. */
const DUPLICATE = '700000109' as Organisasjonsnummer;

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const open: Sources[] = [];
afterEach(() => Promise.all(open.splice(0).map((sources) => sources.close())));

async function portOf(doors: 'soap' | 'rest', keep = KEEP): Promise<EnhetPort> {
  const how = doors === 'rest' ? await byRestDoors(sandbox) : undefined;
  const sources = connectSources(sandboxSources(sandbox, { ...BASE, pausesMs: [], keep }, how));
  open.push(sources);
  return sources.ports.enhet;
}

/** What one request asks, and how many calls it costs. Each is another caller. */
async function ask<Answer>(question: (call: ReturnType<typeof countedCall>['call']) => Promise<Answer>) {
  const { call, counted } = countedCall();
  const kept: string[] = [];
  const caller = { ...configuredCaller(undefined), id: crypto.randomUUID() };
  const answer = await question({ ...call, caller, kept: (kilde) => kept.push(kilde) });
  return { answer, calls: counted.length, kept };
}

describe('personal data are never kept:', () => {
  test('no field that may be kept has the tag, nor anything that it answers without another call', () => {
    const seen = new Set<string>();
    const walk = (name: string): void => {
      if (seen.has(name)) return;
      seen.add(name);
      expect(TAGGED, name).not.toContain(name);
      const type = schema.getType(name);
      if (isUnionType(type)) for (const member of type.getTypes()) walk(member.name);
      // Of what an interface stands for, here only what all have: that data are of a kept operation is looked at when they are kept.
      if (!(isObjectType(type) || isInterfaceType(type))) return;
      for (const field of Object.values(type.getFields())) {
        const coordinate = `${name}.${field.name}`;
        // What is behind another call is asked, and kept or not, for itself.
        if (OPERATION_FIELDS[coordinate]) continue;
        expect(isPersonField(coordinate), coordinate).toBe(false);
        walk(getNamedType(field.type).name);
      }
    };
    const keepable = Object.entries(OPERATION_FIELDS).filter(([, field]) => field.keepable);
    expect(keepable.length).toBeGreaterThan(9);
    for (const [coordinate] of keepable) {
      const [type = '', name = ''] = coordinate.split('.');
      const parent = schema.getType(type);
      if (!isObjectType(parent)) throw new Error(`${type} is no object type`);
      expect(isPersonField(coordinate), coordinate).toBe(false);
      walk(getNamedType(parent.getFields()[name]?.type)?.name ?? '');
    }
    expect(seen.size).toBeGreaterThan(20);
  });

  test('no operation is kept that any tagged field asks, and of a unit’s, only those are not', () => {
    const isTagged = (coordinate: string) => isPersonField(coordinate) || TAGGED.has(coordinate.split('.')[0] ?? '');
    const tagged = Object.entries(OPERATION_FIELDS).filter(([coordinate]) => isTagged(coordinate));
    expect(tagged.length).toBeGreaterThan(9);
    for (const [coordinate, { operation }] of tagged) expect(KEEPABLE, coordinate).not.toContain(operation);
    const left = ALL_UNIT_OPERATIONS.filter((operation) => !KEEPABLE.has(operation));
    expect(left).toEqual(['hentRoller', 'hentProkuraSignatur']);
  });

  test('every field of a source that a GET may ask is of this one, whose port knows what is kept', () => {
    const others = Object.keys(OPERATION_FIELDS).filter((coordinate) => !Object.hasOwn(ENHET_FIELDS, coordinate));
    for (const coordinate of others) expect(OPERATION_FIELDS[coordinate]?.keepable, coordinate).toBeUndefined();
  });

  test.each(['soap', 'rest'] as const)(
    'by %s, each operation asked twice costs its calls again unless it is keepable',
    async (doors) => {
      const port = await portOf(doors);
      const asking: Readonly<Record<string, (call: Parameters<EnhetPort['hentEndringslogg']>[0]) => Promise<unknown>>> =
        {
          ...Object.fromEntries(
            ALL_UNIT_OPERATIONS.map((operation) => [operation, (call) => port.hent(operation, [UNIT], call)]),
          ),
          hentRolleutskrift: (call) => port.hentRolleutskrift(['01817011000' as Personidentifikator], call),
          sokEnhet: (call) => port.sokEnhet([{ soekestreng: 'SANDVIK', maksTreff: 10, medUnderenheter: false }], call),
          hentEndringslogg: (call) => port.hentEndringslogg(call),
        };
      expect(Object.keys(asking)).toEqual(expect.arrayContaining([...OPERATIONS]));
      const kept: string[] = [];
      for (const [operation, question] of Object.entries(asking)) {
        const first = await ask(question);
        const second = await ask(question);
        const third = await ask(question);
        expect(third.calls, operation).toBe(second.calls);
        if (first.calls > 0 && second.calls === 0) kept.push(operation);
        expect(third.kept.length > 0, operation).toBe(kept.includes(operation));
      }
      expect(kept.filter((operation) => !KEEPABLE.has(operation))).toEqual([]);
      // Not registered in the one register, not offered by grunndata.
      const unkept = doors === 'soap' ? ['hentFrivillighet', ...REST_OPERATIONS] : ['hentFrivillighet'];
      expect([...KEEPABLE].filter((operation) => !kept.includes(operation)).sort()).toEqual(unkept.sort());
    },
  );
});

test('without the setting nothing is kept', async () => {
  const sources = connectSources(sandboxSources(sandbox, { ...BASE, pausesMs: [] }));
  open.push(sources);
  for (const _ of [1, 2]) {
    const { calls } = await ask((call) => sources.ports.enhet.hent('hentBasisdataMini', [UNIT], call));
    expect(calls).toBe(1);
  }
});

describe('a kept answer', () => {
  test('is the same data, which nobody can change, and says when the register was asked', async () => {
    const port = await portOf('soap');
    const before = new Date().toISOString();
    const first = await ask((call) => port.hent('hentBasisdataMini', [UNIT], call));
    const second = await ask((call) => port.hent('hentBasisdataMini', [UNIT], call));
    expect([first.calls, second.calls, second.kept]).toEqual([1, 0, ['GRUNNDATA']]);
    const [[asked], [kept]] = [first.answer, second.answer];
    if (!asked?.ok || !kept?.ok) throw new Error('both are answered');
    expect(asked.data.ferskhet).toBeNull();
    const { ferskhet } = kept.data;
    expect(kept.data).toEqual({ ...asked.data, ferskhet });
    expect([before <= String(ferskhet), String(ferskhet) <= new Date().toISOString()]).toEqual([true, true]);
    expect(() => Object.assign(kept.data.navnelinjer, { 0: 'changed' })).toThrow(TypeError);
    expect(() => Object.assign(kept.data, { organisasjonsnummer: OTHER })).toThrow(TypeError);
  });

  test('is no answer to another operation, nor about another unit', async () => {
    const port = await portOf('soap');
    await ask((call) => port.hent('hentBasisdataMini', [UNIT], call));
    expect((await ask((call) => port.hent('hentBasisdata', [UNIT], call))).calls).toBe(1);
    const { answer, calls } = await ask((call) => port.hent('hentBasisdataMini', [OTHER, UNIT, OTHER], call));
    expect(answer).toMatchObject(
      [OTHER, UNIT, OTHER].map((organisasjonsnummer) => ({ data: { organisasjonsnummer } })),
    );
    expect(calls).toBe(1);
  });

  test('ends a millisecond after the last in which it holds', async () => {
    let time = 0;
    const inner = await portOf('soap', { ...KEEP, keepMs: 1 });
    const { port } = keepUnits(inner, { keepMs: 500, maxBytes: KEEP_MAX_BYTES }, () => time);
    const calls = async () => (await ask((call) => port.hent('hentKontaktdata', [UNIT], call))).calls;
    expect(await calls()).toBe(1);
    time = 499;
    expect(await calls()).toBe(0);
    time = 500;
    // Asked of the port behind it, which keeps for a millisecond of its own.
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await calls()).toBe(1);
  });
});

describe('at once', () => {
  test('twenty callers who ask about a unit make one call', async () => {
    const port = await portOf('soap');
    const all = await Promise.all(
      Array.from({ length: 20 }, () => ask((call) => port.hent('hentBasisdataMini', [UNIT], call))),
    );
    expect(all.map(({ calls }) => calls).reduce((sum, calls) => sum + calls)).toBe(1);
    for (const { answer } of all) expect(answer).toMatchObject([{ ok: true, data: { organisasjonsnummer: UNIT } }]);
  });

  test('two lists that share a unit ask about it once', async () => {
    const port = await portOf('soap');
    const both = await Promise.all([
      ask((call) => port.hent('hentBasisdataMini', [UNIT, OTHER], call)),
      ask((call) => port.hent('hentBasisdataMini', [OTHER, DELETED], call)),
    ]);
    expect(both.map(({ calls }) => calls)).toEqual([2, 1]);
    expect(both[0].answer[1]).toMatchObject({ ok: true, data: { organisasjonsnummer: OTHER } });
    expect(both[1].answer[0]).toEqual(both[0].answer[1]);
    expect(both[1].answer[1]).toMatchObject({ ok: false, feil: { kode: '110' } });
  });

  test('operations on persons are not joined across callers', async () => {
    const port = await portOf('soap');
    const both = await Promise.all([1, 2].map(() => ask((call) => port.hent('hentRoller', [UNIT], call))));
    expect(both.map(({ calls }) => calls)).toEqual([1, 1]);
  });
});

describe('what is no data', () => {
  const callsOf = async (number: string, operation: keyof DataOfOperation = 'hentBasisdataMini') => {
    const port = await portOf('soap');
    const question = () => ask((call) => port.hent(operation, [number as Organisasjonsnummer], call));
    const first = await question();
    const { calls } = await question();
    return { answer: first.answer[0], calls };
  };

  test('is kept where it says what has become of a unit', async () => {
    for (const number of [DELETED, DUPLICATE, '700013006', '700012018']) {
      const { answer, calls } = await callsOf(number);
      expect(answer).toMatchObject({ ok: false, feil: { kind: 'documented' } });
      expect(KEPT_CODES).toContain(answer?.ok === false ? answer.feil.kode : '');
      expect(calls, number).toBe(0);
    }
  });

  test('is not kept where there is nothing yet', async () => {
    const never = await callsOf('799999994');
    expect(never).toMatchObject({ answer: { feil: { kode: '100' } }, calls: 1 });
    const unlisted = await callsOf(OTHER, 'hentFrivillighet');
    expect(unlisted).toMatchObject({ answer: { feil: { kode: '210' } }, calls: 1 });
  });

  test.each(['790100018', '790101014'])('is not kept where the register failed: %s', async (number) => {
    const { answer, calls } = await callsOf(number);
    expect(answer).toMatchObject({ ok: false });
    expect(calls).toBeGreaterThan(0);
  });

  test('is neither kept nor shared where the number is none: it may be a person’s', async () => {
    const port = await portOf('soap');
    const question = () => ask((call) => port.hent('hentBasisdataMini', ['01817010055' as Organisasjonsnummer], call));
    const both = await Promise.all([question(), question()]);
    expect([...both, await question()].map(({ calls }) => calls)).toEqual([1, 1, 1]);
  });
});

describe('a change that endringslogg tells of', () => {
  test('drops the units that it names, and what names them, and no other', async () => {
    const port = await portOf('soap');
    const calls = async (number: Organisasjonsnummer) =>
      (await ask((call) => port.hent('hentBasisdataMini', [number], call))).calls;
    const units = [UNIT, OTHER, DUPLICATE, DELETED];
    for (const number of units) expect(await calls(number)).toBe(1);
    // It tells of no change.
    await ask((call) => port.hentEndringslogg(call));
    for (const number of units) expect(await calls(number)).toBe(0);
    await setSandbox(sandbox.enhet, { endringslogg: true });
    const { answer } = await ask((call) => port.hentEndringslogg(call));
    const changed = answer.ok ? answer.data.enheter : [];
    // What is said of the duplicate holds data of the other.
    expect(units.map((number) => changed.includes(number))).toEqual([true, true, false, false]);
    expect([await calls(UNIT), await calls(OTHER), await calls(DUPLICATE), await calls(DELETED)]).toEqual([1, 1, 1, 0]);
  });
});
