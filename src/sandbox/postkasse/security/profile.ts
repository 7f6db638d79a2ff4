import type { XmlElement, XmlMarkup } from '../../../wire/soap/xml.ts';
import type { Request } from '../../common/server.ts';
import type { Envelope } from '../envelope.ts';
import type { SoapVersion } from '../soap-version.ts';
import type { PostkasseSandbox } from '../state.ts';

/**
 * Check 5, and the way out: every request envelope passes `open` before anybody looks at its body, and every answer
 * that is no fault passes the `seal` that came of it.
 */
export interface SecurityProfile {
  /** Whether the profile deals with the header block, so that it may carry mustUnderstand. */
  understands(header: XmlElement): boolean;
  /** Who speaks, and what may be read. A profile that verifies throws one and the same SoapFault for every way to fail. */
  open(envelope: Envelope, receipt: Receipt): Opened;
}

/** What a profile needs to know besides the envelope. */
export interface Receipt {
  readonly version: SoapVersion;
  readonly headers: Request['headers'];
  /** Who calls when nobody says. */
  readonly defaultSender: string;
  /** The header blocks that the service reads itself. */
  readonly isOwn: (header: Pick<XmlElement, 'name' | 'namespace'>) => boolean;
  readonly sandbox: PostkasseSandbox;
}

export interface Opened {
  readonly organisasjonsnummer: string;
  /** The envelope to read from here on: of a signed one, what the signature covers. */
  readonly envelope: Envelope;
  /** The whole answering envelope as it goes on the wire. */
  seal(answer: XmlMarkup): string;
}
