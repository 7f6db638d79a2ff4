import { refuse, refuseStatus } from '../answers/fejl.ts';
import type { Settings } from '../settings.ts';
import { writeCode } from '../checks/kodelister.ts';
import type { Operation } from './operation.ts';
import type { RegisteredEntry } from '../state.ts';

/** What is registered. STAR's list has one entry at least, so what an empty one looks like is a setting. */
export const getKontaktinformation: Operation =
  (_, { settings }) =>
  ({ kontaktinformation: { entries } }) => {
    if (entries.length > 0) return { status: 200, json: writeKontaktinformation(entries, settings) };
    switch (settings.emptyAnswer) {
      case 'emptyList':
        return { status: 200, json: writeKontaktinformation([], settings) };
      case 'leftOut':
        return { status: 200, json: {} };
      case '9159':
        return refuse(9159);
      case '404':
        return refuseStatus(404);
    }
  };

function writeKontaktinformation(
  entries: readonly RegisteredEntry[],
  { kodelister, form }: Pick<Settings, 'kodelister' | 'form'>,
): unknown {
  const kontaktinformation = entries.map(({ kontaktdata, type, status }) => ({
    kontaktdata,
    kontaktdataType: writeCode(kodelister.kontaktdata, type),
    kontaktdatastatus: writeCode(kodelister.kontaktdatastatus, status),
  }));
  return { kontaktinformationer: form === 'flat' ? kontaktinformation : { kontaktinformation } };
}
