import { suppliers } from './suppliers.ts';
import { OPERATIONS, type Operation } from './schema/postkasseleverandoer.ts';

/** One synthetic citizen, as the register knows them at the start of day. */
export interface Innbygger {
  readonly id: string;
  readonly personidentifikator: string;
  /** IKKE_REGISTRERT: a well formed number that is not in the register at all. */
  readonly status: 'AKTIV' | 'SLETTET' | 'IKKE_REGISTRERT';
  readonly reservasjon?: 'JA' | 'NEI';
  readonly epostadresse?: string;
  readonly mobiltelefonnummer?: string;
  /** When the contact data were last touched, seen from the start: 30 days ago or 19 months ago. */
  readonly isContactOld: boolean;
  readonly postkasseList: readonly StartPostkasse[];
  /** What postkasseleverandoer-v1 answers whatever is asked: codes that no request of its own can cause. */
  readonly fixedAnswers: readonly FixedAnswer[];
  /** Every call that names this person ends in a system error. */
  readonly systemError: boolean;
}

export interface StartPostkasse {
  readonly supplier: string;
  readonly postkasseadresse: string;
  readonly aktiv: boolean;
  /** With a certificate, it is the supplier's own. */
  readonly withCertificate: boolean;
}

export interface FixedAnswer {
  readonly operations: readonly Operation[];
  /** null: a refusal without a reason. */
  readonly beskrivelse: string | null;
}

const [L1, L2] = suppliers;
const all = OPERATIONS;
const mobil = { mobiltelefonnummer: '+4799999999' };

export const innbyggere: readonly Innbygger[] = [
  person('S01', '01817011000', email('S01')),
  person('S02', '02827112006', {
    ...both('S02'),
    postkasseList: [{ ...atL1('S02'), aktiv: true, withCertificate: true }],
  }),
  person('S03', '43837213186', { ...both('S03'), postkasseList: [{ ...atL2('S03'), aktiv: true }, atL1('S03')] }),
  person('S04', '04847314007', { ...mobil, postkasseList: [atL1('S04')] }),
  person('S05', '05857415002', { ...both('S05'), reservasjon: 'JA', postkasseList: [atL1('S05')] }),
  withoutData('S06', '06867516008', 'SLETTET'),
  withoutData('S07', '07877617003', 'IKKE_REGISTRERT'),
  person('S08', '08887718009', {
    ...both('S08'),
    isContactOld: true,
    postkasseList: [{ ...atL2('S08'), aktiv: true }],
  }),
  person('S09', '11918019091', { ...email('S09'), ...answers([all, 'UGYLDIG_EPOSTADRESSE']) }),
  person('S10', '12928120005', { ...email('S10'), ...answers([all, 'UGYLDIG_SERTIFIKAT']) }),
  person('S11', '13818221082', {
    ...email('S11'),
    ...answers([
      ['VelgSikkerDigitalPostkasse', 'OppdaterPostkasse', 'SlettPostkasse'],
      'POSTKASSE_EKSISTERER_ALLEREDE',
    ]),
  }),
  person('S12', '14828322088', {
    ...email('S12'),
    ...answers([['OppdaterPostkasse', 'SlettPostkasse'], 'ALLEREDE_AKTIV']),
  }),
  person('S13', '15838423083', {
    ...email('S13'),
    ...answers(
      [['OpprettPostkasse', 'OpprettOgVelgSikkerDigitalPostkasse'], 'INGEN_POSTBOKS_FUNNET'],
      [['SlettPostkasse'], 'RESERVERT'],
    ),
  }),
  person('S14', '16848524089', { ...email('S14'), ...answers([all, null]) }),
  // Breaks the schema on purpose: the register grows a tenth code before its clients know.
  person('S15', '17858625084', { ...email('S15'), ...answers([all, 'UKJENT_TESTKODE']) }),
  person('S16', '18868726160', { ...email('S16'), systemError: true }),
];

function person(id: string, personidentifikator: string, properties: Partial<Innbygger>): Innbygger {
  return {
    id,
    personidentifikator,
    status: 'AKTIV',
    reservasjon: 'NEI',
    isContactOld: false,
    postkasseList: [],
    fixedAnswers: [],
    systemError: false,
    ...properties,
  };
}

function withoutData(id: string, personidentifikator: string, status: 'SLETTET' | 'IKKE_REGISTRERT'): Innbygger {
  const none = { isContactOld: false, postkasseList: [], fixedAnswers: [], systemError: false };
  return { id, personidentifikator, status, ...none };
}

function email(id: string) {
  return { epostadresse: `${id.toLowerCase()}@example.com` };
}

function both(id: string) {
  return { ...email(id), ...mobil };
}

function atL1(id: string): StartPostkasse {
  return {
    supplier: L1.organisasjonsnummer,
    postkasseadresse: `test.person#${id}A`,
    aktiv: false,
    withCertificate: false,
  };
}

function atL2(id: string): StartPostkasse {
  const postkasseadresse = id.slice(1).padStart(10, '0');
  return { supplier: L2.organisasjonsnummer, postkasseadresse, aktiv: false, withCertificate: false };
}

function answers(...answer: readonly (readonly [readonly Operation[], string | null])[]) {
  return { fixedAnswers: answer.map(([operations, beskrivelse]) => ({ operations, beskrivelse })) };
}
