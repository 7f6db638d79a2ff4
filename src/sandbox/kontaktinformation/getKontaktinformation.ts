import { afvis, afvisStatus } from './fejl.ts';
import type { Indstillinger } from './indstillinger.ts';
import { writeKode } from './kodelister.ts';
import type { Operation } from './operation.ts';
import type { Optegnelse } from './tilstand.ts';

/** G: what is registered. STAR's list has one entry at least, so what an empty one looks like is a setting. */
export const getKontaktinformation: Operation =
  (_, { indstillinger }) =>
  ({ kontaktinformation: { optegnelser } }) => {
    if (optegnelser.length > 0) return { status: 200, json: writeKontaktinformation(optegnelser, indstillinger) };
    switch (indstillinger.tomtSvar) {
      case 'tomListe':
        return { status: 200, json: writeKontaktinformation([], indstillinger) };
      case 'udeladt':
        return { status: 200, json: {} };
      case '9159':
        return afvis(9159);
      case '404':
        return afvisStatus(404);
    }
  };

function writeKontaktinformation(
  optegnelser: readonly Optegnelse[],
  { kodelister, form }: Pick<Indstillinger, 'kodelister' | 'form'>,
): unknown {
  const kontaktinformation = optegnelser.map(({ kontaktdata, type, status }) => ({
    kontaktdata,
    kontaktdataType: writeKode(kodelister.kontaktdata, type),
    kontaktdatastatus: writeKode(kodelister.kontaktdatastatus, status),
  }));
  return { kontaktinformationer: form === 'flad' ? kontaktinformation : { kontaktinformation } };
}
