import type { Cpr } from '../../../src/domain/cpr.ts';
import { sampled } from '../exchange.ts';
import { testSamples } from '../samples.ts';

testSamples(new URL('samples/', import.meta.url), {
  GetKontaktinformation: sampled<Cpr>({
    keys: ['0101505006' as Cpr],
    ask: (ports, keys, call) => ports.kontaktinformation.getKontaktinformation(keys, call),
  }),
  GetKontaktinformationMobilNr: sampled<string>({
    keys: ['67000001'],
    ask: (ports, keys, call) => ports.kontaktinformation.getKontaktinformationMobilNr(keys, call),
  }),
  GetKontaktinformationEmail: sampled<string>({
    keys: ['borger-1@example.org'],
    ask: (ports, keys, call) => ports.kontaktinformation.getKontaktinformationEmail(keys, call),
  }),
});
