import type { Organisasjonsnummer } from '../../../src/domain/organisasjonsnummer.ts';
import type { Personidentifikator } from '../../../src/domain/personidentifikator.ts';
import type { SokEnhet } from '../../../src/sources/enhet/enhet.ts';
import { ENHET_OPERATIONS, type EnhetOperation } from '../../../src/sources/enhet/operations.ts';
import { setSandbox } from '../../support/sandbox.ts';
import { operation, testPort } from '../contract.ts';

const grunndata = { kilde: 'GRUNNDATA', register: 'enhet', maxConcurrent: 8 } as const;
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
