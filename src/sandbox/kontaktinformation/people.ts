import type { Kontaktdatastatus, Kontaktdatatype } from './settings.ts';
import type { Aktoer, Authority } from './callers.ts';

/** A number of a code list that has no name here: STAR calls its lists provisional. */
export interface UkendtKode {
  readonly ukendtKode: number;
}

export interface Kontaktdata {
  readonly type: Kontaktdatatype | UkendtKode;
  readonly status: Kontaktdatastatus | UkendtKode;
  readonly kontaktdata: string;
}

/** One test person: what is registered, and who stands in which relation to her. */
export interface Persona {
  readonly navn: string;
  readonly cpr: string;
  readonly kontaktdata: readonly Kontaktdata[];
  /** The authorities that she is attached to now. */
  readonly own: readonly Authority[];
  /** The authorities that she was, or will be, attached to. */
  readonly former?: readonly Authority[];
  /** The authorities that have been given guest access elsewhere. */
  readonly guest?: readonly Authority[];
  readonly andenAktoer?: readonly {
    readonly aktoer: Aktoer;
    readonly jobcenter: Authority;
    readonly as: 'own' | 'guest';
  }[];
  /** The reminders that she subscribes to. */
  readonly huskeservice?: { readonly sms: boolean; readonly mail: boolean };
  readonly doed?: true;
  /** Set on a former number: the one that the data follow. */
  readonly aktueltCpr?: string;
}

export const SET_1 = ['akasse-1', 'jobcenter-1', 'kommune-1'] as const satisfies readonly Authority[];
const SET_2 = ['akasse-2', 'jobcenter-2', 'kommune-2'] as const satisfies readonly Authority[];

const mobile = (kontaktdata: string, status: Kontaktdatastatus): Kontaktdata => ({
  type: 'mobiltelefon',
  status,
  kontaktdata,
});
const landline = (kontaktdata: string): Kontaktdata => ({
  type: 'fastnetTelefon',
  status: 'ikkeVerificeret',
  kontaktdata,
});
const mail = (kontaktdata: string, status: Kontaktdatastatus): Kontaktdata => ({
  type: 'mailadresse',
  status,
  kontaktdata,
});

export const PERSONAS: readonly Persona[] = [
  {
    navn: 'fuld',
    cpr: '0101505006',
    kontaktdata: [
      mobile('67000001', 'verificeret'),
      landline('83000001'),
      mail('borger-1@example.org', 'ikkeVerificeret'),
    ],
    own: SET_1,
  },
  {
    navn: 'huske',
    cpr: '0202505002',
    kontaktdata: [mobile('67000002', 'ikkeVerificeret'), mail('borger-2@example.org', 'verificeret')],
    own: SET_1,
    huskeservice: { sms: true, mail: true },
  },
  { navn: 'tom', cpr: '0303505003', kontaktdata: [], own: SET_1 },
  {
    navn: 'kunmail',
    cpr: '0404505004',
    kontaktdata: [mail('borger-4@example.org', 'ikkeVerificeret')],
    own: SET_1,
  },
  { navn: 'kunjob', cpr: '0505505005', kontaktdata: [mobile('67000005', 'ikkeVerificeret')], own: ['jobcenter-1'] },
  {
    navn: 'aktoer',
    cpr: '0606505006',
    kontaktdata: [mobile('67000006', 'verificeret')],
    own: ['jobcenter-1'],
    andenAktoer: [{ aktoer: 'aktoer-1', jobcenter: 'jobcenter-1', as: 'own' }],
  },
  {
    navn: 'aktoergaest',
    cpr: '0707505007',
    kontaktdata: [mobile('67000007', 'verificeret')],
    own: ['jobcenter-1'],
    andenAktoer: [{ aktoer: 'aktoer-1', jobcenter: 'jobcenter-1', as: 'guest' }],
  },
  {
    navn: 'tidligere',
    cpr: '0808505008',
    kontaktdata: [mobile('67000008', 'verificeret')],
    own: SET_2,
    former: SET_1,
  },
  {
    navn: 'gaest',
    cpr: '0909505009',
    kontaktdata: [mobile('67000009', 'verificeret')],
    own: ['kommune-2'],
    guest: SET_1,
  },
  { navn: 'fremmed', cpr: '1010505010', kontaktdata: [mobile('67000010', 'verificeret')], own: [] },
  { navn: 'doed', cpr: '1111505011', kontaktdata: [mobile('67000011', 'verificeret')], own: SET_1, doed: true },
  { navn: 'gammeltcpr', cpr: '1212505012', kontaktdata: [], own: SET_1, aktueltCpr: '1301515013' },
  {
    navn: 'nytcpr',
    cpr: '1301515013',
    kontaktdata: [mobile('67000013', 'ikkeVerificeret'), mail('borger-13@example.org', 'ikkeVerificeret')],
    own: SET_1,
  },
  {
    // Shares her phone and her mail with fuld.
    navn: 'deler',
    cpr: '2902445014',
    kontaktdata: [mobile('67000001', 'ikkeVerificeret'), mail('borger-1@example.org', 'ikkeVerificeret')],
    own: ['kommune-1'],
  },
  {
    navn: 'fremtidskode',
    cpr: '1604515017',
    kontaktdata: [
      mobile('67000017', 'verificeret'),
      { type: { ukendtKode: 88 }, status: { ukendtKode: 77 }, kontaktdata: '67000017' },
    ],
    own: SET_1,
  },
  { navn: 'kunakasse', cpr: '1705515018', kontaktdata: [landline('83000018')], own: ['akasse-1'] },
];
