import type { Organisasjonsnummer } from '../../../src/domain/organisasjonsnummer.ts';
import type { Personidentifikator } from '../../../src/domain/personidentifikator.ts';
import type { SokEnhet } from '../../../src/sources/enhet/enhet.ts';
import { ENHET_OPERATIONS } from '../../../src/sources/enhet/operations.ts';
import { sampled } from '../exchange.ts';
import { testSamples } from '../samples.ts';

const unitOperations = ENHET_OPERATIONS.map((navn) => [
  navn,
  sampled<Organisasjonsnummer>({
    keys: ['700000001' as Organisasjonsnummer],
    ask: (ports, keys, call) => ports.enhet.hent(navn, keys, call),
  }),
]);

testSamples(new URL('samples/', import.meta.url), {
  ...Object.fromEntries(unitOperations),
  hentRolleutskrift: sampled<Personidentifikator>({
    keys: ['01817010055' as Personidentifikator],
    ask: (ports, keys, call) => ports.enhet.hentRolleutskrift(keys, call),
  }),
  sokEnhet: sampled<SokEnhet>({
    keys: [{ soekestreng: 'BLÅBÆR', maksTreff: 100, medUnderenheter: true }],
    ask: (ports, keys, call) => ports.enhet.sokEnhet(keys, call),
  }),
  hentEndringslogg: sampled<null>({
    keys: [null],
    ask: (ports, keys, call) => Promise.all(keys.map(() => ports.enhet.hentEndringslogg(call))),
  }),
});
