import { gzipSync } from 'node:zlib';
import type { XmlElement, XmlMarkup } from '../../wire/soap/xml.ts';
import type { Request, Response } from '../server.ts';
import { FAULTS, faultStatus, SoapFault, writeFault } from './fault.ts';
import type { Forstyrrelse } from './innstillinger.ts';
import { checkHeaders, type Konvolutt, readKonvolutt } from './konvolutt.ts';
import { sikkerhetsprofiler } from './sikkerhet.ts';
import { type Elementskjema, validate } from './skjema.ts';
import type { Soapversjon } from './soapversjon.ts';
import type { Kall, Tilstand } from './tilstand.ts';

/** What makes one of the two services: its SOAP version, its operations, and what each answers. */
export interface Soaptjeneste {
  readonly navn: string;
  /** How its paths end. */
  readonly sti: string;
  readonly versjon: Soapversjon;
  /** Names that stand in the WSDL and never on the wire. */
  readonly wsdl: { readonly namespace: string; readonly binding: string; readonly port: string };
  /** Who calls when nobody says. */
  readonly standardavsender: string;
  /** The header blocks that the service reads itself. */
  readonly headere: readonly Elementskjema[];
  /** The operations offered now, by name. */
  operasjoner(tilstand: Tilstand): readonly Soapoperasjon[];
}

export interface Soapoperasjon {
  readonly navn: string;
  readonly forespoersel: Elementskjema;
  readonly respons: Elementskjema;
  /** Check 8: throws the fault of a caller who has no access. */
  checkAccess(soapkall: Soapkall): void;
  readonly personer: (forespoersel: XmlElement) => readonly string[];
  answer(soapkall: Soapkall, tilstand: Tilstand): XmlMarkup;
}

/** A request that has passed the checks: who asks, with which headers, for what. */
export interface Soapkall {
  readonly organisasjonsnummer: string;
  readonly headere: readonly XmlElement[];
  readonly forespoersel: XmlElement;
}

type Notat = Pick<Kall, 'operasjon' | 'antallPersoner'>;

/** One call, check by check in the order of the contract's §4; the first that hits answers. */
export function serve(
  tjeneste: Soaptjeneste,
  request: Request,
  tilstand: Tilstand,
  isPersonWithSystemfeil: (personidentifikator: string) => boolean,
): { readonly response: Response; readonly notat: Notat } {
  const { versjon } = tjeneste;
  const refusal = checkHttp(request, versjon, tilstand.innstillinger.maksMeldingBytes);
  let notat: Notat = { operasjon: null, antallPersoner: 0 };
  if (refusal) return { response: refusal, notat };
  const forstyrrelse = nextForstyrrelse(tilstand);
  const breakdown = breakdownOf(forstyrrelse);
  if (breakdown) return { response: breakdown, notat };

  try {
    const profil = sikkerhetsprofiler[tilstand.innstillinger.profile];
    const konvolutt = readKonvolutt(request.body, versjon);
    const isOwn = (header: Pick<XmlElement, 'name' | 'namespace'>) =>
      tjeneste.headere.some((skjema) => isSame(header, skjema));
    checkHeaders(konvolutt, versjon, (header) => isOwn(header) || profil.understands(header));
    const { standardavsender } = tjeneste;
    const aapnet = profil.open(konvolutt, { versjon, headers: request.headers, standardavsender, isOwn, tilstand });
    const { operasjon, forespoersel } = findOperasjon(aapnet.konvolutt, tjeneste.operasjoner(tilstand));
    const personer = operasjon.personer(forespoersel);
    notat = { operasjon: operasjon.navn, antallPersoner: personer.length };
    const { organisasjonsnummer } = aapnet;
    const soapkall = { organisasjonsnummer, headere: aapnet.konvolutt.headers.filter(isOwn), forespoersel };
    checkSchema(soapkall, operasjon, tjeneste.headere);
    operasjon.checkAccess(soapkall);
    if (forstyrrelse === 'systemfeil' || personer.some(isPersonWithSystemfeil)) throw FAULTS.system();
    const svar = versjon.wrap(operasjon.answer(soapkall, tilstand));
    if (forstyrrelse === 'utfører og bryter forbindelsen') return { response: 'drops the connection', notat };
    return { response: write(200, aapnet.seal(svar), request, tjeneste, tilstand), notat };
  } catch (error) {
    if (!(error instanceof SoapFault)) throw error;
    // Faults go out unsigned and unencrypted, in every profile: so does the real register's.
    const fault = versjon.wrap(writeFault(error, versjon)).text;
    const status = faultStatus(error, versjon, tilstand.innstillinger);
    return { response: write(status, fault, request, tjeneste, tilstand), notat };
  }
}

/** Check 1: what is refused before anybody reads an envelope. */
function checkHttp({ method, headers, body }: Request, versjon: Soapversjon, maksBytes: number): Response | undefined {
  if (method !== 'POST') return { status: 405, headers: { allow: 'POST' } };
  const [mediatype = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='));
  const isUtf8 = charset === undefined || /^charset="?utf-8"?$/.test(charset);
  const isPlain = (headers['content-encoding'] ?? 'identity') === 'identity';
  if (mediatype.trim() !== versjon.mediatype || !isUtf8 || !isPlain) return { status: 415 };
  return body.length > maksBytes ? { status: 413 } : undefined;
}

/** What this call meets; takes one off the counter of bad calls. */
function nextForstyrrelse(tilstand: Tilstand): Forstyrrelse {
  const { forstyrrelse, antallForstyrrelser } = tilstand.innstillinger;
  if (forstyrrelse === 'ingen' || antallForstyrrelser === 0) return 'ingen';
  if (antallForstyrrelser !== null)
    tilstand.innstillinger = { ...tilstand.innstillinger, antallForstyrrelser: antallForstyrrelser - 1 };
  return forstyrrelse;
}

/** The bad days on which no envelope comes back. */
function breakdownOf(forstyrrelse: Forstyrrelse): Response | undefined {
  const comesLater = ['ingen', 'systemfeil', 'utfører og bryter forbindelsen'].includes(forstyrrelse);
  if (comesLater) return undefined;
  if (forstyrrelse === 'svarer aldri') return 'never answers';
  if (forstyrrelse === 'bryter forbindelsen') return 'drops the connection';
  const status = Number(forstyrrelse.slice('HTTP_'.length));
  return { status, headers: { 'content-type': 'text/html' }, body: '<html><body>Proxy error</body></html>' };
}

/** Check 6: the one child of Body says which operation. */
function findOperasjon({ body }: Konvolutt, operasjoner: readonly Soapoperasjon[]) {
  const [forespoersel, ...more] = body?.children ?? [];
  const operasjon = operasjoner.find((one) => forespoersel && isSame(forespoersel, one.forespoersel));
  if (!forespoersel || !operasjon || more.length > 0) throw FAULTS.operation();
  return { operasjon, forespoersel };
}

/** Check 7, of the request and of the header blocks that the service reads. */
function checkSchema(
  { forespoersel, headere }: Soapkall,
  operasjon: Soapoperasjon,
  skjemaer: readonly Elementskjema[],
) {
  const isValid = validate(forespoersel, operasjon.forespoersel) === undefined;
  const areHeadersValid = skjemaer.every((skjema) => {
    const written = headere.filter((header) => isSame(header, skjema));
    return written.length <= 1 && written.every((header) => validate(header, skjema) === undefined);
  });
  if (!isValid || !areHeadersValid) throw FAULTS.validation();
}

function isSame(element: Pick<XmlElement, 'name' | 'namespace'>, { namespace, name }: Elementskjema): boolean {
  return element.namespace === namespace && element.name === name;
}

function write(
  status: number,
  envelope: string,
  { headers }: Request,
  { versjon }: Soaptjeneste,
  { innstillinger }: Tilstand,
): Response {
  const contentType = { 'content-type': `${versjon.mediatype}; charset=utf-8` };
  const wantsGzip = innstillinger.gzip && /\bgzip\b/.test(headers['accept-encoding']?.toString() ?? '');
  if (!wantsGzip) return { status, headers: contentType, body: envelope };
  return { status, headers: { ...contentType, 'content-encoding': 'gzip' }, body: gzipSync(envelope) };
}
