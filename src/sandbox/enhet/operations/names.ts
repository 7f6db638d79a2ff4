/** The operations of grunndataWS, as its two WSDLs name them. */

/** Asked with one `orgnr`, answered with one unit. */
export const ENHET_OPERATIONS = [
  'hentBasisdataMini',
  'hentBasisdata',
  'hentBasisdataFdato',
  'hentKontaktdata',
  'hentSaerligeOpplysninger',
  'hentOpplTilknRegister',
  'hentRoller',
  'hentRollerFdato',
  'hentProkuraSignatur',
  'hentProkuraSignaturFdato',
  'hentBedrifterVirksomheter',
  'hentEnBedriftVirksomhet',
  'hentKonsern',
  'hentFrivillighet',
] as const;
export type EnhetOperation = (typeof ENHET_OPERATIONS)[number];

export const OPERATIONS = [...ENHET_OPERATIONS, 'hentRolleutskrift', 'sokEnhet', 'hentEndringslogg'] as const;
export type Operation = (typeof OPERATIONS)[number];

export type Tjeneste = 'ErFr' | 'Frivillighet';

export function tjenesteOf(operation: Operation): Tjeneste {
  return operation === 'hentFrivillighet' ? 'Frivillighet' : 'ErFr';
}

/** The element that says what is asked for; hentEndringslogg has none. */
export function parameterOf(operation: Operation): 'orgnr' | 'requestId' | 'searchRequest' | undefined {
  if (isEnhetOperation(operation)) return 'orgnr';
  if (operation === 'hentRolleutskrift') return 'requestId';
  return operation === 'sokEnhet' ? 'searchRequest' : undefined;
}

export function isOperation(name: string): name is Operation {
  return OPERATIONS.some((operation) => operation === name);
}

export function isEnhetOperation(name: string): name is EnhetOperation {
  return ENHET_OPERATIONS.some((operation) => operation === name);
}
