import { Either, type Rows } from '../verdict.ts';
import { kid, kids, type Raw, textIn } from '../xml/raw.ts';
import {
  address,
  anywhere,
  attributeOf,
  coded,
  dayOf,
  firstNumber,
  isUnitNumber,
  nameOf,
  numberOf,
  numbersIn,
  organisasjonsform,
  registeredOn,
  rows,
  textLines,
  unitNumber,
  yesNo,
} from './common.ts';
import { roller } from './roles.ts';

export type Reader = (melding: Raw | undefined) => Readonly<Record<string, unknown>> | undefined;

/** What the codes of a unit's end say. */
const ENDS: Readonly<Record<string, string>> = { KONK: 'konkurs', OPPL: 'avvikling' };

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
function basisdata(melding: Raw | undefined): Record<string, unknown> | undefined {
  const navnelinjer = nameOf(kid(melding, 'navn'));
  if (navnelinjer.length === 0) return undefined;
  return {
    navnelinjer,
    registreringsdato: registeredOn(kid(melding, 'organisasjonsnummer')),
    organisasjonsform: organisasjonsform(kid(melding, 'organisasjonsform')),
    forretningsadresse: address(kid(melding, 'forretningsAdresse')),
    postadresse: address(kid(melding, 'postAdresse')),
    historiskeNavn: null,
  };
}

/** Where every answer is from; nothing of what the register tells decides it. */
export const ANSWERED = { kilde: 'GRUNNDATA', ferskhet: null };

export const READERS: Readonly<Record<string, Reader>> = {
  hentBasisdataMini: basisdata,
  hentBasisdata(melding) {
    const mini = basisdata(melding);
    const maalform = kid(melding, 'maalform');
    const kode = textIn(maalform, 'maalformKode');
    const texts = (name: string) => kids(kid(melding, 'formaal'), name).flatMap(({ text }) => text.trim() || []);
    return (
      mini && {
        ...mini,
        virksomhetArtBransje: texts('virksomhetArtBransje'),
        vedtektsfestetFormaal: texts('vedtektsfestetFormaal'),
        stiftelsesdato: dayOf(textIn(melding, 'stiftelsesdato')),
        maalform: kode === null ? null : { kode, tekst: textIn(maalform, 'maalformTekst') },
        utenlandskRegister: null,
      }
    );
  },
  hentKontaktdata(melding) {
    const value = (name: string) => {
      const raw = kid(melding, name);
      return textIn(melding, name) === null
        ? null
        : { verdi: textIn(melding, name), registreringsdato: registeredOn(raw) };
    };
    return {
      telefonnummer: value('telefonnummer'),
      telefaksnummer: value('telefaksnummer'),
      mobiltelefonnummer: value('mobiltelefonnummer'),
      epostadresse: value('epostadresse'),
      hjemmesideadresse: value('hjemmesideadresse'),
    };
  },
  hentSaerligeOpplysninger: (melding) => ({
    tilstander: rows(
      kids(kid(melding, 'saerligeOpplysninger'), 'status').filter((status) =>
        Object.hasOwn(ENDS, attributeOf(status, 'statuskode') ?? ''),
      ),
      (status) => ({
        whole: kids(status, 'tekstLinje').some(({ text }) => text.trim() !== ''),
        value: { kind: ENDS[attributeOf(status, 'statuskode') ?? ''], dato: registeredOn(status) },
      }),
    ),
    statuser: rows(kids(kid(melding, 'saerligeOpplysninger'), 'status'), (status) => ({
      whole: kids(status, 'tekstLinje').some(({ text }) => text.trim() !== ''),
      value: {
        statuskode: status.attributes.get('statuskode') ?? null,
        registreringsdato: registeredOn(status),
        paategning: textIn(status, 'paategning'),
        tekstlinjer: textLines(status),
      },
    })),
  }),
  hentOpplTilknRegister(melding) {
    const ansatte = kid(melding, 'ansatte');
    const antall = numberOf(textIn(ansatte, 'antall'));
    const counted = (known: unknown) => ({ antall: known, gjelderFra: dayOf(textIn(ansatte, 'gjelderFra')) });
    return {
      sektorkode: coded(kid(melding, 'sektorkode')),
      naeringskoder: rows(kids(kid(melding, 'nacekoder'), 'nacekode'), (nacekode, index) => {
        const kode = coded(nacekode);
        const rekkefoelge = numberOf(nacekode.attributes.get('rekkefolge'), index + 1);
        return {
          whole: kode !== null,
          value: { ...kode, rekkefoelge, hjelpeenhet: yesNo(textIn(nacekode, 'hjelpeenhet')) },
        };
      }),
      ansatte:
        antall === null
          ? null
          : antall instanceof Either
            ? new Either(null, counted(antall.values[0]))
            : counted(antall),
      kapital: kapital(kid(melding, 'ansvarsKapital')),
      vedtektsdato: dayOf(textIn(melding, 'vedtektsdato')),
    };
  },
  hentRoller: (melding) => ({ rollegrupper: groups(melding, BLOCKS) }),
  hentProkuraSignatur: (melding) => ({
    signatur: groups(melding, ['signatur']),
    prokura: groups(melding, ['prokura']),
  }),
  hentFrivillighet(melding) {
    const frivillighet = kid(melding, 'frivillighet');
    return {
      registrert: registeredOn(kid(frivillighet, 'registrertFrivillighet')),
      kategorier: rows(kids(kid(frivillighet, 'kategorier'), 'kategori'), (kategori) => {
        const kode = coded(kategori);
        return { whole: kode !== null, value: { ...kode, rangering: numberOf(textIn(kategori, 'rangering')) } };
      }),
      kontonummer: textIn(frivillighet, 'kontonummer'),
      vedtekter: yesNo(textIn(frivillighet, 'vedtekter')),
      sisteRegistrerteVedtekter: dayOf(textIn(frivillighet, 'sisteRegistrerteVedtekter')),
      aarsregnskap: yesNo(textIn(frivillighet, 'aarsregnskap')),
      regnskapsperiode: textIn(frivillighet, 'regnskapsperiode'),
      sisteAarsregnskap: textIn(frivillighet, 'sisteAarsregnskap'),
      grasrotandel: yesNo(textIn(frivillighet, 'grasrotandel')),
    };
  },
  hentEnBedriftVirksomhet(melding) {
    const navnelinjer = nameOf(anywhere(melding, 'navn'));
    if (navnelinjer.length === 0) return undefined;
    return {
      navnelinjer,
      organisasjonsform: organisasjonsform(anywhere(melding, 'organisasjonsform')),
      beliggenhetsadresse: address(anywhere(melding, 'beliggenhetsAdresse')),
      postadresse: address(anywhere(melding, 'postAdresse')),
      oppstartsdato: dayOf(anywhere(melding, 'oppstartsdato')?.text),
      eierskiftedato: dayOf(anywhere(melding, 'datoEierskifte')?.text),
      juridiskEnhet: unitNumber(textIn(anywhere(melding, 'juridiskEnhet'), 'organisasjonsnummer')),
    };
  },
  hentBedrifterVirksomheter: (melding) => ({ bedrifter: numbersIn(melding, firstNumber(melding)) }),
};

function groups(melding: Raw | undefined, blocks: readonly string[]): Rows {
  return rows(
    blocks.flatMap((block) => kids(kid(melding, block), 'samendring')),
    (samendring) => ({
      whole: attributeOf(samendring, 'samendringstype') !== null,
      value: {
        type: samendring.attributes.get('samendringstype'),
        beskrivelse: samendring.attributes.get('beskrivelse'),
        registreringsdato: registeredOn(samendring),
        headerTekst: textIn(samendring, 'headerTekst'),
        trailerTekst: textIn(samendring, 'trailerTekst'),
        kjoennsrepresentasjon: attributeOf(samendring, 'kjonnsrepresentasjon'),
        roller: roller(samendring),
      },
    }),
  );
}

function kapital(raw: Raw | undefined): unknown {
  const fritekst = textLines(kid(raw, 'friTekst'));
  const read = {
    kapitaltype: textIn(raw, 'kapitaltype'),
    valuta: textIn(raw, 'valuta'),
    kapital: textIn(raw, 'kapital'),
    innbetaling: textIn(raw, 'innbetaling'),
    bundetKS: textIn(raw, 'bundetKS'),
  };
  const isEmpty =
    Object.values(read).every((value) => value === null) && kids(kid(raw, 'friTekst'), 'tekstLinje').length === 0;
  return isEmpty ? null : { ...read, fritekst, antallAksjer: null, innfoertDato: null };
}

/** sokEnhet: the hits. */
export function hits(response: Raw | undefined): Record<string, unknown> {
  const elements = kids(kid(response, 'BrErfrTreffliste'), 'BrErfrTrefflisteElement');
  const antall = numberOf(textIn(kid(response, 'BrAixResponseHeader'), 'AntallTreff'));
  return {
    ...ANSWERED,
    antall:
      typeof antall === 'number'
        ? antall
        : new Either(
            ...Array.from({ length: elements.length + 1 }, (_, count) => count),
            ...(antall instanceof Either ? antall.values : []),
          ),
    treff: rows(elements, (element) => {
      const value = {
        organisasjonsnummer: unitNumber(textIn(element, 'Orgnr')),
        navn: textIn(element, 'OrgNavn'),
        sted: textIn(element, 'Sted'),
        score: numberOf(textIn(element, 'Score'), 0),
        organisasjonsform: textIn(element, 'OrgForm'),
      };
      return { value, whole: isUnitNumber(textIn(element, 'Orgnr')) && value.navn !== null };
    }),
  };
}
