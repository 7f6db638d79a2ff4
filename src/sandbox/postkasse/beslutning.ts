import { X509Certificate } from 'node:crypto';
import { isOrganisasjonsnummer } from '../../domain/organisasjonsnummer.ts';
import { parsePersonidentifikator } from '../../domain/personidentifikator.ts';
import { innbyggere } from './innbyggere.ts';
import type { Innstillinger, Kontroll } from './innstillinger.ts';
import { findLeverandoer } from './leverandoerer.ts';
import type { Operasjon } from './postkasseleverandoerSkjema.ts';
import { aktivPostkasse, postkasseHos, type Registerperson } from './register.ts';

/** One question to postkasseleverandoer-v1, with what is known of the citizen it is about. */
export interface Sak {
  readonly operasjon: Operasjon;
  /** Who calls. */
  readonly avsender: string;
  readonly personidentifikator: string;
  /** Field 2; KanVelge has none. */
  readonly leverandoer: string | undefined;
  /** Field 4, where it was sent. */
  readonly sertifikat: Buffer | undefined;
  readonly person: Registerperson | undefined;
  readonly naa: Date;
}

/** Why the register refuses. `beskrivelse: null` is a refusal without a reason. */
export interface Avslag {
  readonly beskrivelse: string | null;
}

/** The decision table (§5.4) in the order of the settings: the first check that hits is the answer. */
export function findAvslag(sak: Sak, innstillinger: Innstillinger): Avslag | undefined {
  for (const kontroll of innstillinger.decisionOrder) {
    const avslag = kontroller[kontroll](sak, innstillinger);
    if (avslag) return avslag;
  }
  return undefined;
}

type Undersoekelse = (sak: Sak, innstillinger: Innstillinger) => Avslag | undefined;

const kontroller: Record<Kontroll, Undersoekelse> = {
  personidentifikator: ({ personidentifikator }, { allowSynthetic, accept2032 }) => {
    const regler = { syntetiske: allowSynthetic, regel2032: accept2032 };
    return when(parsePersonidentifikator(personidentifikator, regler) === null, 'UGYLDIG_PERSONNUMMER');
  },

  fastsattSvar: ({ personidentifikator, operasjon }) =>
    innbyggere
      .find((innbygger) => innbygger.personidentifikator === personidentifikator)
      ?.fastsatteSvar.find((svar) => svar.operasjoner.includes(operasjon)),

  organisasjonsnummer: ({ avsender, leverandoer }, { requireOwnOrgnr }) => {
    const isLeverandoerWrong =
      leverandoer !== undefined && (!isGodkjent(leverandoer) || (requireOwnOrgnr && leverandoer !== avsender));
    return when(!isGodkjent(avsender) || isLeverandoerWrong, 'UGYLDIG_ORGNR');
  },

  sertifikat: ({ sertifikat, naa }, { certMustBeValidNow }) =>
    when(
      sertifikat !== undefined && !isSertifikat(sertifikat, certMustBeValidNow ? naa : undefined),
      'UGYLDIG_SERTIFIKAT',
    ),

  bruker: ({ person }, { unknownPerson }) =>
    when(person ? person.status === 'SLETTET' : unknownPerson === 'BRUKER_IKKE_FUNNET', 'BRUKER_IKKE_FUNNET'),

  reservasjon: ({ operasjon, person }, { slettWhenReservert, oppdaterWhenReservert }) => {
    const isAllowed =
      (operasjon === 'SlettPostkasse' && slettWhenReservert) ||
      (operasjon === 'OppdaterPostkasse' && oppdaterWhenReservert);
    return when(person?.reservasjon === 'JA' && !isAllowed, 'RESERVERT');
  },

  ingenPostkasse: ({ operasjon, person, leverandoer }) => {
    const needsOwn = ['VelgSikkerDigitalPostkasse', 'OppdaterPostkasse', 'SlettPostkasse'].includes(operasjon);
    return when(needsOwn && !hasOwn(person, leverandoer), 'INGEN_POSTBOKS_FUNNET');
  },

  aktivPostkasse: ({ operasjon, person, leverandoer }, { takeOver }) => {
    const aktiv = person && aktivPostkasse(person);
    if (!aktiv) return undefined;
    const isOwn = aktiv.leverandoer === leverandoer;
    const isInTheWay: Record<Operasjon, boolean> = {
      KanVelgeSikkerDigitalPostkasse: true,
      OpprettPostkasse: isOwn,
      OpprettOgVelgSikkerDigitalPostkasse: isOwn || !takeOver,
      VelgSikkerDigitalPostkasse: isOwn || !takeOver,
      OppdaterPostkasse: false,
      SlettPostkasse: false,
    };
    return when(isInTheWay[operasjon], 'ALLEREDE_AKTIV');
  },

  egenPostkasse: ({ operasjon, person, leverandoer }) => {
    const isNew = ['OpprettPostkasse', 'OpprettOgVelgSikkerDigitalPostkasse'].includes(operasjon);
    return when(isNew && hasOwn(person, leverandoer), 'POSTKASSE_EKSISTERER_ALLEREDE');
  },
};

function when(hit: boolean, beskrivelse: string): Avslag | undefined {
  return hit ? { beskrivelse } : undefined;
}

function isGodkjent(organisasjonsnummer: string): boolean {
  return isOrganisasjonsnummer(organisasjonsnummer) && findLeverandoer(organisasjonsnummer)?.godkjent === true;
}

function hasOwn(person: Registerperson | undefined, leverandoer: string | undefined): boolean {
  return person !== undefined && leverandoer !== undefined && postkasseHos(person, leverandoer) !== undefined;
}

/** One certificate in DER and nothing after it: node:crypto itself would take PEM, and look away from trailing bytes. */
function isSertifikat(der: Buffer, validAt: Date | undefined): boolean {
  if (der[0] !== 0x30) return false;
  try {
    const { raw, validFromDate, validToDate } = new X509Certificate(der);
    return raw.length === der.length && (!validAt || (validFromDate <= validAt && validAt <= validToDate));
  } catch {
    return false;
  }
}
