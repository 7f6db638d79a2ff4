import { isOrganisasjonsnummer } from '../../../../src/domain/organisasjonsnummer.ts';

// Units of nobody, as many as like, in the form of the register's bulk files. Each follows from its place in the series alone, so that
// millions need no memory. Their numbers begin with digits that no unit has.

/** A series of numbers holds a million, of which one in eleven has no check digit. */
const SERIES = { units: ['70', '78'], subUnits: ['79', '31'] } as const;
const A_SERIES = 1_000_000;

export type Kind = keyof typeof SERIES;

/** The number at a place of the series; undefined where there is none. */
export function numberAt(kind: Kind, place: number): string | undefined {
  const prefix = SERIES[kind][Math.floor(place / A_SERIES)];
  if (prefix === undefined) throw new RangeError('no more numbers');
  const base = `${prefix}${String(place % A_SERIES).padStart(6, '0')}`;
  for (let digit = 0; digit < 10; digit += 1) if (isOrganisasjonsnummer(`${base}${digit}`)) return `${base}${digit}`;
  return undefined;
}

/** The place of a number in the series of its kind; undefined where it is in none. */
export function placeOf(kind: Kind, number: string): number | undefined {
  const series = SERIES[kind].findIndex((prefix) => number.startsWith(prefix));
  return series < 0 ? undefined : series * A_SERIES + Number(number.slice(2, 8));
}

/** The first `count` numbers of a kind. */
export function* numbers(kind: Kind, count: number): Generator<string> {
  for (let place = 0, given = 0; given < count; place += 1) {
    const number = numberAt(kind, place);
    if (number === undefined) continue;
    given += 1;
    yield number;
  }
}

/** Always the same one of a list for a number and a use. */
function pick<Item>(list: readonly Item[], number: string, use: number): Item {
  return list[hash(number, use) % list.length] as Item;
}

export function hash(number: string, use: number): number {
  let mixed = Math.imul(Number(number) ^ (use * 0x9e3779b1), 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Pairs of these are more words than the register has; three of a kind are rare. */
const SYLLABLES = [
  ...[
    'sand',
    'kas',
    'prø',
    've',
    'syn',
    'te',
    'fjell',
    'vik',
    'ås',
    'nor',
    'dal',
    'strøm',
    'berg',
    'ei',
    'bæk',
    'lund',
  ],
  ...[
    'hau',
    'gen',
    'moe',
    'stad',
    'set',
    'heim',
    'land',
    'nes',
    'øy',
    'holm',
    'sten',
    'bru',
    'voll',
    'tun',
    'rud',
    'lie',
  ],
  ...['ka', 'ri', 'ola', 'per', 'an', 'ne', 'ma', 'ton', 'si', 'ver', 'jo', 'han', 'le', 'mik', 'ros', 'tek'],
];
const TRADES = [
  'BYGG',
  'HOLDING',
  'EIENDOM',
  'INVEST',
  'RØRLEGGER',
  'CONSULTING',
  'TRANSPORT',
  'HÅNDVERK',
  'BARNEHAGE',
  'IDRETTSLAG',
];
const FORMS = [
  ['AS', 'Aksjeselskap'],
  ['ENK', 'Enkeltpersonforetak'],
  ['FLI', 'Forening/lag/innretning'],
  ['AS', 'Aksjeselskap'],
  ['NUF', 'Norskregistrert utenlandsk foretak'],
] as const;
const PLACES = [
  ['0301', 'OSLO'],
  ['4601', 'BERGEN'],
  ['5001', 'TRONDHEIM'],
  ['1103', 'STAVANGER'],
  ['5501', 'TROMSØ'],
  ['4204', 'KRISTIANSAND'],
] as const;

function word(number: string, use: number): string {
  const many = 2 + (hash(number, use) % 3);
  return Array.from({ length: many }, (_, index) => pick(SYLLABLES, number, use + index + 1)).join('');
}

export function nameOf(number: string, version = 0): string {
  const [form] = pick(FORMS, number, 2);
  const words = [word(number, 10 + version), ...(form === 'ENK' ? [word(number, 20)] : [pick(TRADES, number, 30)])];
  return [...words, ...(form === 'AS' || form === 'NUF' ? [form] : [])].join(' ').toUpperCase();
}

function addressOf(number: string) {
  const [kommunenummer, kommune] = pick(PLACES, number, 3);
  return {
    land: 'Norge',
    landkode: 'NO',
    postnummer: `${kommunenummer}`,
    poststed: kommune,
    adresse: [`Prøveveien ${1 + (hash(number, 4) % 200)}`],
    kommune,
    kommunenummer,
    links: [],
  };
}

/** A unit as the bulk file has it. Another `version` is another state of the same unit. */
export function madeUpUnit(number: string, version = 0): Record<string, unknown> {
  const [kode, beskrivelse] = pick(FORMS, number, 2);
  const year = 1995 + (hash(number, 5) % 30);
  return {
    organisasjonsnummer: number,
    navn: nameOf(number, version),
    organisasjonsform: { kode, beskrivelse, links: [] },
    historiskeNavn: [],
    postadresse: addressOf(number),
    registreringsdatoEnhetsregisteret: `${year}-02-19`,
    registrertIMvaregisteret: hash(number, 6) % 2 === 0,
    naeringskode1: { kode: '62.100', beskrivelse: 'Programmeringstjenester' },
    antallAnsatte: 5 + (hash(number, 7) % 90),
    harRegistrertAntallAnsatte: true,
    registreringsdatoAntallAnsatteEnhetsregisteret: '2026-01-12',
    registreringsdatoAntallAnsatteNAVAaregisteret: '2026-01-10',
    forretningsadresse: addressOf(number),
    stiftelsesdato: `${year}-01-15`,
    institusjonellSektorkode: { kode: '2100', beskrivelse: 'Private aksjeselskaper mv.' },
    registrertIForetaksregisteret: kode === 'AS',
    registrertIStiftelsesregisteret: false,
    registrertIFrivillighetsregisteret: false,
    sisteInnsendteAarsregnskap: '2025',
    konkurs: false,
    underAvvikling: false,
    underTvangsavviklingEllerTvangsopplosning: false,
    maalform: 'Bokmål',
    vedtektsdato: `${year}-01-15`,
    vedtektsfestetFormaal: [
      'Utvikling og salg av oppdiktede tjenester, og alt som hører',
      'naturlig sammen med dette.',
    ],
    aktivitet: ['Utvikling og salg av oppdiktede tjenester.'],
    registreringsdatoForetaksregisteret: `${year}-02-19`,
    registrertIPartiregisteret: false,
    paategninger: [],
    erIKonsern: false,
    kapital: { belop: 30000.0, antallAksjer: 30, type: 'Aksjekapital', valuta: 'NOK', innfortDato: `${year}-02-19` },
    respons_klasse: 'Enhet',
    links: [],
  };
}

export function madeUpSubUnit(number: string, parent: string, version = 0): Record<string, unknown> {
  return {
    organisasjonsnummer: number,
    navn: `${nameOf(number, version)} AVD`,
    organisasjonsform: {
      kode: 'BEDR',
      beskrivelse: 'Underenhet til næringsdrivende og offentlig forvaltning',
      links: [],
    },
    historiskeNavn: [],
    postadresse: addressOf(number),
    registreringsdatoEnhetsregisteret: '2010-08-01',
    registrertIMvaregisteret: false,
    naeringskode1: { kode: '85.201', beskrivelse: 'Ordinær grunnskoleundervisning' },
    antallAnsatte: 5 + (hash(number, 7) % 90),
    harRegistrertAntallAnsatte: true,
    overordnetEnhet: parent,
    registreringsdatoAntallAnsatteEnhetsregisteret: '2026-01-12',
    registreringsdatoAntallAnsatteNAVAaregisteret: '2026-01-10',
    oppstartsdato: '2010-08-01',
    beliggenhetsadresse: addressOf(number),
    respons_klasse: 'Underenhet',
    links: [],
  };
}

const role = (kode: string, beskrivelse: string, holder: object, rekkefolge: number) => ({
  type: { kode, beskrivelse, links: [] },
  ...holder,
  avregistrert: false,
  rekkefolge,
});

const person = (number: string, use: number) => ({
  person: {
    fodselsdato: `19${50 + (hash(number, use) % 50)}-01-01`,
    navn: { fornavn: 'Synt', etternavn: word(number, use) },
    erDoed: false,
  },
});

/** The roles of a unit as the bulk file has them; `auditor` is a unit that holds one. */
export function madeUpRoles(number: string, auditor: string): Record<string, unknown> {
  const group = (kode: string, beskrivelse: string, roller: object[]) => ({
    type: { kode, beskrivelse, links: [] },
    sistEndret: '2024-05-06',
    roller,
  });
  const navn = [nameOf(auditor)];
  const enhet = {
    organisasjonsnummer: auditor,
    organisasjonsform: { kode: 'AS', beskrivelse: 'Aksjeselskap', links: [] },
    navn,
    erSlettet: false,
    links: [],
  };
  return {
    organisasjonsnummer: number,
    rollegrupper: [
      group('DAGL', 'Daglig leder', [role('DAGL', 'Daglig leder', person(number, 41), 0)]),
      group('STYR', 'Styre', [
        role('LEDE', 'Styrets leder', person(number, 42), 0),
        role('MEDL', 'Styremedlem', person(number, 43), 1),
      ]),
      group('REVI', 'Revisor', [role('REVI', 'Revisor', { enhet }, 0)]),
    ],
    links: [],
  };
}
