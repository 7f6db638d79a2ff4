import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallContext } from '../../src/domain/call.ts';
import type { Cpr } from '../../src/domain/cpr.ts';
import type { Organisasjonsnummer } from '../../src/domain/organisasjonsnummer.ts';
import type { Outcome } from '../../src/domain/outcome.ts';
import type { Personidentifikator } from '../../src/domain/personidentifikator.ts';
import { byRestDoors } from '../../src/embedded.ts';
import { listen } from '../../src/sandbox/common/server.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { ENHET_OPERATIONS, type EnhetOperation, type GrunndataOperation } from '../../src/sources/enhet/operations.ts';
import { connectSources, type Ports } from '../../src/sources/index.ts';
import { countedCall, sourcesAt } from './registers.ts';

/** The REST doors, and who gives tokens for them. */
type Doors = Awaited<ReturnType<typeof byRestDoors>>;

type Ask = (ports: Ports, call: CallContext) => Promise<readonly Outcome<unknown>[]>;

const UNIT = '700000001' as Organisasjonsnummer;
const PERSON = '01817010055' as Personidentifikator;
const LONGEST: Partial<Record<GrunndataOperation, number>> = {
  hentRoller: 1_048_576,
  hentProkuraSignatur: 1_048_576,
  hentBedrifterVirksomheter: 4_194_304,
};

const grunndata = (operation: GrunndataOperation, melding: string, echo = '') =>
  `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><${operation}Response xmlns="http://no/brreg/saksys/grunndata/ws"><return>&lt;grunndata>&lt;responseHeader prossessDato="2026-01-15" tjeneste="${operation}">${echo}&lt;hovedStatus>0&lt;/hovedStatus>&lt;underStatus>&lt;underStatusMelding kode="0"/>&lt;/underStatus>&lt;/responseHeader>&lt;melding tjeneste="${operation}">${melding}&lt;/melding>&lt;/grunndata></return></${operation}Response></S:Body></S:Envelope>`;
const ABOUT_UNIT =
  '&lt;organisasjonsnummer>700000001&lt;/organisasjonsnummer>&lt;navn>&lt;navn1>A&lt;/navn1>&lt;/navn>';
const SEARCHED =
  '&lt;BrAixXmlResponse>&lt;BrAixResponseHeader>&lt;ReturStatus>0&lt;/ReturStatus>&lt;AntallTreff>0&lt;/AntallTreff>&lt;/BrAixResponseHeader>&lt;/BrAixXmlResponse>';
const row = (person: string) =>
  `<b:Person><b:personidentifikator>${person}</b:personidentifikator><b:status>AKTIV</b:status></b:Person>`;
const personer = (persons: readonly string[]) =>
  `<S:Envelope xmlns:S="http://www.w3.org/2003/05/soap-envelope"><S:Body><o:HentPersonerRespons xmlns:o="http://kontaktinfo.difi.no/xsd/oppslagstjeneste/16-02" xmlns:b="http://begrep.difi.no">${persons.map(row).join('')}</o:HentPersonerRespons></S:Body></S:Envelope>`;
const PK = 'http://kontaktinfo.difi.no/xsd/postkasseleverandoer/v1';
const JA = `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><p:KanVelgeSikkerDigitalPostkasseRespons xmlns:p="${PK}"><p:status>JA</p:status></p:KanVelgeSikkerDigitalPostkasseRespons></S:Body></S:Envelope>`;
const THOUSAND = Array.from({ length: 1_000 }, (_, index) => String(10_000_000_000 + index) as Personidentifikator);
const soek = (maksTreff: number) => ({ soekestreng: 'A', maksTreff, medUnderenheter: false });
const entry = '{"kontaktdataType":1,"kontaktdata":"00000000","kontaktdatastatus":1}';

/** What each operation is asked, the shortest good answer to it, and the bytes that it may take. */
const CASES: readonly (readonly [operation: string, bytes: number, answer: string, ask: Ask])[] = [
  ...ENHET_OPERATIONS.map(
    (operation) =>
      [
        operation,
        LONGEST[operation] ?? 262_144,
        grunndata(operation, ABOUT_UNIT),
        (ports: Ports, call: CallContext) => ports.enhet.hent(operation, [UNIT], call),
      ] as const,
  ),
  [
    'hentRolleutskrift',
    1_048_576,
    grunndata('hentRolleutskrift', '&lt;rolleInnehaver/>'),
    (ports, call) => ports.enhet.hentRolleutskrift([PERSON], call),
  ],
  ...[1, 1_000].map(
    (maksTreff) =>
      [
        `sokEnhet of at most ${maksTreff}`,
        65_536 + maksTreff * 1_024,
        grunndata('sokEnhet', SEARCHED),
        (ports: Ports, call: CallContext) => ports.enhet.sokEnhet([soek(maksTreff)], call),
      ] as const,
  ),
  [
    'hentEndringslogg',
    4_194_304,
    grunndata('hentEndringslogg', '&lt;organisasjonsnummer>700000001&lt;/organisasjonsnummer>'),
    async (ports, call) => [await ports.enhet.hentEndringslogg(call)],
  ],
  [
    'KanVelgeSikkerDigitalPostkasse',
    262_144,
    JA,
    (ports, call) => ports.postkasse.kanVelgeSikkerDigitalPostkasse([PERSON], call),
  ],
  ['HentPersoner of one', 67_584, personer([PERSON]), (ports, call) => ports.postkasse.hentPersoner([PERSON], call)],
  [
    'HentPersoner of a thousand',
    2_113_536,
    personer(THOUSAND),
    (ports, call) => ports.postkasse.hentPersoner(THOUSAND, call),
  ],
  [
    'GetKontaktinformation',
    65_536,
    `{"kontaktinformationer":{"kontaktinformation":[${entry}]}}`,
    (ports, call) => ports.kontaktinformation.getKontaktinformation(['0101505006' as Cpr], call),
  ],
  [
    'GetKontaktinformationMobilNr',
    262_144,
    '{"borgerer":[]}',
    (ports, call) => ports.kontaktinformation.getKontaktinformationMobilNr(['00000000'], call),
  ],
];

const KIB = 1024;
const rest = (name: string) =>
  readFileSync(new URL(`enhet/enhetsregisteret/samples/${name}.json`, import.meta.url), 'utf8');
const page = (name: string, entries: readonly string[]) =>
  `{"_embedded":{"${name}":[${entries.join()}]},"page":{"size":1000,"totalElements":${entries.length},"totalPages":1,"number":0}}`;
const aboutUnit =
  (operation: EnhetOperation, unit = UNIT): Ask =>
  (ports, call) =>
    ports.enhet.hent(operation, [unit], call);
const krrPersons = (persons: readonly string[]) =>
  JSON.stringify({ personer: persons.map((personidentifikator) => ({ personidentifikator, status: 'AKTIV' })) });

const REST_CASES: typeof CASES = [
  ['enheter/{nr}', 256 * KIB, rest('enhet-full'), aboutUnit('hentBasisdataMini')],
  ['roller', 1024 * KIB, rest('roller'), aboutUnit('hentRoller', '700099903' as Organisasjonsnummer)],
  [
    'frivillige-organisasjoner/{nr}',
    256 * KIB,
    rest('frivillighet'),
    aboutUnit('hentFrivillighet', '700050009' as Organisasjonsnummer),
  ],
  ['konsernstruktur/{nr}', 4096 * KIB, rest('konsernstruktur'), aboutUnit('konsernstruktur')],
  ['rolleutskrift', 1024 * KIB, rest('rolleutskrift'), (ports, call) => ports.enhet.hentRolleutskrift([PERSON], call)],
  ...[1, 1_000].map(
    (maksTreff) =>
      [
        `a search of at most ${maksTreff}`,
        (64 + 8 * maksTreff) * KIB,
        page('enheter', [rest('enhet-full')]),
        (ports: Ports, call: CallContext) => ports.enhet.sokEnhet([soek(maksTreff)], call),
      ] as const,
  ),
  ['KRR of one', 70 * KIB, krrPersons([PERSON]), (ports, call) => ports.postkasse.hentPersoner([PERSON], call)],
  [
    'KRR of a thousand',
    (64 + 6 * 1_000) * KIB,
    krrPersons(THOUSAND),
    (ports, call) => ports.postkasse.hentPersoner(THOUSAND, call),
  ],
];

/** What is made of an answer that is filled up with spaces to so many bytes. */
async function answered(answer: string, bytes: number, ask: Ask, how?: Doors): Promise<readonly Outcome<unknown>[]> {
  const body = Buffer.alloc(bytes, ' ');
  body.write(answer);
  const type = how ? 'application/json' : 'text/xml';
  const server = await listen(() => ({ status: 200, headers: { 'content-type': type }, body }));
  const sources = connectSources({ ...sourcesAt(server.url, how), pausesMs: [] });
  try {
    return await ask(sources.ports, countedCall().call);
  } finally {
    await sources.close();
    await server.close();
  }
}

describe('An answer of a REST door', () => {
  let sandbox: Sandbox;
  let how: Doors;
  beforeAll(async () => {
    sandbox = await startSandbox();
    how = await byRestDoors(sandbox);
  });
  afterAll(() => sandbox.close());

  it.each(REST_CASES)('to %s may take %i bytes, and not one more', async (_, bytes, answer, ask) => {
    const at = await answered(answer, bytes, ask, how);
    expect(at.filter((outcome) => !outcome.ok)).toEqual([]);
    for (const outcome of await answered(answer, bytes + 1, ask, how)) {
      expect(outcome).toMatchObject({ ok: false, feil: { kind: 'unavailable', kode: 'UGYLDIG_SVAR' } });
    }
  });
});

describe('An answer', () => {
  it.each(CASES)('to %s may take %i bytes, and not one more', async (_, bytes, answer, ask) => {
    const at = await answered(answer, bytes, ask);
    expect(at.filter((outcome) => !outcome.ok)).toEqual([]);
    for (const outcome of await answered(answer, bytes + 1, ask)) {
      expect(outcome).toMatchObject({ ok: false, feil: { kind: 'unavailable', kode: 'UGYLDIG_SVAR' } });
    }
  });

  it('is as long as docs/limits.md says', () => {
    const limits = readFileSync(new URL('../../docs/limits.md', import.meta.url), 'utf8').replace(/\s+/g, ' ');
    const told = limits.includes(
      'What is about one key may take less: 65536 from STAR, 262144 from the other two, 1048576 for the roles of a unit or a person; a search 65536 and 1024 for each of `maksTreff`, HentPersoner 65536 and 2048 for each person.',
    );
    expect(told).toBe(true);
  });
});

describe('An answer with more rows than there are', () => {
  const holders = (count: number) =>
    `${ABOUT_UNIT}&lt;styre>&lt;samendring samendringstype="STYR">&lt;rolle>${'&lt;person>&lt;fornavn>A&lt;/fornavn>&lt;/person>'.repeat(count)}&lt;/rolle>&lt;/samendring>&lt;/styre>`;
  const roles = (count: number) =>
    `&lt;roller>${'&lt;enhet>&lt;orgnr>700000001&lt;/orgnr>&lt;navn>&lt;navn1>A&lt;/navn1>&lt;/navn>&lt;/enhet>'.repeat(count)}&lt;/roller>`;

  it.each<readonly [string, number, (count: number) => string, Ask]>([
    [
      'hentRoller',
      4_096,
      (count) => grunndata('hentRoller', holders(count)),
      (ports, call) => ports.enhet.hent('hentRoller', [UNIT], call),
    ],
    [
      'hentRolleutskrift',
      4_096,
      (count) => grunndata('hentRolleutskrift', roles(count)),
      (ports, call) => ports.enhet.hentRolleutskrift([PERSON], call),
    ],
    [
      'HentPersoner',
      1_000,
      (count) => personer([PERSON, ...THOUSAND].slice(0, count)),
      async (ports, call) => (await ports.postkasse.hentPersoner([PERSON, ...THOUSAND.slice(1)], call)).slice(0, 1),
    ],
  ])('is none: %s, of %i at most', async (_, most, write, ask) => {
    const [at] = await answered(write(most), write(most).length, ask);
    expect(at?.ok).toBe(true);
    const [past] = await answered(write(most + 1), write(most + 1).length, ask);
    expect(past).toMatchObject({ ok: false, feil: { kode: 'UGYLDIG_SVAR' } });
  });

  it('is none either where one value is longer than any', async () => {
    const named = (length: number) =>
      grunndata('hentBasisdataMini', ABOUT_UNIT.replace('>A&', `>${'A'.repeat(length)}&`));
    const ask: Ask = (ports, call) => ports.enhet.hent('hentBasisdataMini', [UNIT], call);
    expect((await answered(named(65_536), named(65_536).length, ask))[0]?.ok).toBe(true);
    expect((await answered(named(65_537), named(65_537).length, ask))[0]).toMatchObject({
      feil: { kode: 'UGYLDIG_SVAR' },
    });
  });
});
