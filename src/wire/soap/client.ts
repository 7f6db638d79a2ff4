import type { CallContext } from '../../domain/call.ts';
import type { Effect } from '../../domain/outcome.ts';
import { type Kilde, kildeUtilgjengelig, type Registerfeil } from '../../domain/registerfeil.ts';
import { effectOfStatus, type HttpClient, type HttpFailure, type HttpResponse, retryAfter } from '../http.ts';
import { readEnvelope, SOAP_MEDIA_TYPE, type SoapContent, type SoapVersion, writeEnvelope } from './envelope.ts';
import type { XmlElement, XmlMarkup } from './xml.ts';

/**
 * What stands between a message and the wire. `INGEN` writes and reads plain envelopes; WS-Security (sign on the way out,
 * decrypt and verify on the way in) is another value of this type.
 */
export interface SoapSecurity {
  protect(version: SoapVersion, message: SoapMessage): SoapExchange | Promise<SoapExchange>;
}

/** One request, and the reader of its answer: an answer can confirm which request it belongs to. */
export interface SoapExchange {
  readonly envelope: string;
  open(response: Buffer, contentType: string): SoapContent;
}

export const INGEN: SoapSecurity = {
  protect: (version, { header, body }) => ({
    envelope: writeEnvelope(version, header, body),
    open: (response, contentType) => readEnvelope(version, response, contentType),
  }),
};

export interface SoapMessage {
  readonly header?: XmlMarkup | undefined;
  readonly body: XmlMarkup;
}

/** The one element of the answer's Body, or why there is none. */
export type SoapAnswer =
  | { readonly ok: true; readonly element: XmlElement }
  | {
      readonly ok: false;
      readonly feil: Registerfeil;
      /** Whether the source may have done what the message asks for, if that changes something. */
      readonly effect: Exclude<Effect, 'done'>;
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
    async call(message, call) {
      const exchange = await security.protect(version, message);
      const answer = await http.send({ method: 'POST', path, headers, body: exchange.envelope }, call);
      return readAnswer(answer, exchange);
    },
  };

  function readAnswer(answer: HttpResponse | HttpFailure, exchange: SoapExchange): SoapAnswer {
    if (answer.kind === 'failure') {
      return refused(kildeUtilgjengelig(kilde, answer.kode), answer.unsent ? 'not done' : 'unknown');
    }
    const contentType = String(answer.headers['content-type'] ?? '');
    // A fault is read on every HTTP status; only then does the status speak. Only a success is worth opening.
    const content =
      answer.status === 200 ? exchange.open(answer.body, contentType) : readEnvelope(version, answer.body, contentType);
    if (content.kind === 'fault') {
      const { side } = content.fault;
      const feil = kildeUtilgjengelig(kilde, 'SOAP_FAULT', { kanProevesIgjen: side === 'RECEIVER' });
      // SOAP: the fault of a sender says that the message was wrong, so that it was not carried out.
      return refused(feil, side === 'SENDER' ? 'not done' : 'unknown');
    }
    if (answer.status !== 200) {
      const kanProevesIgjen = answer.status === 429 || answer.status >= 500;
      return refused(
        kildeUtilgjengelig(kilde, `HTTP_${answer.status}`, {
          kanProevesIgjen,
          proevIgjenOm: retryAfter(answer.headers),
        }),
        effectOfStatus(answer.status),
      );
    }
    if (content.kind === 'body') return { ok: true, element: content.element };
    return refused(
      kildeUtilgjengelig(kilde, content.kind === 'insecure' ? 'SIKKERHETSFEIL' : 'UGYLDIG_SVAR'),
      'unknown',
    );
  }
}

function refused(feil: Registerfeil, effect: Exclude<Effect, 'done'>): SoapAnswer {
  return { ok: false, feil, effect };
}
