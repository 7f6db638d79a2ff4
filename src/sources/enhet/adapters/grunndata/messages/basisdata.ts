import { child, textOf } from '../../../../../wire/soap/once.ts';
import { childrenOf, type XmlElement } from '../../../../../wire/soap/xml.ts';
import type { BasisdataFelt, BasisdataUtvidet, Bedrift, Bedrifter, OperationField } from '../../../enhet.ts';
import {
  descendant,
  descendants,
  readAdresse,
  readDato,
  readDatoOf,
  readNavnelinjer,
  readNummer,
  readOrganisasjonsform,
  readRegistreringsdato,
} from './common.ts';

export function readBasisdata(melding: XmlElement): BasisdataFelt | undefined {
  const navnelinjer = readNavnelinjer(child(melding, 'navn'));
  if (navnelinjer.length === 0) return undefined;
  return {
    navnelinjer,
    registreringsdato: readRegistreringsdato(child(melding, 'organisasjonsnummer')),
    organisasjonsform: readOrganisasjonsform(child(melding, 'organisasjonsform')),
    forretningsadresse: readAdresse(child(melding, 'forretningsAdresse')),
    postadresse: readAdresse(child(melding, 'postAdresse')),
    historiskeNavn: null,
  };
}

export function readBasisdataUtvidet(melding: XmlElement): OperationField<BasisdataUtvidet> | undefined {
  const basisdata = readBasisdata(melding);
  if (!basisdata) return undefined;
  const formaal = child(melding, 'formaal');
  const maalform = child(melding, 'maalform');
  const kode = textOf(maalform, 'maalformKode');
  return {
    ...basisdata,
    virksomhetArtBransje: textsOf(formaal, 'virksomhetArtBransje'),
    vedtektsfestetFormaal: textsOf(formaal, 'vedtektsfestetFormaal'),
    stiftelsesdato: readDatoOf(melding, 'stiftelsesdato'),
    maalform: kode === undefined ? null : { kode, tekst: textOf(maalform, 'maalformTekst') ?? '' },
    utenlandskRegister: null,
  };
}

// The unit that a sub-unit belongs to is told of in the same words as the sub-unit itself.
const JURIDISK_ENHET = 'juridiskEnhet';

/** hentEnBedriftVirksomhet: its structure is not public, so each element is read wherever it stands. */
export function readBedrift(melding: XmlElement): OperationField<Bedrift> | undefined {
  const own = (name: string) => descendant(melding, name, JURIDISK_ENHET);
  const navnelinjer = readNavnelinjer(own('navn'));
  if (navnelinjer.length === 0) return undefined;
  return {
    navnelinjer,
    organisasjonsform: readOrganisasjonsform(own('organisasjonsform')),
    beliggenhetsadresse: readAdresse(own('beliggenhetsAdresse')),
    postadresse: readAdresse(own('postAdresse')),
    oppstartsdato: readDato(own('oppstartsdato')?.text) ?? null,
    eierskiftedato: readDato(own('datoEierskifte')?.text) ?? null,
    juridiskEnhet: readNummer(textOf(descendant(melding, JURIDISK_ENHET), 'organisasjonsnummer')) ?? null,
  };
}

/** hentEnBedriftVirksomhet: the number that stands beside the name that is read above, wherever that is. */
export function readNummerBesideNavn(melding: XmlElement): string | undefined {
  const navn = descendant(melding, 'navn', JURIDISK_ENHET);
  return navn && textOf(parentOf(navn, melding), 'organisasjonsnummer');
}

function parentOf(element: XmlElement, above: XmlElement): XmlElement | undefined {
  if (above.children.includes(element)) return above;
  for (const below of above.children) {
    const parent = parentOf(element, below);
    if (parent) return parent;
  }
  return undefined;
}

/** hentEndringslogg: every number that stands below, once; undefined when all that stand there are none. */
export function readOrganisasjonsnumre(melding: XmlElement): string[] | undefined {
  const elements = descendants(melding, 'organisasjonsnummer', JURIDISK_ENHET);
  const numbers = new Set<string>();
  for (const { text } of elements) {
    const number = readNummer(text);
    if (number !== undefined) numbers.add(number);
  }
  return numbers.size === 0 && elements.length > 0 ? undefined : [...numbers];
}

/** hentBedrifterVirksomheter: every number that stands below, but the unit's own and that of a legal unit above it. */
export function readBedrifter(melding: XmlElement): OperationField<Bedrifter> | undefined {
  const subject = readNummer(childrenOf(melding, 'organisasjonsnummer')[0]?.text);
  const numbers = readOrganisasjonsnumre(melding);
  return numbers && { bedrifter: numbers.filter((number) => number !== subject) };
}

function textsOf(element: XmlElement | undefined, name: string): string[] {
  return childrenOf(element, name).flatMap((text) => text.text.trim() || []);
}
