export const ENHETSOPERASJONER = [
  'hentBasisdataMini',
  'hentBasisdata',
  'hentKontaktdata',
  'hentSaerligeOpplysninger',
  'hentOpplTilknRegister',
  'hentRoller',
  'hentFrivillighet',
  'hentEnBedriftVirksomhet',
  'hentBedrifterVirksomheter',
] as const;

export const OPERASJONER = [...ENHETSOPERASJONER, 'hentRolleutskrift', 'sokEnhet', 'hentEndringslogg'] as const;

/** The operations that are asked with one organisasjonsnummer and answer data about one unit. */
export type Enhetsoperasjon = (typeof ENHETSOPERASJONER)[number];
export type GrunndataOperasjon = (typeof OPERASJONER)[number];
