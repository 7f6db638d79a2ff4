import { isDeepStrictEqual } from 'node:util';
import { toDateTime } from '../../../../../domain/dates.ts';
import { normaliseOrganisasjonsnummer } from '../../../../../domain/organisasjonsnummer.ts';
import type { Personidentifikator } from '../../../../../domain/personidentifikator.ts';
import type { HttpRequest, HttpResponse } from '../../../../../wire/http/http.ts';
import { readJson } from '../../../../../wire/rest/json.ts';
import {
  type DigitalPost,
  type Kontaktpunkt,
  type Kontaktregisteroppfoering,
  PERSON_STATUSES,
  SPRAAK,
  VARSLINGS_STATUSES,
} from '../../../postkasse.ts';
import { answerShape, namedShape, type PersonShape, personShape } from './shape.ts';

/** How many persons one call may ask about. */
export const MAX_PERSONER = 1000;

const PATH = '/rest/v2/personer';

// A person is about a kilobyte, and the certificate of a key of 4096 bits nearly three: each row has one.
const BYTES_A_PERSON = 6 * 1024;
const BYTES_BESIDE = 64 * 1024;

/** Of a call about as many as one takes. */
export const MAX_RESPONSE_BYTES = BYTES_BESIDE + MAX_PERSONER * BYTES_A_PERSON;

/** The numbers stand in the body, and nowhere else. Without the last key, those who are not registered are left out of the answer. */
export function writePersoner(personer: readonly Personidentifikator[]): HttpRequest {
  return {
    method: 'POST',
    path: PATH,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ personidentifikatorer: personer, inkluderIkkeRegistrerte: true }),
    maxResponseBytes: BYTES_BESIDE + personer.length * BYTES_A_PERSON,
  };
}

/** A person as KRR tells of them. */
export interface KrrPerson {
  /** The entry; undefined where the status is none that we know. */
  readonly entry: Kontaktregisteroppfoering | undefined;
  readonly status: string;
  /** JA, NEI, or a word that nobody has documented; undefined when it was left out. */
  readonly reservasjon: string | undefined;
  /** Whether a mailbox is told of, were it by its supplier alone. */
  readonly hasPostkasse: boolean;
}

/**
 * The persons of an answer by personidentifikator, whatever their order; undefined when it is no answer. A person costs itself alone:
 * one without a number answers nobody, and one who is malformed, or is told of twice in two ways, is there without a value.
 */
export function readPersoner(response: HttpResponse): Map<string, KrrPerson | undefined> | undefined {
  const answer = answerShape.safeParse(readJson(response));
  if (!answer.success || answer.data.personer.length > MAX_PERSONER) return undefined;
  const persons = new Map<string, KrrPerson | undefined>();
  for (const unread of answer.data.personer) {
    const named = namedShape.safeParse(unread);
    if (!named.success) continue;
    const { personidentifikator } = named.data;
    const read = personShape.safeParse(unread);
    const person = read.success ? readPerson(read.data) : undefined;
    const isSaidOtherwise =
      persons.has(personidentifikator) && !isDeepStrictEqual(persons.get(personidentifikator), person);
    persons.set(personidentifikator, isSaidOtherwise ? undefined : person);
  }
  return persons;
}

function readPerson(person: PersonShape): KrrPerson {
  const { reservasjon, digital_post } = person;
  return {
    entry: readEntry(person),
    status: person.status,
    reservasjon,
    hasPostkasse: (digital_post?.postkasseadresse ?? digital_post?.postkasseleverandoeradresse) !== undefined,
  };
}

function readEntry(person: PersonShape): Kontaktregisteroppfoering | undefined {
  const status = oneOf(PERSON_STATUSES, person.status);
  if (!status) return undefined;
  return {
    kilde: 'KRR',
    status,
    reservasjon: yesOrNo(person.reservasjon),
    reservasjonstidspunkt: readTime(person.reservasjonstidspunkt),
    reservasjonOppdatert: readTime(person.reservasjon_oppdatert),
    varslingsstatus: oneOf(VARSLINGS_STATUSES, person.varslingsstatus) ?? null,
    mobiltelefonnummer: readKontaktpunkt(person, 'mobiltelefonnummer'),
    epostadresse: readKontaktpunkt(person, 'epostadresse'),
    digitalPost: readDigitalPost(person),
    spraak: oneOf(SPRAAK, person.spraak) ?? null,
    spraakOppdatert: readTime(person.spraak_oppdatert),
    ...(person.sertifikat && { x509Sertifikat: person.sertifikat }),
  };
}

function readKontaktpunkt(
  { kontaktinformasjon = {} }: PersonShape,
  name: 'epostadresse' | 'mobiltelefonnummer',
): Kontaktpunkt | null {
  const verdi = kontaktinformasjon[name];
  if (verdi === undefined) return null;
  return {
    verdi,
    sistOppdatert: readTime(kontaktinformasjon[`${name}_oppdatert`]),
    sistVerifisert: readTime(kontaktinformasjon[`${name}_sist_verifisert`]),
    sistValidert: readTime(kontaktinformasjon[`${name}_sist_validert`]),
    duplisert: yesOrNo(kontaktinformasjon[`${name}_duplisert`]),
  };
}

/** One without its supplier, or without its address there, is no mailbox that could be written to. */
function readDigitalPost({ digital_post: written }: PersonShape): DigitalPost | null {
  const { postkasseadresse, postkasseleverandoeradresse: supplier } = written ?? {};
  if (postkasseadresse === undefined || supplier === undefined) return null;
  // Some suppliers are written with the ISO 6523 prefix of Norwegian organisation numbers.
  return {
    postkasseadresse,
    postkasseleverandoer: normaliseOrganisasjonsnummer(supplier.replace(/^(?:9908|0192):/, '')),
  };
}

/** KRR writes offsets as hours alone. A time that is none is not known. */
function readTime(written: string | undefined): string | null {
  return toDateTime(written?.replace(/(T.*[+-]\d\d)$/, '$1:00')) ?? null;
}

function yesOrNo(written: string | undefined): boolean | null {
  return written === 'JA' ? true : written === 'NEI' ? false : null;
}

function oneOf<Word extends string>(words: readonly Word[], written: string | undefined): Word | undefined {
  return words.find((word) => word === written);
}
