import { findEnhet } from './enheter.ts';
import { checkOrgnr } from './enhetssvar.ts';
import { type Svar, utenData } from './innerdokument.ts';
import type { Innstillinger } from './innstillinger.ts';
import { understatus } from './koder.ts';
import { writeRolleutskriftOfEnhet, writeRolleutskriftOfPerson } from './meldinger/rolleutskrift.ts';
import { findPerson } from './personer.ts';

/** Nine digits are a unit, eleven a person. */
export function answerRolleutskrift(requestId: string, innstillinger: Innstillinger): Svar {
  if (requestId === '') return utenData(10);
  if (/^[0-9]{9}$/.test(requestId)) return answerEnhet(requestId, innstillinger);
  if (/^[0-9]{11}$/.test(requestId)) return answerPerson(requestId, innstillinger);
  return utenData(160);
}

/** Only what the operation documents: a unit deleted in any way is deleted, and a sub-unit is as good as any other. */
function answerEnhet(orgnr: string, innstillinger: Innstillinger): Svar {
  const feil = checkOrgnr(orgnr, innstillinger);
  if (feil !== undefined) return utenData(feil, orgnr);
  const enhet = findEnhet(orgnr);
  if (!enhet) return utenData(100, orgnr);
  if (enhet.slettet) return utenData(110, orgnr);
  return data(writeRolleutskriftOfEnhet(enhet, innstillinger));
}

/** The number's date and check digits are not tested: one that nobody has is simply unknown. */
function answerPerson(fodselsnr: string, innstillinger: Innstillinger): Svar {
  const person = findPerson(fodselsnr);
  if (!person) return utenData(180, fodselsnr);
  if (person.status) return utenData(person.status, fodselsnr);
  return data(writeRolleutskriftOfPerson(person, innstillinger));
}

function data(melding: NonNullable<Svar['melding']>): Svar {
  return { hovedStatus: 0, underStatus: [understatus(0)], melding };
}
