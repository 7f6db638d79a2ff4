import type { Roller } from '../../../enhet.ts';
import type { Rolle, RolleEnhet, Rollegruppe, RollePerson } from '../../../roller.ts';
import { below, dateOf, flagOf, type Json, kodeOf, linesOf, nummerOf, objectOf, objectsOf, textOf } from './json.ts';
import { headedBy, type Heading } from './unit.ts';

/** A role and its holder take some hundred bytes: an answer with more of them is none. */
const MAX_ROLES = 4096;

/** The roles in a unit, of whom the answer must be; undefined when it is of another, or when none of its roles can be read. */
export function readRoller(value: unknown, organisasjonsnummer: string, heading: Heading): Roller | undefined {
  const json = objectOf(value);
  if (!json || !Array.isArray(json.rollegrupper) || isOfAnother(json, organisasjonsnummer)) return undefined;
  const sent = objectsOf(json, 'rollegrupper').reduce((sum, group) => sum + objectsOf(group, 'roller').length, 0);
  const rollegrupper = objectsOf(json, 'rollegrupper').map(readRollegruppe);
  const read = rollegrupper.reduce((sum, { roller }) => sum + roller.length, 0);
  if (sent > MAX_ROLES || (sent > 0 && read === 0)) return undefined;
  return { ...headedBy(heading, 'hentRoller', organisasjonsnummer), rollegrupper };
}

/** The number stands nowhere but in the links to the unit and to the answer itself. */
function isOfAnother(json: Json, organisasjonsnummer: string): boolean {
  const links = below(json, '_links');
  return ['enhet', 'self'].some((name) => {
    const [, number] = /\/enheter\/(\d{9})\b/.exec(textOf(below(links, name), 'href') ?? '') ?? [];
    return number !== undefined && number !== organisasjonsnummer;
  });
}

function readRollegruppe(json: Json): Rollegruppe {
  const type = kodeOf(json.type);
  return {
    type: type?.kode ?? '',
    beskrivelse: type?.beskrivelse ?? '',
    registreringsdato: dateOf(json, 'sistEndret'),
    headerTekst: null,
    trailerTekst: null,
    kjoennsrepresentasjon: null,
    roller: objectsOf(json, 'roller').flatMap((rolle) => readRolle(rolle) ?? []),
  };
}

/** What the REST services tell of no role. */
export const UNTOLD = {
  fratraadtKode: null,
  rolleFritekst: null,
  revisorKategori: null,
  revisorRkode: null,
  reTekst: null,
} as const;

function readRolle(json: Json): Rolle | undefined {
  const innehaver = readInnehaver(json);
  const type = kodeOf(json.type);
  if (!innehaver || !type) return undefined;
  const valgtAv = kodeOf(json.valgtAv);
  return {
    ...UNTOLD,
    rolletype: type.kode,
    beskrivelse: type.beskrivelse,
    fratraadt: flagOf(json, 'avregistrert') === true,
    valgtAv: valgtAv?.beskrivelse || null,
    valgtAvKode: valgtAv?.kode ?? null,
    ansvarsandel: textOf(json, 'ansvarsandel'),
    innehaver,
  };
}

/** Exactly one of the three stands there. */
function readInnehaver(json: Json): RollePerson | RolleEnhet | undefined {
  const [person, enhet, bostyrer] = [json.person, json.enhet, json.bostyrer].map(objectOf);
  if ([person, enhet, bostyrer].filter(Boolean).length !== 1) return undefined;
  return person ? readPerson(person) : enhet ? readEnhet(enhet) : bostyrer && readBostyrer(bostyrer);
}

// Whether somebody has a guardian is told of no person: what is limited is told of the role alone.
const PERSON = { kind: 'person', status: null, harVerge: null, vergeTekst: null } as const;

function readPerson(json: Json): RollePerson | undefined {
  const navn = below(json, 'navn');
  const fornavn = textOf(navn, 'fornavn');
  const slektsnavn = textOf(navn, 'etternavn');
  const foedselsdato = dateOf(json, 'fodselsdato');
  if (fornavn === null && slektsnavn === null && foedselsdato === null) return undefined;
  const fodselsnummer = textOf(json, 'fodselsnummer');
  return {
    ...PERSON,
    fornavn: fornavn ?? '',
    mellomnavn: textOf(navn, 'mellomnavn'),
    slektsnavn: slektsnavn ?? '',
    foedselsdato,
    personidentifikator: fodselsnummer && /^\d{11}$/.test(fodselsnummer) ? fodselsnummer : null,
    erDoed: flagOf(json, 'erDoed'),
  };
}

function readEnhet(json: Json): RolleEnhet | undefined {
  const organisasjonsnummer = nummerOf(json, 'organisasjonsnummer');
  if (organisasjonsnummer === undefined) return undefined;
  return {
    kind: 'unit',
    organisasjonsnummer,
    navn: linesOf(json, 'navn').join(' '),
    status: null,
    erSlettet: flagOf(json, 'erSlettet'),
  };
}

function readBostyrer(json: Json): RollePerson | undefined {
  const navn = textOf(json, 'navn')?.replace(/^adv\.\s+/i, '');
  return navn ? { ...readWholeName(navn), erDoed: flagOf(json, 'erDoed') } : undefined;
}

/** A name that stands as one text is parted before its last word. */
export function readWholeName(navn: string): RollePerson {
  const parted = navn.lastIndexOf(' ');
  return {
    ...PERSON,
    fornavn: navn.slice(0, Math.max(0, parted)).trim(),
    mellomnavn: null,
    slektsnavn: navn.slice(parted + 1),
    foedselsdato: null,
    personidentifikator: null,
    erDoed: null,
  };
}
