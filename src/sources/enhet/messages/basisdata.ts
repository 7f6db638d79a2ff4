import { child, childrenOf, textOf, type XmlElement } from '../../../wire/soap/xml.ts';
import type { BasisdataFelt, BasisdataUtvidet, Bedrift, Bedrifter, Felt } from '../enhet.ts';
import {
  descendant,
  descendants,
  readAdresse,
  readDatoOf,
  readNavnelinjer,
  readOrganisasjonsform,
  readRegistreringsdato,
} from './felles.ts';
import { readDato } from './svar.ts';

export function readBasisdata(melding: XmlElement): BasisdataFelt | undefined {
  const navnelinjer = readNavnelinjer(child(melding, 'navn'));
  if (navnelinjer.length === 0) return undefined;
  return {
    navnelinjer,
    registreringsdato: readRegistreringsdato(child(melding, 'organisasjonsnummer')),
    organisasjonsform: readOrganisasjonsform(child(melding, 'organisasjonsform')),
    forretningsadresse: readAdresse(child(melding, 'forretningsAdresse')),
    postadresse: readAdresse(child(melding, 'postAdresse')),
  };
}

export function readBasisdataUtvidet(melding: XmlElement): Felt<BasisdataUtvidet> | undefined {
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
  };
}

/** hentEnBedriftVirksomhet: its structure is not public, so each element is read wherever it stands. */
export function readBedrift(melding: XmlElement): Felt<Bedrift> | undefined {
  const navnelinjer = readNavnelinjer(descendant(melding, 'navn'));
  if (navnelinjer.length === 0) return undefined;
  const juridiskEnhet = descendant(melding, 'juridiskEnhet');
  return {
    navnelinjer,
    organisasjonsform: readOrganisasjonsform(descendant(melding, 'organisasjonsform')),
    beliggenhetsadresse: readAdresse(descendant(melding, 'beliggenhetsAdresse')),
    postadresse: readAdresse(descendant(melding, 'postAdresse')),
    oppstartsdato: readDato(descendant(melding, 'oppstartsdato')?.text) ?? null,
    eierskiftedato: readDato(descendant(melding, 'datoEierskifte')?.text) ?? null,
    juridiskEnhet: textOf(juridiskEnhet, 'organisasjonsnummer') ?? null,
  };
}

/** hentEndringslogg: every number that stands below, once. */
export function readOrganisasjonsnumre(melding: XmlElement): string[] {
  const numbers = descendants(melding, 'organisasjonsnummer').map((element) => element.text.trim());
  return [...new Set(numbers)].filter((number) => number !== '');
}

/** hentBedrifterVirksomheter: every number that stands below, but the unit's own. */
export function readBedrifter(melding: XmlElement): Felt<Bedrifter> {
  const subject = textOf(melding, 'organisasjonsnummer');
  return { bedrifter: readOrganisasjonsnumre(melding).filter((number) => number !== subject) };
}

function textsOf(element: XmlElement | undefined, name: string): string[] {
  return childrenOf(element, name).flatMap((text) => text.text.trim() || []);
}
