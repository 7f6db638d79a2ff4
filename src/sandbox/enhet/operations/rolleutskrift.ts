import { findEnhet } from '../enheter.ts';
import { checkOrgnr } from './enhet.ts';
import { type Answer, withoutData } from '../answers/inner-document.ts';
import type { Settings } from '../settings.ts';
import { understatus } from '../answers/codes.ts';
import { writeRolleutskriftOfEnhet, writeRolleutskriftOfPerson } from '../answers/rolleutskrift.ts';
import { findPerson } from '../people.ts';

/** Nine digits are a unit, eleven a person. */
export function answerRolleutskrift(requestId: string, settings: Settings): Answer {
  if (requestId === '') return withoutData(10);
  if (/^[0-9]{9}$/.test(requestId)) return answerEnhet(requestId, settings);
  if (/^[0-9]{11}$/.test(requestId)) return answerPerson(requestId, settings);
  return withoutData(160);
}

/** Only what the operation documents: a unit deleted in any way is deleted, and a sub-unit is as good as any other. */
function answerEnhet(orgnr: string, settings: Settings): Answer {
  const feil = checkOrgnr(orgnr, settings);
  if (feil !== undefined) return withoutData(feil, orgnr);
  const enhet = findEnhet(orgnr);
  if (!enhet) return withoutData(100, orgnr);
  if (enhet.slettet) return withoutData(110, orgnr);
  return data(writeRolleutskriftOfEnhet(enhet, settings));
}

/** The number's date and check digits are not tested: one that nobody has is simply unknown. */
function answerPerson(fodselsnr: string, settings: Settings): Answer {
  const person = findPerson(fodselsnr);
  if (!person) return withoutData(180, fodselsnr);
  if (person.status) return withoutData(person.status, fodselsnr);
  return data(writeRolleutskriftOfPerson(person, settings));
}

function data(melding: NonNullable<Answer['melding']>): Answer {
  return { hovedStatus: 0, underStatus: [understatus(0)], melding };
}
