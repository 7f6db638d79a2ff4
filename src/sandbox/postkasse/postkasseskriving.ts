import type { Sak } from './beslutning.ts';
import { type Postkasse, postkasseHos, type Registerperson } from './register.ts';
import type { Tilstand } from './tilstand.ts';

/** What an OK does to the register. Asking whether a citizen may choose does nothing. */
export function writePostkasse(sak: Sak, postkasseadresse: string, { register, innstillinger }: Tilstand): void {
  const { operasjon, leverandoer, sertifikat } = sak;
  if (operasjon === 'KanVelgeSikkerDigitalPostkasse' || leverandoer === undefined) return;
  const person = sak.person ?? register.add(sak.personidentifikator);
  const old = postkasseHos(person, leverandoer);
  switch (operasjon) {
    case 'OpprettPostkasse':
      put(person, { leverandoer, postkasseadresse, sertifikat, aktiv: false });
      break;
    case 'OpprettOgVelgSikkerDigitalPostkasse':
      put(person, { leverandoer, postkasseadresse, sertifikat, aktiv: true });
      break;
    case 'VelgSikkerDigitalPostkasse':
      if (old) put(person, { ...old, aktiv: true });
      break;
    case 'OppdaterPostkasse': {
      const kept = innstillinger.keepCertificateOnOppdater ? old?.sertifikat : undefined;
      if (old) put(person, { ...old, postkasseadresse, sertifikat: sertifikat ?? kept });
      break;
    }
    case 'SlettPostkasse':
      person.postkasser = without(person, leverandoer);
      break;
  }
  // A person whom this call took in has just been given a number; everybody else is given the next one here.
  if (sak.person) register.change(person);
}

/** A citizen has one active mailbox at most: an active one put in makes the others inactive. */
function put(person: Registerperson, postkasse: Postkasse): void {
  const others = without(person, postkasse.leverandoer);
  const rest = postkasse.aktiv ? others.map((other) => ({ ...other, aktiv: false })) : others;
  person.postkasser = [...rest, postkasse];
}

function without(person: Registerperson, leverandoer: string): readonly Postkasse[] {
  return person.postkasser.filter((postkasse) => postkasse.leverandoer !== leverandoer);
}
