export const ENHET_OPERATIONS = [
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

export const OPERATIONS = [...ENHET_OPERATIONS, 'hentRolleutskrift', 'sokEnhet', 'hentEndringslogg'] as const;

/** The operations that are asked with one organisasjonsnummer and answer data about one unit. */
export type EnhetOperation = (typeof ENHET_OPERATIONS)[number];
export type GrunndataOperation = (typeof OPERATIONS)[number];
