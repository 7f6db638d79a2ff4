/** The operations of grunndataWS, as its two WSDLs name them. */

/** Asked with one `orgnr`, answered with one unit. */
export const ENHETSOPERASJONER = [
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
export type Enhetsoperasjon = (typeof ENHETSOPERASJONER)[number];

export const OPERASJONER = [...ENHETSOPERASJONER, 'hentRolleutskrift', 'sokEnhet', 'hentEndringslogg'] as const;
export type Operasjon = (typeof OPERASJONER)[number];

export type Tjeneste = 'ErFr' | 'Frivillighet';

export function tjenesteOf(operasjon: Operasjon): Tjeneste {
  return operasjon === 'hentFrivillighet' ? 'Frivillighet' : 'ErFr';
}

/** The element that says what is asked for; hentEndringslogg has none. */
export function parameterOf(operasjon: Operasjon): 'orgnr' | 'requestId' | 'searchRequest' | undefined {
  if (isEnhetsoperasjon(operasjon)) return 'orgnr';
  if (operasjon === 'hentRolleutskrift') return 'requestId';
  return operasjon === 'sokEnhet' ? 'searchRequest' : undefined;
}

export function isOperasjon(name: string): name is Operasjon {
  return OPERASJONER.some((operasjon) => operasjon === name);
}

export function isEnhetsoperasjon(name: string): name is Enhetsoperasjon {
  return ENHETSOPERASJONER.some((operasjon) => operasjon === name);
}
