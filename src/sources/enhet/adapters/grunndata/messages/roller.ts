import { child, textOf } from '../../../../../wire/soap/once.ts';
import { childrenOf, isNil, type XmlElement } from '../../../../../wire/soap/xml.ts';
import type { Fullmakt, OperationField, Roller } from '../../../enhet.ts';
import type { Rolle, RolleEnhet, Rollegruppe, RolleIEnhet, RollePerson, RolleStatus } from '../../../roller.ts';
import {
  MAX_ROWS,
  readDato,
  readNavnelinjer,
  readNummer,
  readRegistreringsdato,
  readRows,
  readTall,
  unlessEmpty,
} from './common.ts';

const BLOCKS = [
  'kontaktperson',
  'deltakere',
  'komplementar',
  'sameiere',
  'styre',
  'revisor',
  'regnskapsfoerer',
  'eierkommune',
];

export function readRoller(melding: XmlElement): OperationField<Roller> | undefined {
  const rollegrupper = readRollegrupper(melding, BLOCKS);
  return rollegrupper && { rollegrupper };
}

/** hentProkuraSignatur: who may sign, and who may by a power of attorney; of whom there is none, an empty list. */
export function readFullmakt(melding: XmlElement): OperationField<Fullmakt> | undefined {
  const signatur = readRollegrupper(melding, ['signatur']);
  const prokura = readRollegrupper(melding, ['prokura']);
  return signatur && prokura && { signatur, prokura };
}

function readRollegrupper(melding: XmlElement, blocks: readonly string[]): Rollegruppe[] | undefined {
  const samendringList = blocks.flatMap((block) => childrenOf(child(melding, block), 'samendring'));
  const sent = samendringList.reduce((count, samendring) => count + holdersIn(samendring).length, 0);
  if (sent > MAX_ROWS || samendringList.length > MAX_ROWS) return undefined;
  const rollegrupper = samendringList.map(readRollegruppe);
  // Roles were sent, but none could be read: the answer is invalid, and not that of a unit without roles.
  if (sent > 0 && rollegrupper.every(({ roller }) => roller.length === 0)) return undefined;
  return rollegrupper.filter(({ type, roller }) => type !== '' || roller.length > 0);
}

function readRollegruppe(samendring: XmlElement): Rollegruppe {
  return {
    type: samendring.attributes.samendringstype ?? '',
    beskrivelse: samendring.attributes.beskrivelse ?? '',
    registreringsdato: readRegistreringsdato(samendring),
    headerTekst: textOf(samendring, 'headerTekst') ?? null,
    trailerTekst: textOf(samendring, 'trailerTekst') ?? null,
    kjoennsrepresentasjon: samendring.attributes.kjonnsrepresentasjon?.trim() || null,
    roller: holdersIn(samendring).flatMap(([rolle, holder]) => readRolle(rolle, holder) ?? []),
  };
}

/** One entry for each holder of a role: the wire groups them under the role. */
function holdersIn(samendring: XmlElement): (readonly [rolle: XmlElement, holder: XmlElement])[] {
  return childrenOf(samendring, 'rolle').flatMap((rolle) =>
    rolle.children.filter((holder) => !isNil(holder)).map((holder) => [rolle, holder] as const),
  );
}

/** Undefined for a holder who is neither a person nor a unit, or of whom nothing is said. */
function readRolle(rolle: XmlElement, holder: XmlElement): Rolle | undefined {
  const innehaver = readInnehaver(holder);
  if (!innehaver) return undefined;
  const fratraadt = textOf(holder, 'fratraadt');
  return {
    rolletype: rolle.attributes.rolletype ?? '',
    beskrivelse: rolle.attributes.beskrivelse ?? '',
    // N: still sits. K, R and F are kinds of resignation.
    fratraadt: fratraadt !== undefined && fratraadt !== 'N',
    fratraadtKode: fratraadt ?? null,
    valgtAv: textOf(holder, 'valgtAv') ?? null,
    valgtAvKode: child(holder, 'valgtAv')?.attributes.kode?.trim() || null,
    ansvarsandel: textOf(holder, 'ansvarsandel') ?? null,
    rolleFritekst: textOf(holder, 'rolleFritekst') ?? null,
    revisorKategori: readTall(textOf(holder, 'revisorKategori')),
    revisorRkode: readTall(textOf(holder, 'revisorRkode')),
    reTekst: textOf(holder, 'reTekst') ?? null,
    innehaver,
  };
}

function readInnehaver(holder: XmlElement): RollePerson | RolleEnhet | undefined {
  if (holder.name === 'person') return readRollePerson(holder);
  const organisasjonsnummer = readNummer(textOf(holder, 'orgnr'));
  if (holder.name !== 'enhet' || organisasjonsnummer === undefined) return undefined;
  const status = readStatus(holder);
  return {
    kind: 'unit',
    organisasjonsnummer,
    navn: readNavnelinjer(holder).join(' '),
    status,
    erSlettet: isAnother(status, 'OK', SLETTET),
  };
}

function readRollePerson(person: XmlElement): RollePerson | undefined {
  const who = unlessEmpty({
    fornavn: textOf(person, 'fornavn') ?? null,
    mellomnavn: textOf(person, 'mellomnavn') ?? null,
    slektsnavn: textOf(person, 'slektsnavn') ?? null,
    foedselsdato: readDato(textOf(person, 'fodselsdato')) ?? null,
    personidentifikator: textOf(person, 'fodselsnr') ?? null,
  });
  if (!who) return undefined;
  const status = readStatus(person);
  const vergeTekst = textOf(person, 'vergeTekst') ?? null;
  return {
    kind: 'person',
    ...who,
    fornavn: who.fornavn ?? '',
    slektsnavn: who.slektsnavn ?? '',
    status,
    erDoed: isAnother(status, 'L', DOED),
    // The register writes the text where there is a guardian, and nowhere says that there is none.
    harVerge: vergeTekst === null ? null : true,
    vergeTekst,
  };
}

function readStatus({ attributes }: XmlElement): RolleStatus | null {
  const kode = attributes.statuskode?.trim();
  return kode ? { kode, beskrivelse: attributes.beskrivelse?.trim() ?? '' } : null;
}

// Of the codes of a holder's status, only those of the living (L) and of the registered (OK) have been seen. What another
// means stands in its description, in Bokmål or Nynorsk.
const DOED = /^(?:avdød|død|daud)/i;
const SLETTET = /^slett/i;

/** False for the ordinary code, true for a status that is described so, null for one that may mean anything. */
function isAnother(status: RolleStatus | null, ordinary: string, described: RegExp): boolean | null {
  if (status === null) return null;
  if (described.test(status.beskrivelse)) return true;
  return status.kode === ordinary ? false : null;
}

/** Whose roles hentRolleutskrift tells of: one of the three, where the answer says it. */
export interface Rolleinnehaver {
  readonly orgnr: string | undefined;
  readonly fodselsnr: string | undefined;
  readonly fodselsdato: string | undefined;
}

export function readRolleinnehaver(melding: XmlElement): Rolleinnehaver {
  const innehaver = child(melding, 'rolleInnehaver');
  return {
    orgnr: textOf(innehaver, 'orgnr'),
    fodselsnr: textOf(innehaver, 'fodselsnr'),
    fodselsdato: readDato(textOf(innehaver, 'fodselsdato')),
  };
}

/** hentRolleutskrift: no role is no `roller` element, which is an empty list. */
export function readRolleutskrift(melding: XmlElement): RolleIEnhet[] | undefined {
  return readRows(childrenOf(child(melding, 'roller'), 'enhet'), (enhet) => {
    const organisasjonsnummer = readNummer(textOf(enhet, 'orgnr'));
    const navn = readNavnelinjer(child(enhet, 'navn')).join(' ');
    if (organisasjonsnummer === undefined || navn === '') return undefined;
    return {
      rolleBeskrivelse: textOf(enhet, 'rolleBeskrivelse') ?? '',
      registreringsdato: readRegistreringsdato(enhet),
      navn,
      organisasjonsnummer,
    };
  });
}
