import { type Organisasjonsform, ORGANISASJONSFORM } from '../../enhet/enheter.ts';

export interface Code {
  readonly kode: string;
  readonly beskrivelse: string;
  readonly utgaatt?: string;
}

/** Where the open register says it otherwise than grunndata. */
const OWN_TEXTS: Partial<Record<Organisasjonsform, string>> = {
  NUF: 'Norskregistrert utenlandsk foretak',
  ORGL: 'Organisasjonsledd',
  BEDR: 'Underenhet til næringsdrivende og offentlig forvaltning',
  AAFY: 'Underenhet til ikke-næringsdrivende',
};

const FORMS_OF_UNDERENHETER: readonly string[] = ['BEDR', 'AAFY'];

export const ORGANISASJONSFORMER: readonly Code[] = [
  ...Object.entries(ORGANISASJONSFORM).map(([kode, beskrivelse]) => ({
    kode,
    beskrivelse: OWN_TEXTS[kode as Organisasjonsform] ?? beskrivelse,
  })),
  { kode: 'REV', beskrivelse: 'Revisjonsenhet', utgaatt: '2005-01-01' },
];

export const FORMS = {
  enheter: ORGANISASJONSFORMER.filter(({ kode }) => !FORMS_OF_UNDERENHETER.includes(kode)),
  underenheter: ORGANISASJONSFORMER.filter(({ kode }) => FORMS_OF_UNDERENHETER.includes(kode)),
} as const;

export function organisasjonsform(kode: Organisasjonsform): { readonly kode: string; readonly beskrivelse: string } {
  return { kode, beskrivelse: OWN_TEXTS[kode] ?? ORGANISASJONSFORM[kode] };
}

/** Both lists are open: a unit may have a code that is in neither. */
export const ROLLEGRUPPETYPER: readonly Code[] = [
  { kode: 'BEST', beskrivelse: 'Bestyrende reder' },
  { kode: 'BOBE', beskrivelse: 'Bostyrer' },
  { kode: 'DAGL', beskrivelse: 'Daglig leder' },
  { kode: 'DELT', beskrivelse: 'Deltakere' },
  { kode: 'EIKM', beskrivelse: 'Eierkommune' },
  { kode: 'INNH', beskrivelse: 'Innehaver' },
  { kode: 'KOMP', beskrivelse: 'Komplementar' },
  { kode: 'REGN', beskrivelse: 'Regnskapsfører' },
  { kode: 'REVI', beskrivelse: 'Revisor' },
  { kode: 'STYR', beskrivelse: 'Styre' },
];

export const ROLLETYPER: readonly Code[] = [
  { kode: 'BEST', beskrivelse: 'Bestyrende reder' },
  { kode: 'BOBE', beskrivelse: 'Bostyrer' },
  { kode: 'DAGL', beskrivelse: 'Daglig leder' },
  { kode: 'DTPR', beskrivelse: 'Deltaker med delt ansvar' },
  { kode: 'DTSO', beskrivelse: 'Deltaker med fullt ansvar' },
  { kode: 'EIKM', beskrivelse: 'Eierkommune' },
  { kode: 'INNH', beskrivelse: 'Innehaver' },
  { kode: 'KOMP', beskrivelse: 'Komplementar' },
  { kode: 'LEDE', beskrivelse: 'Styrets leder' },
  { kode: 'MEDL', beskrivelse: 'Styremedlem' },
  { kode: 'REGN', beskrivelse: 'Regnskapsfører' },
  { kode: 'REVI', beskrivelse: 'Revisor' },
];

export const REPRESENTANTER: readonly Code[] = [{ kode: 'AREP', beskrivelse: 'Representant for de ansatte' }];

export const MUNICIPALITIES = [
  { nummer: '0301', navn: 'OSLO' },
  { nummer: '9999', navn: 'SANDVIK' },
] as const;
