import type { CallContext } from '../../domain/call.ts';
import { type Kilde, kildeUtilgjengelig, type Registerfeil } from '../../domain/registerfeil.ts';
import { type HttpClient, type HttpFailure, type HttpResponse, retryAfter } from '../http.ts';
import { readEnvelope, SOAP_MEDIA_TYPE, type SoapContent, type SoapVersion, writeEnvelope } from './envelope.ts';
import type { XmlElement, XmlMarkup } from './xml.ts';

/**
 * What stands between an envelope and the wire. `INGEN` passes both ways unchanged;
 * WS-Security (sign on the way out, decrypt and verify on the way in) is another value of this type.
 */
export interface SoapSecurity {
  protect(envelope: string): string;
  /** The envelope to read, or null when it fails any check: one answer for all, so that it tells an attacker nothing. */
  open(envelope: Buffer): Buffer | null;
}

export const INGEN: SoapSecurity = { protect: (envelope) => envelope, open: (envelope) => envelope };

export interface SoapMessage {
  readonly header?: XmlMarkup;
  readonly body: XmlMarkup;
}

/** The one element of the answer's Body, or why there is none. */
export type SoapAnswer =
  | { readonly ok: true; readonly element: XmlElement }
  | {
      readonly ok: false;
      readonly feil: Registerfeil;
      /** Not one byte of the message can have reached the source. Otherwise nobody knows. */
      readonly unsent?: boolean;
    };

export interface SoapClient {
  call(message: SoapMessage, call: CallContext): Promise<SoapAnswer>;
}

export interface SoapClientOptions {
  readonly kilde: Kilde;
  readonly version: SoapVersion;
  /** Below the HTTP client's base URL. */
  readonly path: string;
  readonly security: SoapSecurity;
}

export function createSoapClient(http: HttpClient, { kilde, version, path, security }: SoapClientOptions): SoapClient {
  const headers = {
    'content-type': SOAP_MEDIA_TYPE[version],
    ...(version === '1.1' && { soapaction: '""' }),
  };
  return {
    async call({ header, body }, call) {
      const envelope = security.protect(writeEnvelope(version, header, body));
      return readAnswer(await http.send({ method: 'POST', path, headers, body: envelope }, call));
    },
  };

  function readAnswer(answer: HttpResponse | HttpFailure): SoapAnswer {
    if (answer.kind === 'failure') {
      return { ...refused(kildeUtilgjengelig(kilde, answer.kode)), ...(answer.unsent && { unsent: true }) };
    }
    const opened = security.open(answer.body);
    const contentType = String(answer.headers['content-type'] ?? '');
    const content: SoapContent = opened ? readEnvelope(version, opened, contentType) : { kind: 'nonsense' };
    // A fault is read on every HTTP status; only then does the status speak.
    if (content.kind === 'fault') {
      return refused(kildeUtilgjengelig(kilde, 'SOAP_FAULT', { kanProevesIgjen: content.fault.side === 'RECEIVER' }));
    }
    if (answer.status !== 200) {
      const kanProevesIgjen = answer.status === 429 || answer.status >= 500;
      return refused(
        kildeUtilgjengelig(kilde, `HTTP_${answer.status}`, {
          kanProevesIgjen,
          proevIgjenOm: retryAfter(answer.headers),
        }),
      );
    }
    return content.kind === 'body'
      ? { ok: true, element: content.element }
      : refused(kildeUtilgjengelig(kilde, 'UGYLDIG_SVAR'));
  }
}

function refused(feil: Registerfeil): SoapAnswer {
  return { ok: false, feil };
}
