import { type Adresse, forretningsadresseOf, postadresseOf, registrertDato } from '../../enhet/addresses.ts';
import { isInFrivillighetsregisteret } from '../../enhet/answers/frivillighet.ts';
import { type Enhet, lacks } from '../../enhet/enheter.ts';
import { organisasjonsform } from './codes.ts';
import { ordinaryState } from './described.ts';
import { type Fields, inOrder, type Json, type Resource } from './document.ts';
import { CORPORATE_GROUPS } from './groups.ts';

type Written = Readonly<Record<string, Json | undefined>>;

/** What only this register tells, by unit, and old habits of it that a reader has to bear. */
const ONLY_HERE: Readonly<Record<string, Written>> = {
  // Its employees are fewer than five, and the number is hidden.
  '700102009': { antallAnsatte: undefined },
  '700101002': {
    foretaksformIHjemlandet: 'AKTIEBOLAG',
    registreringsnummerIHjemlandet: '000000-0000',
    underlagtLovgivningLand: 'Sverige',
    underlagtLovgivningLandkode: 'SE',
    utenlandskRegisterNavn: 'Bolagsverket',
    utenlandskRegisterAdresse: {
      land: 'Sverige',
      landkode: 'SE',
      poststed: 'SE-000 00 Sandstad',
      adresse: ['Provgatan 1'],
    },
  },
  // Blank lines in an address, and an empty date.
  '700040003': {
    postadresse: {
      land: 'Norge',
      landkode: 'NO',
      postnummer: '0001',
      poststed: 'OSLO',
      adresse: ['Postboks 1', '', null],
      kommune: 'OSLO',
      kommunenummer: '0301',
    },
  },
  '700021009': { konkursdato: '' },
  '700120023': { underAvvikling: true, underAvviklingDato: '2026-05-04' },
  '700120031': {
    underTvangsavviklingEllerTvangsopplosning: true,
    tvangsopplostPgaManglendeRevisorDato: '2026-06-11',
  },
  '700120058': { underRekonstruksjonsforhandlingDato: '2026-07-02' },
  '700120066': {
    underUtenlandskInsolvensbehandlingDato: '2026-08-13',
    foretaksformIHjemlandet: 'AKTIEBOLAG',
    registreringsnummerIHjemlandet: '000000-0001',
    underlagtLovgivningLand: 'Sverige',
    underlagtLovgivningLandkode: 'SE',
  },
};

/** A unit in the words of this register, from what grunndata knows of it. */
export function deriveFields(enhet: Enhet, resource: Resource): Fields {
  const own = ONLY_HERE[enhet.orgnr] ?? {};
  const written = resource === 'enheter' ? ofEnhet(enhet) : ofUnderenhet(enhet);
  return inOrder(resource, { ...written, ...own });
}

function ofBoth(enhet: Enhet): Written {
  const { orgnr, navn, orgform } = enhet;
  const unless = unlessMissing(enhet);
  const employees = unless(1135, true) ?? false;
  return {
    organisasjonsnummer: orgnr,
    navn: navn.join(' '),
    organisasjonsform: { ...organisasjonsform(orgform) },
    historiskeNavn: [],
    registreringsdatoEnhetsregisteret: registrertDato(enhet),
    registrertIMvaregisteret: false,
    naeringskode1: unless(1125, { kode: '62.100', beskrivelse: 'Programmeringstjenester' }),
    hjelpeenhetskode: unless(1125, { kode: '70.100', beskrivelse: 'Hovedkontortjenester' }),
    antallAnsatte: unless(1135, 12),
    harRegistrertAntallAnsatte: employees,
    registreringsdatoAntallAnsatteEnhetsregisteret: unless(1135, '2026-01-10'),
    registreringsdatoAntallAnsatteNAVAaregisteret: unless(1135, '2026-01-08'),
    overordnetEnhet: enhet.parent,
    hjemmeside: unless(1119, 'www.example.com'),
    epostadresse: unless(1118, 'post@example.com'),
    telefon: unless(1115, '00 00 00 00'),
    mobil: unless(1117, '000 00 000'),
    postadresse: writeAdresse(postadresseOf(enhet)),
  };
}

const IN_FORETAKSREGISTERET: readonly string[] = ['AS', 'NUF', 'ENK'];

function ofEnhet(enhet: Enhet): Written {
  const unless = unlessMissing(enhet);
  const foretak = IN_FORETAKSREGISTERET.includes(enhet.orgform);
  const frivillighet = isInFrivillighetsregisteret(enhet);
  return {
    ...ofBoth(enhet),
    ...(foretak && {
      registrertIMvaregisteret: true,
      frivilligMvaRegistrertBeskrivelser: ['Utleier av bygg eller anlegg'],
      registreringsdatoFrivilligMerverdiavgiftsregisteret: '2014-01-20',
      registreringsdatoForetaksregisteret: registrertDato(enhet),
      sisteInnsendteAarsregnskap: '2024',
    }),
    forretningsadresse: writeAdresse(forretningsadresseOf(enhet)),
    stiftelsesdato: unless(1060, '2001-01-20'),
    institusjonellSektorkode: unless(1130, { kode: '2100', beskrivelse: 'Private aksjeselskaper mv.' }),
    registrertIForetaksregisteret: foretak,
    registrertIStiftelsesregisteret: false,
    registrertIFrivillighetsregisteret: frivillighet,
    registreringsdatoFrivillighetsregisteret: frivillighet ? '2010-01-02' : undefined,
    ...ordinaryState(),
    maalform: 'Bokmål',
    vedtektsdato: unless(1111, '2024-05-02'),
    vedtektsfestetFormaal: unless(1100, ['Å drive sandkasser til prøve.', ' ']),
    aktivitet: unless(1090, ['Drift av sandkasser.']),
    registrertIPartiregisteret: false,
    paategninger: [],
    erIKonsern: CORPORATE_GROUPS.some(({ members }) => members.includes(enhet.orgnr)),
    kapital: unless(1140, {
      belop: '100000.00',
      antallAksjer: 100,
      type: 'Aksjekapital',
      valuta: 'NOK',
      innfortDato: registrertDato(enhet),
    }),
  };
}

function ofUnderenhet(enhet: Enhet): Written {
  const unless = unlessMissing(enhet);
  return {
    ...ofBoth(enhet),
    oppstartsdato: unless(1155, '2001-03-01'),
    datoEierskifte: unless(1160, '2015-07-01'),
    beliggenhetsadresse: writeAdresse(forretningsadresseOf(enhet)),
  };
}

function unlessMissing(enhet: Enhet) {
  return <Value extends Json>(lack: Parameters<typeof lacks>[1], value: Value): Value | undefined =>
    lacks(enhet, lack) ? undefined : value;
}

/** Countries have two letters here, and three in grunndata. */
const COUNTRY_CODES: Readonly<Record<string, string>> = { NOR: 'NO', SWE: 'SE', DEU: 'DE' };

/** Abroad there is no postnummer: it stands before the town, with the country's letters. */
function writeAdresse(adresse: Adresse | undefined): Fields | undefined {
  if (!adresse) return undefined;
  const { land, adresse1, postnr, poststed, kommune = '', kommunenummer = '' } = adresse;
  const landkode = COUNTRY_CODES[adresse.landkode] ?? '';
  const head = { land, landkode };
  if (postnr === undefined) return { ...head, poststed: `${landkode}-${poststed}`, adresse: [adresse1] };
  return { ...head, postnummer: postnr, poststed, adresse: [adresse1], kommune, kommunenummer };
}
