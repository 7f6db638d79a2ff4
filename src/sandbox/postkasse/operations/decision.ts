import { X509Certificate } from 'node:crypto';
import { isOrganisasjonsnummer } from '../../../domain/organisasjonsnummer.ts';
import { parsePersonidentifikator } from '../../../domain/personidentifikator.ts';
import { innbyggere } from '../people.ts';
import type { Settings, Check } from '../settings.ts';
import { findSupplier } from '../suppliers.ts';
import type { Operation } from '../schema/postkasseleverandoer.ts';
import { aktivPostkasse, postkasseAt, type RegisteredPerson } from '../register.ts';

/** One question to postkasseleverandoer-v1, with what is known of the citizen it is about. */
export interface Submission {
  readonly operation: Operation;
  /** Who calls. */
  readonly sender: string;
  readonly personidentifikator: string;
  /** Field 2; KanVelge has none. */
  readonly supplier: string | undefined;
  /** Field 4, where it was sent. */
  readonly sertifikat: Buffer | undefined;
  readonly person: RegisteredPerson | undefined;
  readonly now: Date;
}

/** Why the register refuses. `beskrivelse: null` is a refusal without a reason. */
export interface Refusal {
  readonly beskrivelse: string | null;
}

/** The decision table (§5.4) in the order of the settings: the first check that hits is the answer. */
export function findRefusal(submission: Submission, settings: Settings): Refusal | undefined {
  for (const check of settings.decisionOrder) {
    const refusal = checks[check](submission, settings);
    if (refusal) return refusal;
  }
  return undefined;
}

type Examination = (submission: Submission, settings: Settings) => Refusal | undefined;

const checks: Record<Check, Examination> = {
  personidentifikator: ({ personidentifikator }, { allowSynthetic, accept2032 }) => {
    const rules = { synthetic: allowSynthetic, accept2032: accept2032 };
    return when(parsePersonidentifikator(personidentifikator, rules) === null, 'UGYLDIG_PERSONNUMMER');
  },

  fixedAnswer: ({ personidentifikator, operation }) =>
    innbyggere
      .find((innbygger) => innbygger.personidentifikator === personidentifikator)
      ?.fixedAnswers.find((answer) => answer.operations.includes(operation)),

  organisasjonsnummer: ({ sender, supplier }, { requireOwnOrgnr }) => {
    const isSupplierWrong =
      supplier !== undefined && (!isGodkjent(supplier) || (requireOwnOrgnr && supplier !== sender));
    return when(!isGodkjent(sender) || isSupplierWrong, 'UGYLDIG_ORGNR');
  },

  sertifikat: ({ sertifikat, now }, { certMustBeValidNow }) =>
    when(
      sertifikat !== undefined && !isSertifikat(sertifikat, certMustBeValidNow ? now : undefined),
      'UGYLDIG_SERTIFIKAT',
    ),

  bruker: ({ person }, { unknownPerson }) =>
    when(person ? person.status === 'SLETTET' : unknownPerson === 'BRUKER_IKKE_FUNNET', 'BRUKER_IKKE_FUNNET'),

  reservasjon: ({ operation, person }, { slettWhenReservert, oppdaterWhenReservert }) => {
    const isAllowed =
      (operation === 'SlettPostkasse' && slettWhenReservert) ||
      (operation === 'OppdaterPostkasse' && oppdaterWhenReservert);
    return when(person?.reservasjon === 'JA' && !isAllowed, 'RESERVERT');
  },

  ingenPostkasse: ({ operation, person, supplier }) => {
    const needsOwn = ['VelgSikkerDigitalPostkasse', 'OppdaterPostkasse', 'SlettPostkasse'].includes(operation);
    return when(needsOwn && !hasOwn(person, supplier), 'INGEN_POSTBOKS_FUNNET');
  },

  aktivPostkasse: ({ operation, person, supplier }, { takeOver }) => {
    const aktiv = person && aktivPostkasse(person);
    if (!aktiv) return undefined;
    const isOwn = aktiv.supplier === supplier;
    const isInTheWay: Record<Operation, boolean> = {
      KanVelgeSikkerDigitalPostkasse: true,
      OpprettPostkasse: isOwn,
      OpprettOgVelgSikkerDigitalPostkasse: isOwn || !takeOver,
      VelgSikkerDigitalPostkasse: isOwn || !takeOver,
      OppdaterPostkasse: false,
      SlettPostkasse: false,
    };
    return when(isInTheWay[operation], 'ALLEREDE_AKTIV');
  },

  egenPostkasse: ({ operation, person, supplier }) => {
    const isNew = ['OpprettPostkasse', 'OpprettOgVelgSikkerDigitalPostkasse'].includes(operation);
    return when(isNew && hasOwn(person, supplier), 'POSTKASSE_EKSISTERER_ALLEREDE');
  },
};

function when(hit: boolean, beskrivelse: string): Refusal | undefined {
  return hit ? { beskrivelse } : undefined;
}

function isGodkjent(organisasjonsnummer: string): boolean {
  return isOrganisasjonsnummer(organisasjonsnummer) && findSupplier(organisasjonsnummer)?.godkjent === true;
}

function hasOwn(person: RegisteredPerson | undefined, supplier: string | undefined): boolean {
  return person !== undefined && supplier !== undefined && postkasseAt(person, supplier) !== undefined;
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
