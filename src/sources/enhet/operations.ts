export const ENHET_OPERATIONS = [
  'hentBasisdataMini',
  'hentBasisdata',
  'hentKontaktdata',
  'hentSaerligeOpplysninger',
  'hentOpplTilknRegister',
  'hentRoller',
  'hentProkuraSignatur',
  'hentFrivillighet',
  'hentEnBedriftVirksomhet',
  'hentBedrifterVirksomheter',
] as const;

/** What only Enhetsregisteret's REST service is asked for, by the names of its paths. */
export const REST_OPERATIONS = ['konsernstruktur', 'juridiskeroller'] as const;

export const OPERATIONS = [...ENHET_OPERATIONS, 'hentRolleutskrift', 'sokEnhet', 'hentEndringslogg'] as const;

/** The operations that are asked with one organisasjonsnummer and answer data about one unit. */
export type EnhetOperation = (typeof ENHET_OPERATIONS)[number] | RestOperation;
export type RestOperation = (typeof REST_OPERATIONS)[number];
export type GrunndataOperation = (typeof OPERATIONS)[number];
/** The operations of all registers that can be asked about units. */
export type RegisterOperation = GrunndataOperation | RestOperation;

export function isRestOperation(operation: RegisterOperation): operation is RestOperation {
  return (REST_OPERATIONS as readonly string[]).includes(operation);
}
