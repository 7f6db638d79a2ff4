import type { Submission } from './decision.ts';
import { type Postkasse, postkasseAt, type RegisteredPerson } from '../register.ts';
import type { PostkasseSandbox } from '../state.ts';

/** What an OK does to the register. Asking whether a citizen may choose does nothing. */
export function writePostkasse(
  submission: Submission,
  postkasseadresse: string,
  { state: { register }, settings }: PostkasseSandbox,
): void {
  const { operation, supplier, sertifikat } = submission;
  if (operation === 'KanVelgeSikkerDigitalPostkasse' || supplier === undefined) return;
  const person = submission.person ?? register.add(submission.personidentifikator);
  const old = postkasseAt(person, supplier);
  switch (operation) {
    case 'OpprettPostkasse':
      put(person, { supplier, postkasseadresse, sertifikat, aktiv: false });
      break;
    case 'OpprettOgVelgSikkerDigitalPostkasse':
      put(person, { supplier, postkasseadresse, sertifikat, aktiv: true });
      break;
    case 'VelgSikkerDigitalPostkasse':
      if (old) put(person, { ...old, aktiv: true });
      break;
    case 'OppdaterPostkasse': {
      const kept = settings.keepCertificateOnOppdater ? old?.sertifikat : undefined;
      if (old) put(person, { ...old, postkasseadresse, sertifikat: sertifikat ?? kept });
      break;
    }
    case 'SlettPostkasse':
      person.postkasseList = without(person, supplier);
      break;
  }
  // A person whom this call took in has just been given a number; everybody else is given the next one here.
  if (submission.person) register.change(person);
}

/** A citizen has one active mailbox at most: an active one put in makes the others inactive. */
function put(person: RegisteredPerson, postkasse: Postkasse): void {
  const others = without(person, postkasse.supplier);
  const rest = postkasse.aktiv ? others.map((other) => ({ ...other, aktiv: false })) : others;
  person.postkasseList = [...rest, postkasse];
}

function without(person: RegisteredPerson, supplier: string): readonly Postkasse[] {
  return person.postkasseList.filter((postkasse) => postkasse.supplier !== supplier);
}
