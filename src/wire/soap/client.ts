import type { CallContext } from '../../domain/call.ts';
import type { Effect } from '../../domain/outcome.ts';
import { type Kilde, kildeUtilgjengelig, type Registerfeil } from '../../domain/registerfeil.ts';
import {
  type CallSubject,
  effectOfStatus,
  type HttpClient,
  type HttpRequest,
  type HttpResponse,
  type ReadReport,
  toldOf,
} from '../http/http.ts';
import { retryAfter } from '../http/retry-after.ts';
import {
  readEnvelopeInSlices,
  SOAP_MEDIA_TYPE,
  type SoapContent,
  type SoapVersion,
  writeEnvelope,
} from './envelope.ts';
import { loggedFault } from './fault.ts';
import { createDocumentLine, type ReadXml } from './slices.ts';
import type { XmlElement, XmlMarkup } from './xml.ts';
import { type XmlLimits, xmlLimits } from './xml-limits.ts';

/**
 * What stands between a message and the wire. `NONE` writes and reads plain envelopes; WS-Security (sign on the way out,
 * decrypt and verify on the way in) is another value of this type.
 */
export interface SoapSecurity {
  protect(
    version: SoapVersion,
    message: SoapMessage,
  ): SoapExchange<SoapContent | Promise<SoapContent>> | Promise<SoapExchange<SoapContent | Promise<SoapContent>>>;
}

/** One request, and the reader of its answer: an answer can confirm which request it belongs to. */
export interface SoapExchange<Content = SoapContent> {
  readonly envelope: string;
  /**
   * By the limits that the message's `maxResponseBytes` means; what takes time is given up once the signal has ended.
   * `readXml` is the client's: without it the answer waits for no other.
   */
  open(response: Buffer, contentType: string, signal?: AbortSignal, readXml?: ReadXml): Content;
}

export const NONE: SoapSecurity = {
  protect: (version, message) => ({
    envelope: writeEnvelope(version, message.header, message.body()),
    open: (response, contentType, signal, readXml = createDocumentLine().readXml) =>
      readEnvelopeInSlices(version, response, contentType, (text) => readXml(text, limitsOf(message), signal)),
  }),
};

export interface SoapMessage {
  readonly header?: XmlMarkup | undefined;
  /** Writes it when the message's turn comes to be sent: what waits in line has not been written. */
  readonly body: () => XmlMarkup;
  /** Bytes of the answer, unzipped, where it may be larger than one about one key. */
  readonly maxResponseBytes?: number | undefined;
}

/** Bytes of an answer about one key, signed and encrypted or not: such answers are some kilobytes. */
export const MAX_ANSWER_BYTES = 256 * 1024;

/** How much there may be in the answer to a message. */
export function limitsOf({ maxResponseBytes = MAX_ANSWER_BYTES }: SoapMessage): XmlLimits {
  return xmlLimits(maxResponseBytes);
}

/** The one element of the answer's Body, or what was read of it; or why there is none. */
export type SoapAnswer<Read = XmlElement> =
  | { readonly ok: true; readonly element: Read }
  | {
      readonly ok: false;
      readonly feil: Registerfeil;
      /** Whether the source may have done what the message asks for, if that changes something. */
      readonly effect: Exclude<Effect, 'done'>;
    };

export interface SoapClient extends Pick<HttpClient, 'maxConcurrent' | 'retries'> {
  call(message: SoapMessage, call: CallContext, subject: CallSubject): Promise<SoapAnswer>;
  /**
   * `read` takes what is large out of the element while the call still holds its place among those under way. A document
   * that stands in it as text is read by `readXml`.
   */
  call<Read>(
    message: SoapMessage,
    call: CallContext,
    subject: CallSubject,
    read: ReadElement<Read>,
  ): Promise<SoapAnswer<Read>>;
}

export type ReadElement<Read> = (element: XmlElement, readXml: ReadXml) => Promise<Read>;

export interface SoapClientOptions {
  readonly kilde: Kilde;
  readonly version: SoapVersion;
  /** Below the HTTP client's base URL. */
  readonly path: string;
  readonly security: SoapSecurity;
  /** What is ours alone in the messages, such as a password, for a fault may repeat it to the log. */
  readonly secrets?: readonly string[] | undefined;
}

export function createSoapClient(
  http: HttpClient,
  { kilde, version, path, security, secrets }: SoapClientOptions,
): SoapClient {
  const line = createDocumentLine();
  const headers = {
    'content-type': SOAP_MEDIA_TYPE[version],
    ...(version === '1.1' && { soapaction: '""' }),
  };
  return {
    maxConcurrent: http.maxConcurrent,
    retries: http.retries,
    async call<Read>(
      message: SoapMessage,
      call: CallContext,
      subject: CallSubject,
      take: ReadElement<Read> = async (element) => element as Read,
    ): Promise<SoapAnswer<Read>> {
      let read: Reading<Read> | undefined;
      const make = async (): Promise<HttpRequest> => {
        const exchange = await security.protect(version, message);
        const { maxResponseBytes = MAX_ANSWER_BYTES } = message;
        const reads = async (response: HttpResponse) => {
          const readNow = () => readAnswer(response, exchange, limitsOf(message), call.signal, take);
          const isLarge = response.body.length > MAX_ANSWER_BYTES;
          read = isLarge ? await line.alone(readNow) : await readNow();
          return read.report;
        };
        return { method: 'POST', path, headers, body: exchange.envelope, maxResponseBytes, reads };
      };
      const sent = await http.send(make, call, subject);
      if (sent.kind === 'response' && read) return read.answer;
      if (sent.kind === 'response') throw new Error('a response was not read');
      const feil = kildeUtilgjengelig(kilde, sent.kode, toldOf(sent));
      return { ok: false, feil, effect: sent.unsent ? 'not done' : 'unknown' };
    },
  };

  async function readAnswer<Read>(
    response: HttpResponse,
    exchange: SoapExchange<SoapContent | Promise<SoapContent>>,
    limits: XmlLimits,
    signal: AbortSignal,
    take: ReadElement<Read>,
  ): Promise<Reading<Read>> {
    const { status, headers, body } = response;
    const contentType = String(headers['content-type'] ?? '');
    // A fault is read on every HTTP status; only then does the status speak. Only a success is worth opening.
    const content =
      status === 200
        ? await exchange.open(body, contentType, signal, line.readXml)
        : await readEnvelopeInSlices(version, body, contentType, (text) => line.readXml(text, limits, signal));
    if (content.kind === 'fault') {
      const { side } = content.fault;
      const kanProevesIgjen = side === 'RECEIVER';
      const feil = kildeUtilgjengelig(kilde, 'SOAP_FAULT', {
        kanProevesIgjen,
        proevIgjenOm: kanProevesIgjen ? retryAfter(headers) : undefined,
      });
      // SOAP: the fault of a sender says that the message was wrong, so that it was not carried out.
      const effect = side === 'SENDER' ? 'not done' : 'unknown';
      // A fault is the register's own answer: SOAP 1.1 wants it to have the status 500.
      return refused(feil, effect, { fault: loggedFault(content.fault, secrets), isAnswer: true });
    }
    if (status !== 200) {
      const kanProevesIgjen = status === 429 || status >= 500;
      const proevIgjenOm = retryAfter(headers);
      const feil = kildeUtilgjengelig(kilde, `HTTP_${status}`, { kanProevesIgjen, proevIgjenOm });
      return refused(feil, effectOfStatus(status));
    }
    if (content.kind === 'body') return { answer: { ok: true, element: await take(content.element, line.readXml) } };
    if (content.kind === 'nonsense') return refused(kildeUtilgjengelig(kilde, 'UGYLDIG_SVAR'), 'unknown');
    const feil = kildeUtilgjengelig(kilde, 'SIKKERHETSFEIL');
    return refused(feil, 'unknown', { securityStep: content.step });
  }
}

/** An answer, and what is told of it in the report of the call alone. */
interface Reading<Read> {
  readonly answer: SoapAnswer<Read>;
  readonly report?: ReadReport;
}

function refused(feil: Registerfeil, effect: Exclude<Effect, 'done'>, more: ReadReport = {}): Reading<never> {
  return { answer: { ok: false, feil, effect }, report: { kode: feil.kode, ...more } };
}
