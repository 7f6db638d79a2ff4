import { leverandoerer } from './leverandoerer.ts';
import { OPERASJONER, type Operasjon } from './postkasseleverandoerSkjema.ts';

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
  readonly kontaktErGammel: boolean;
  readonly postkasser: readonly StartPostkasse[];
  /** What postkasseleverandoer-v1 answers whatever is asked: codes that no request of its own can cause. */
  readonly fastsatteSvar: readonly FastsattSvar[];
  /** Every call that names this person ends in a system error. */
  readonly systemfeil: boolean;
}

export interface StartPostkasse {
  readonly leverandoer: string;
  readonly postkasseadresse: string;
  readonly aktiv: boolean;
  /** With a certificate, it is the supplier's own. */
  readonly medSertifikat: boolean;
}

export interface FastsattSvar {
  readonly operasjoner: readonly Operasjon[];
  /** null: a refusal without a reason. */
  readonly beskrivelse: string | null;
}

const [L1, L2] = leverandoerer;
const alle = OPERASJONER;
const mobil = { mobiltelefonnummer: '+4799999999' };

export const innbyggere: readonly Innbygger[] = [
  person('S01', '01817011000', epost('S01')),
  person('S02', '02827112006', {
    ...begge('S02'),
    postkasser: [{ ...hosL1('S02'), aktiv: true, medSertifikat: true }],
  }),
  person('S03', '43837213186', { ...begge('S03'), postkasser: [{ ...hosL2('S03'), aktiv: true }, hosL1('S03')] }),
  person('S04', '04847314007', { ...mobil, postkasser: [hosL1('S04')] }),
  person('S05', '05857415002', { ...begge('S05'), reservasjon: 'JA', postkasser: [hosL1('S05')] }),
  utenData('S06', '06867516008', 'SLETTET'),
  utenData('S07', '07877617003', 'IKKE_REGISTRERT'),
  person('S08', '08887718009', {
    ...begge('S08'),
    kontaktErGammel: true,
    postkasser: [{ ...hosL2('S08'), aktiv: true }],
  }),
  person('S09', '11918019091', { ...epost('S09'), ...svarer([alle, 'UGYLDIG_EPOSTADRESSE']) }),
  person('S10', '12928120005', { ...epost('S10'), ...svarer([alle, 'UGYLDIG_SERTIFIKAT']) }),
  person('S11', '13818221082', {
    ...epost('S11'),
    ...svarer([['VelgSikkerDigitalPostkasse', 'OppdaterPostkasse', 'SlettPostkasse'], 'POSTKASSE_EKSISTERER_ALLEREDE']),
  }),
  person('S12', '14828322088', {
    ...epost('S12'),
    ...svarer([['OppdaterPostkasse', 'SlettPostkasse'], 'ALLEREDE_AKTIV']),
  }),
  person('S13', '15838423083', {
    ...epost('S13'),
    ...svarer(
      [['OpprettPostkasse', 'OpprettOgVelgSikkerDigitalPostkasse'], 'INGEN_POSTBOKS_FUNNET'],
      [['SlettPostkasse'], 'RESERVERT'],
    ),
  }),
  person('S14', '16848524089', { ...epost('S14'), ...svarer([alle, null]) }),
  // Breaks the schema on purpose: the register grows a tenth code before its clients know.
  person('S15', '17858625084', { ...epost('S15'), ...svarer([alle, 'UKJENT_TESTKODE']) }),
  person('S16', '18868726160', { ...epost('S16'), systemfeil: true }),
];

function person(id: string, personidentifikator: string, egenskaper: Partial<Innbygger>): Innbygger {
  return {
    id,
    personidentifikator,
    status: 'AKTIV',
    reservasjon: 'NEI',
    kontaktErGammel: false,
    postkasser: [],
    fastsatteSvar: [],
    systemfeil: false,
    ...egenskaper,
  };
}

function utenData(id: string, personidentifikator: string, status: 'SLETTET' | 'IKKE_REGISTRERT'): Innbygger {
  const ingen = { kontaktErGammel: false, postkasser: [], fastsatteSvar: [], systemfeil: false };
  return { id, personidentifikator, status, ...ingen };
}

function epost(id: string) {
  return { epostadresse: `${id.toLowerCase()}@example.com` };
}

function begge(id: string) {
  return { ...epost(id), ...mobil };
}

function hosL1(id: string): StartPostkasse {
  return {
    leverandoer: L1.organisasjonsnummer,
    postkasseadresse: `test.person#${id}A`,
    aktiv: false,
    medSertifikat: false,
  };
}

function hosL2(id: string): StartPostkasse {
  const postkasseadresse = id.slice(1).padStart(10, '0');
  return { leverandoer: L2.organisasjonsnummer, postkasseadresse, aktiv: false, medSertifikat: false };
}

function svarer(...svar: readonly (readonly [readonly Operasjon[], string | null])[]) {
  return { fastsatteSvar: svar.map(([operasjoner, beskrivelse]) => ({ operasjoner, beskrivelse })) };
}
