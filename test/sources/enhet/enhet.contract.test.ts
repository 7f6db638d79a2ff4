import type { Organisasjonsnummer } from '../../../src/domain/organisasjonsnummer.ts';
import type { Personidentifikator } from '../../../src/domain/personidentifikator.ts';
import type { SokEnhet } from '../../../src/sources/enhet/enhet.ts';
import { ENHET_OPERATIONS, type EnhetOperation, REST_OPERATIONS } from '../../../src/sources/enhet/operations.ts';
import { unitNumbers } from '../../support/numbers.ts';
import { copySandbox, edit } from '../../support/copied.ts';
import { setSandbox } from '../../support/sandbox.ts';
import { type Held, operation, type Source } from '../contract-rows.ts';
import { testPort } from '../contract.ts';

const grunndata = { kilde: 'GRUNNDATA', register: 'enhet', maxConcurrent: 8 } as const;
/** Nobody's. */
const UNKNOWN = unitNumbers(16);
const numbers = (...texts: readonly string[]) => texts as readonly Organisasjonsnummer[];

// Main units have data everywhere but in the register of voluntary organisations, and where bedrifter are asked for.
const UNITS = numbers('700000001', '700102009', '700101002');
const KEYS: Partial<Record<EnhetOperation, readonly Organisasjonsnummer[]>> = {
  hentFrivillighet: numbers('700050009', '700119009'),
  hentEnBedriftVirksomhet: numbers('700115518', '700013006'),
};

const unitOperations = ENHET_OPERATIONS.map((navn) =>
  operation<Organisasjonsnummer>({
    navn,
    keys: KEYS[navn] ?? UNITS,
    // Never created, deleted, deleted twice, a duplicate, a merger, and answers that make no sense.
    refused: numbers('700010007', '700011003', '700012018', '700000109', '700000206', '780000503', '780000708'),
    failing: numbers('790100018', '790050002', '790050304'),
    anyKey: (index) => String(700_000_000 + index) as Organisasjonsnummer,
    soap: '1.1',
    ask: (ports, keys, call) => ports.enhet.hent(navn, keys, call),
  }),
);

testPort(grunndata, [
  ...unitOperations,
  operation<Personidentifikator>({
    navn: 'hentRolleutskrift',
    keys: ['01817010055', '01817010136'] as Personidentifikator[],
    refused: ['01817018099', '02817018109', '01817018250', '01817018331'] as Personidentifikator[],
    failing: { none: 'the sandbox has no key that this operation fails on' },
    anyKey: (index) => `018170${String(index).padStart(5, '0')}` as Personidentifikator,
    soap: '1.1',
    ask: (ports, keys, call) => ports.enhet.hentRolleutskrift(keys, call),
  }),
  operation<SokEnhet>({
    navn: 'sokEnhet',
    keys: ['BLÅBÆR', 'SANDVIK', 'FULLSTENDIG'].map(search),
    refused: [search('')],
    failing: { none: 'the sandbox has no key that this operation fails on' },
    anyKey: (index) => search(`SANDVIK ${index}`),
    soap: '1.1',
    ask: (ports, keys, call) => ports.enhet.sokEnhet(keys, call),
  }),
  operation<number>({
    navn: 'hentEndringslogg',
    keys: [0],
    refused: { none: 'the sandbox refuses no key of this operation' },
    failing: { none: 'the sandbox has no key that this operation fails on' },
    anyKey: (index) => index,
    soap: '1.1',
    joined: { none: 'hentEndringslogg is asked without a key: the loader asks it once a request' },
    // Each by a caller of her own: one caller's equal reads at once are joined.
    ask: (ports, keys, call) =>
      Promise.all(
        keys.map((key) => ports.enhet.hentEndringslogg({ ...call, caller: { ...call.caller, id: String(key) } })),
      ),
    prepare: ({ enhet }) => setSandbox(enhet, { endringslogg: true }),
  }),
]);

function search(soekestreng: string): SokEnhet {
  return { soekestreng, maksTreff: 10, medUnderenheter: true };
}

const enhetsregisteret = {
  kilde: 'ENHETSREGISTERET',
  register: 'enhetsregisteret',
  maxConcurrent: 8,
  doors: 'rest',
  notConfigured: { enhet: { source: 'enhetsregisteret', brukerId: '', passord: '' } },
} as const;
const NO_SOAP = { none: 'it is asked over REST' };

/**
 * Three units by one search. Two that are refused: no search finds them, neither among main units nor among sub-units; the deleted one is
 * there when it is asked for alone, and the one that was never created is not there under either path.
 */
const LOOKED_UP = 2 + 1 + 2;
/** Sixteen that no search finds, each under two paths. */
const LOOKED_FOR = 2 + 32;
const OWN_ANSWER = { keys: 1, failed: 1, refused: LOOKED_UP, crowd: { keys: 16, calls: LOOKED_FOR } };
/** One call a unit, and of those of which nothing is known the unit itself is looked for. */
const ASIDE = { failed: 3, refused: 5 + LOOKED_UP, crowd: { keys: 16, calls: 16 + LOOKED_FOR } };
/** Not all of the three units have it. */
const ASIDE_OF_SOME = { ...ASIDE, keys: 3 + 1, beforeFailing: 1 };
const REST_CALLS: Partial<Record<EnhetOperation, object>> = {
  // One of the units is in a group, which is asked for.
  hentSaerligeOpplysninger: { keys: 2, refused: LOOKED_UP + 1 },
  hentRoller: { ...ASIDE, keys: 3 },
  // Signatur and prokura.
  hentProkuraSignatur: {
    keys: 6,
    failed: 6,
    refused: 10 + LOOKED_UP,
    beforeFailing: 2,
    crowd: { keys: 16, calls: 32 + LOOKED_FOR },
  },
  hentFrivillighet: { ...ASIDE, keys: 2, failed: 2, refused: 4 + LOOKED_UP, beforeFailing: 1 },
  // Sub-units: found by the second search, and the units above them by one or two more.
  hentEnBedriftVirksomhet: { keys: 4, refused: LOOKED_UP + 2 },
  hentBedrifterVirksomheter: ASIDE_OF_SOME,
  konsernstruktur: ASIDE_OF_SOME,
  juridiskeroller: ASIDE_OF_SOME,
};
const OF_OWN_ANSWER = { alike: 'hentBasisdataMini' } as const;
const OF_ASIDE = { alike: 'hentRoller' } as const;
const ALIKE: Partial<Record<EnhetOperation, { readonly alike: string }>> = {
  hentBasisdata: OF_OWN_ANSWER,
  hentKontaktdata: OF_OWN_ANSWER,
  hentSaerligeOpplysninger: OF_OWN_ANSWER,
  hentOpplTilknRegister: OF_OWN_ANSWER,
  hentEnBedriftVirksomhet: OF_OWN_ANSWER,
  hentProkuraSignatur: OF_ASIDE,
  hentFrivillighet: OF_ASIDE,
  hentBedrifterVirksomheter: OF_ASIDE,
  konsernstruktur: OF_ASIDE,
  juridiskeroller: OF_ASIDE,
};

const restOperations = [
  ...[...ENHET_OPERATIONS, ...REST_OPERATIONS].map((navn) =>
    operation<Organisasjonsnummer>({
      navn,
      keys: KEYS[navn] ?? UNITS,
      // Never created, and deleted.
      refused: numbers('700010007', '700012018'),
      failing: numbers('790100018', '790050002', '790050304'),
      anyKey: (index) => UNKNOWN[index] as Organisasjonsnummer,
      calls: { ...OWN_ANSWER, ...REST_CALLS[navn] },
      ...ALIKE[navn],
      soap: NO_SOAP,
      ask: (ports, keys, call) => ports.enhet.hent(navn, keys, call),
    }),
  ),
  operation<Personidentifikator>({
    navn: 'hentRolleutskrift',
    keys: ['01817010055'] as Personidentifikator[],
    refused: { none: 'whom the register does not know has no roles' },
    failing: { none: 'the sandbox has no key that this operation fails on' },
    anyKey: (index) => `018170${String(index).padStart(5, '0')}` as Personidentifikator,
    alike: 'hentRoller',
    soap: NO_SOAP,
    ask: (ports, keys, call) => ports.enhet.hentRolleutskrift(keys, call),
  }),
  operation<SokEnhet>({
    navn: 'sokEnhet',
    keys: ['BLÅBÆR', 'SANDVIK', 'FULLSTENDIG'].map(search),
    // Longer than any name.
    refused: [search('A'.repeat(181))],
    failing: { none: 'the sandbox has no key that this operation fails on' },
    anyKey: (index) => search(`SANDVIK ${index}`),
    // Main units and sub-units, for each.
    calls: { keys: 6, failed: 6, refused: 8, crowd: { keys: 8, calls: 16 } },
    soap: NO_SOAP,
    ask: (ports, keys, call) => ports.enhet.sokEnhet(keys, call),
  }),
  operation<number>({
    navn: 'hentEndringslogg',
    keys: [0],
    refused: { none: 'it has no key' },
    failing: { none: 'it has no key' },
    anyKey: (index) => index,
    // The feeds of main units and of sub-units.
    calls: { keys: 2, failed: 2, refused: 2, crowd: { keys: 8, calls: 16 } },
    alike: 'sokEnhet',
    soap: NO_SOAP,
    joined: { none: 'hentEndringslogg is asked without a key: the loader asks it once a request' },
    ask: (ports, keys, call) =>
      Promise.all(
        keys.map((key) => ports.enhet.hentEndringslogg({ ...call, caller: { ...call.caller, id: String(key) } })),
      ),
    prepare: ({ enhetsregisteret }) =>
      fetch(`${enhetsregisteret.hooksUrl}/_sandbox/feed`, {
        method: 'POST',
        body: JSON.stringify({ resource: 'enheter', entries: [{ organisasjonsnummer: '700000001' }] }),
      }),
  }),
];

testPort(enhetsregisteret, restOperations);

/** The only thing that the copy knows of it is that it has been removed. */
const [REMOVED] = unitNumbers(17).slice(16);
/** Whole in the copy, and what is above them. */
const [SUB_UNIT, MAIN_UNIT, OTHER_MAIN_UNIT] = ['700000303', '700120031', '700120058'];
/** What the register is asked, whatever the copy holds of the unit: all but the numbers of those that have been removed. */
const IN_NO_COPY = ['hentRoller', 'hentFrivillighet', 'hentProkuraSignatur', 'konsernstruktur'];

/**
 * A copy that holds all but the units that are asked for, whose documents are damaged: those, and what finds them, are asked of the
 * register, at the cost that is counted above. With our client at Maskinporten, roles are asked of the register as well.
 */
const copy: Source = {
  ...enhetsregisteret,
  notConfigured: { enhet: { source: 'copy', brukerId: '', passord: '' } },
  behind: {
    title: 'the copy of ENHETSREGISTERET',
    async start(sandbox) {
      const { file, enhet, remove } = await copySandbox(sandbox);
      const damaged = [...UNITS, ...(KEYS.hentEnBedriftVirksomhet ?? [])].join();
      edit(file, `UPDATE documents SET head = '{' WHERE id IN (SELECT id FROM units WHERE number IN (${damaged}))`);
      edit(file, `INSERT INTO removed (number, at) VALUES (${REMOVED}, '2026-11-01T10:00:00.000Z')`);
      return {
        put: (config) => ({
          ...config,
          enhet: config.enhet && { ...config.enhet, source: 'copy', copy: enhet.copy },
        }),
        remove,
      };
    },
  },
};

/** What the copy answers itself. */
function heldOf(navn: string): Held<unknown> | undefined {
  if (navn === 'hentRolleutskrift' || navn === 'hentEndringslogg') return undefined;
  if (navn === 'sokEnhet') return { keys: ['PRØVEBRUK', 'TESTPOST'].map(search), refused: [] };
  if (IN_NO_COPY.includes(navn)) return { keys: [], refused: [REMOVED] };
  return navn === 'hentEnBedriftVirksomhet'
    ? { keys: [SUB_UNIT], refused: [REMOVED, MAIN_UNIT] }
    : { keys: [MAIN_UNIT, OTHER_MAIN_UNIT], refused: [REMOVED, SUB_UNIT] };
}

testPort(
  copy,
  restOperations.map((of) => ({
    ...of,
    held: heldOf(of.navn),
    ...(of.navn === 'sokEnhet' && { refused: { none: 'it finds nothing by what is longer than any name' } }),
    // What it asks, it asks by the port above.
    ...(of.navn !== 'hentBasisdataMini' && { alike: 'hentBasisdataMini' }),
  })),
);
