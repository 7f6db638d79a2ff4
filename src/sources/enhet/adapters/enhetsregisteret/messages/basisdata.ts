import type {
  Basisdata,
  BasisdataFelt,
  BasisdataUtvidet,
  Bedrift,
  Bedrifter,
  EnhetKontaktdata,
  HistoriskNavn,
  RegistrertVerdi,
  UtenlandskRegister,
} from '../../../enhet.ts';
import { adresseOf, dateOf, isEmpty, type Json, kodeOf, linesOf, objectsOf, textOf } from './json.ts';
import { manglerOf } from './mangler.ts';
import { headedBy, type Heading, type LiveUnit } from './unit.ts';

export function readBasisdata({ json, organisasjonsnummer }: LiveUnit, heading: Heading): Basisdata | undefined {
  const felt = readBasisdataFelt(json);
  if (!felt) return undefined;
  return { ...headedBy(heading, 'hentBasisdataMini', organisasjonsnummer, manglerOf(...missingIn(felt))), ...felt };
}

export function readBasisdataUtvidet(
  { json, organisasjonsnummer }: LiveUnit,
  heading: Heading,
): BasisdataUtvidet | undefined {
  const felt = readBasisdataFelt(json);
  if (!felt) return undefined;
  const utvidet = {
    virksomhetArtBransje: linesOf(json, 'aktivitet'),
    vedtektsfestetFormaal: linesOf(json, 'vedtektsfestetFormaal'),
    stiftelsesdato: dateOf(json, 'stiftelsesdato'),
    maalform: readMaalform(textOf(json, 'maalform')),
    utenlandskRegister: readUtenlandskRegister(json),
  };
  const mangler = manglerOf(
    ...missingIn(felt),
    utvidet.stiftelsesdato === null && '1060',
    utvidet.maalform === null && '1070',
    utvidet.virksomhetArtBransje.length === 0 && '1090',
    utvidet.vedtektsfestetFormaal.length === 0 && '1100',
  );
  return { ...headedBy(heading, 'hentBasisdata', organisasjonsnummer, mangler), ...felt, ...utvidet };
}

/** Undefined without a name, which every unit has. */
function readBasisdataFelt(json: Json): BasisdataFelt | undefined {
  const navn = textOf(json, 'navn');
  if (navn === null) return undefined;
  return {
    navnelinjer: [navn],
    registreringsdato: dateOf(json, 'registreringsdatoEnhetsregisteret'),
    organisasjonsform: kodeOf(json.organisasjonsform),
    forretningsadresse: adresseOf(json.forretningsadresse),
    postadresse: adresseOf(json.postadresse),
    historiskeNavn: objectsOf(json, 'historiskeNavn').flatMap((former) => readHistoriskNavn(former) ?? []),
  };
}

function readHistoriskNavn(json: Json): HistoriskNavn | undefined {
  const navn = textOf(json, 'navn');
  if (navn === null) return undefined;
  return { navn, fraDato: dateOf(json, 'fraDato'), tilDato: dateOf(json, 'tilDato') };
}

/** Neither address is one note of its own. */
function missingIn({ forretningsadresse, postadresse }: BasisdataFelt): readonly string[] {
  if (forretningsadresse !== null) return postadresse === null ? ['1020'] : [];
  return postadresse === null ? ['1030'] : ['1010'];
}

/** grunndata's codes for the two that the REST service writes out. */
const LANGUAGE_CODES: Readonly<Record<string, string>> = { bokmål: 'B', nynorsk: 'N' };

function readMaalform(tekst: string | null): BasisdataUtvidet['maalform'] {
  if (tekst === null) return null;
  const name = tekst.toLowerCase();
  return { kode: (Object.hasOwn(LANGUAGE_CODES, name) && LANGUAGE_CODES[name]) || '', tekst };
}

function readUtenlandskRegister(json: Json): UtenlandskRegister | null {
  const register = {
    foretaksform: textOf(json, 'foretaksformIHjemlandet'),
    registreringsnummer: textOf(json, 'registreringsnummerIHjemlandet'),
    lovgivningLand: textOf(json, 'underlagtLovgivningLand'),
    lovgivningLandkode: textOf(json, 'underlagtLovgivningLandkode'),
    registernavn: textOf(json, 'utenlandskRegisterNavn'),
    registeradresse: adresseOf(json.utenlandskRegisterAdresse),
  };
  return isEmpty(register) ? null : register;
}

/** Telefaks is not told of at all, which is no note that there is none. */
export function readKontaktdata({ json, organisasjonsnummer }: LiveUnit, heading: Heading): EnhetKontaktdata {
  const data = {
    telefonnummer: readVerdi(json, 'telefon'),
    telefaksnummer: null,
    mobiltelefonnummer: readVerdi(json, 'mobil'),
    epostadresse: readVerdi(json, 'epostadresse'),
    hjemmesideadresse: readVerdi(json, 'hjemmeside'),
  };
  const mangler = manglerOf(
    data.telefonnummer === null && '1115',
    data.mobiltelefonnummer === null && '1117',
    data.epostadresse === null && '1118',
    data.hjemmesideadresse === null && '1119',
  );
  return { ...headedBy(heading, 'hentKontaktdata', organisasjonsnummer, mangler), ...data };
}

function readVerdi(json: Json, key: string): RegistrertVerdi | null {
  const verdi = textOf(json, key);
  return verdi === null ? null : { verdi, registreringsdato: null };
}

/** `juridiskEnhet`: the unit at the top of those above it. */
export function readBedrift(
  { json, organisasjonsnummer }: LiveUnit,
  juridiskEnhet: string | null,
  heading: Heading,
): Bedrift | undefined {
  const navn = textOf(json, 'navn');
  if (navn === null) return undefined;
  const oppstartsdato = dateOf(json, 'oppstartsdato');
  const eierskiftedato = dateOf(json, 'datoEierskifte');
  const mangler = manglerOf(oppstartsdato === null && '1155', eierskiftedato === null && '1160');
  return {
    ...headedBy(heading, 'hentEnBedriftVirksomhet', organisasjonsnummer, mangler),
    navnelinjer: [navn],
    organisasjonsform: kodeOf(json.organisasjonsform),
    beliggenhetsadresse: adresseOf(json.beliggenhetsadresse),
    postadresse: adresseOf(json.postadresse),
    oppstartsdato,
    eierskiftedato,
    juridiskEnhet,
  };
}

export function readBedrifter(organisasjonsnummer: string, bedrifter: readonly string[], heading: Heading): Bedrifter {
  const mangler = manglerOf(bedrifter.length === 0 && '1145');
  return { ...headedBy(heading, 'hentBedrifterVirksomheter', organisasjonsnummer, mangler), bedrifter };
}
