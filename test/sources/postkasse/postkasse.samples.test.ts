import type { Personidentifikator } from '../../../src/domain/personidentifikator.ts';
import { sampled } from '../exchange.ts';
import { testSamples } from '../samples.ts';

testSamples(new URL('samples/', import.meta.url), {
  KanVelgeSikkerDigitalPostkasse: sampled<Personidentifikator>({
    keys: ['01817011000' as Personidentifikator],
    ask: (ports, keys, call) => ports.postkasse.kanVelgeSikkerDigitalPostkasse(keys, call),
  }),
  HentPersoner: sampled<Personidentifikator>({
    keys: ['02827112006', '07877617003'] as Personidentifikator[],
    ask: (ports, keys, call) => ports.postkasse.hentPersoner(keys, call),
  }),
});
