import { gzipSync } from 'node:zlib';
import { parseMediaType } from '../../../domain/media-type.ts';
import type { XmlElement } from '../../../wire/soap/xml.ts';
import type { Request, Response } from '../../common/server.ts';
import { FAULTS, faultStatus, SoapFault, writeFault } from '../answers/fault.ts';
import type { Disturbance } from '../settings.ts';
import { checkHeaders, type Envelope, readEnvelope } from '../envelope.ts';
import { securityProfiles } from '../security/profiles.ts';
import { type ElementSchema, validate } from '../schema/schema.ts';
import type { SoapVersion } from '../soap-version.ts';
import type { PostkasseCall, PostkasseSandbox } from '../state.ts';
import type { SoapCall, SoapOperation, SoapService } from './soap-service.ts';

type Note = Pick<PostkasseCall, 'operation' | 'personCount'>;

/** One call, check by check in the order of the contract's §4; the first that hits answers. */
export function serve(
  service: SoapService,
  request: Request,
  sandbox: PostkasseSandbox,
  isPersonWithSystemError: (personidentifikator: string) => boolean,
): { readonly response: Response; readonly note: Note } {
  const { version } = service;
  const refusal = checkHttp(request, version, sandbox.settings.maxMessageBytes);
  let note: Note = { operation: null, personCount: 0 };
  if (refusal) return { response: refusal, note };
  const disturbance = nextDisturbance(sandbox);
  const breakdown = breakdownOf(disturbance);
  if (breakdown) return { response: breakdown, note };

  try {
    const profile = securityProfiles[sandbox.settings.profile];
    const envelope = readEnvelope(request.body, version);
    const isOwn = (header: Pick<XmlElement, 'name' | 'namespace'>) =>
      service.headers.some((schema) => isSame(header, schema));
    checkHeaders(envelope, version, (header) => isOwn(header) || profile.understands(header));
    const { defaultSender } = service;
    const opened = profile.open(envelope, { version, headers: request.headers, defaultSender, isOwn, sandbox });
    const { operation, forespoersel } = findOperation(opened.envelope, service.operations(sandbox));
    const personer = operation.personer(forespoersel);
    note = { operation: operation.name, personCount: personer.length };
    const { organisasjonsnummer } = opened;
    const call = { organisasjonsnummer, headers: opened.envelope.headers.filter(isOwn), forespoersel };
    checkSchema(call, operation, service.headers);
    operation.checkAccess(call);
    if (disturbance === 'systemError' || personer.some(isPersonWithSystemError)) throw FAULTS.system();
    const answer = version.wrap(operation.answer(call, sandbox));
    if (disturbance === 'performs and breaks the connection') return { response: 'drops the connection', note };
    return { response: write(200, opened.seal(answer), request, service, sandbox), note };
  } catch (error) {
    if (!(error instanceof SoapFault)) throw error;
    // Faults go out unsigned and unencrypted, in every profile: so does the real register's.
    const fault = version.wrap(writeFault(error, version)).text;
    const status = faultStatus(error, version, sandbox.settings);
    return { response: write(status, fault, request, service, sandbox), note };
  }
}

/** Check 1: what is refused before anybody reads an envelope. */
function checkHttp({ method, headers, body }: Request, version: SoapVersion, maxBytes: number): Response | undefined {
  if (method !== 'POST') return { status: 405, headers: { allow: 'POST' } };
  const type = parseMediaType(headers['content-type']);
  const isUtf8 = /^utf-8$/i.test(type?.parameters.charset ?? 'utf-8');
  const isPlain = (headers['content-encoding'] ?? 'identity') === 'identity';
  if (type?.essence !== version.mediaType || !isUtf8 || !isPlain) return { status: 415 };
  return body.length > maxBytes ? { status: 413 } : undefined;
}

/** What this call meets; takes one off the counter of bad calls. */
function nextDisturbance(sandbox: PostkasseSandbox): Disturbance {
  const { disturbance, disturbanceCount } = sandbox.settings;
  if (disturbance === 'none' || disturbanceCount === 0) return 'none';
  if (disturbanceCount !== null) sandbox.settings = { ...sandbox.settings, disturbanceCount: disturbanceCount - 1 };
  return disturbance;
}

/** The bad days on which no envelope comes back. */
function breakdownOf(disturbance: Disturbance): Response | undefined {
  const comesLater = ['none', 'systemError', 'performs and breaks the connection'].includes(disturbance);
  if (comesLater) return undefined;
  if (disturbance === 'never answers') return 'never answers';
  if (disturbance === 'breaks the connection') return 'drops the connection';
  const status = Number(disturbance.slice('HTTP_'.length));
  return { status, headers: { 'content-type': 'text/html' }, body: '<html><body>Proxy error</body></html>' };
}

/** Check 6: the one child of Body says which operation. */
function findOperation({ body }: Envelope, operations: readonly SoapOperation[]) {
  const [forespoersel, ...more] = body?.children ?? [];
  const operation = operations.find((one) => forespoersel && isSame(forespoersel, one.forespoersel));
  if (!forespoersel || !operation || more.length > 0) throw FAULTS.operation();
  return { operation, forespoersel };
}

/** Check 7, of the request and of the header blocks that the service reads. */
function checkSchema({ forespoersel, headers }: SoapCall, operation: SoapOperation, schemas: readonly ElementSchema[]) {
  const isValid = validate(forespoersel, operation.forespoersel) === undefined;
  const areHeadersValid = schemas.every((schema) => {
    const written = headers.filter((header) => isSame(header, schema));
    return written.length <= 1 && written.every((header) => validate(header, schema) === undefined);
  });
  if (!isValid || !areHeadersValid) throw FAULTS.validation();
}

function isSame(element: Pick<XmlElement, 'name' | 'namespace'>, { namespace, name }: ElementSchema): boolean {
  return element.namespace === namespace && element.name === name;
}

function write(
  status: number,
  envelope: string,
  { headers }: Request,
  { version }: SoapService,
  { settings }: PostkasseSandbox,
): Response {
  const contentType = { 'content-type': `${version.mediaType}; charset=utf-8` };
  const wantsGzip = settings.gzip && /\bgzip\b/.test(headers['accept-encoding']?.toString() ?? '');
  if (!wantsGzip) return { status, headers: contentType, body: envelope };
  return { status, headers: { ...contentType, 'content-encoding': 'gzip' }, body: gzipSync(envelope) };
}
