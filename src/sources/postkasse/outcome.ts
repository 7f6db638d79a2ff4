import { DONE, failed, found, notDone, type Outcome, unknownEffect, type WriteOutcome } from '../../domain/outcome.ts';
import type { Personidentifikator } from '../../domain/personidentifikator.ts';
import { kildeUtilgjengelig, type Registerfeil } from '../../domain/registerfeil.ts';
import type { SoapAnswer } from '../../wire/soap/client.ts';
import { readRespons } from './adapters/oppslagstjenesten/messages/reads.ts';
import { catalogue, type PostkasseOperation } from './codes.ts';
import type { KanVelge, Kontaktregisteroppfoering } from './postkasse.ts';

const KILDE = 'OPPSLAGSTJENESTEN';

export function nonsense(): Registerfeil {
  return kildeUtilgjengelig(KILDE, 'UGYLDIG_SVAR');
}

/**
 * No entry, or an ambiguous one, is an invalid answer. A person who is not in the register is the documented error of the
 * sister service; a deleted one is a status in the data.
 */
export function readEntryOutcome(entry: Kontaktregisteroppfoering | undefined): Outcome<Kontaktregisteroppfoering> {
  if (!entry) return failed(nonsense());
  if (entry.status === 'IKKE_REGISTRERT') return failed(catalogue.feil('HentPersoner', 'BRUKER_IKKE_FUNNET'));
  return found(entry);
}

export function readKanVelgeOutcome(
  element: Parameters<typeof readRespons>[0],
  person: Personidentifikator,
): Outcome<KanVelge> {
  const operation: PostkasseOperation = 'KanVelgeSikkerDigitalPostkasse';
  const respons = readRespons(element, operation);
  if (respons?.status === 'JA') return found({ kilde: KILDE, avledet: false, personidentifikator: person });
  // A refusal without a beskrivelse, or with an undocumented one, is a refusal all the same.
  if (respons?.status === 'NEI') return failed(catalogue.feil(operation, respons.beskrivelse ?? 'NEI'));
  return failed(nonsense());
}

/** The one place that says whether what was sent may have been done. */
export function readWriteOutcome(answer: SoapAnswer, operation: PostkasseOperation): WriteOutcome {
  if (!answer.ok) return answer.effect === 'not done' ? notDone(answer.feil) : unknownEffect(answer.feil);
  const respons = readRespons(answer.element, operation);
  if (respons?.status === 'OK') return DONE;
  // A refusal without a beskrivelse, or with an undocumented one, is a refusal all the same.
  if (respons?.status === 'FEILET') return notDone(catalogue.feil(operation, respons.beskrivelse ?? 'FEILET'));
  return unknownEffect(kildeUtilgjengelig(KILDE, 'UGYLDIG_SVAR'));
}
