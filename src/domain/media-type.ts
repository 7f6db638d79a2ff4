import { MIMEType } from 'node:util';

/** What a Content-Type says, or one range of an Accept. */
export interface MediaType {
  /** Type and subtype, in lower case: `application/json`. */
  readonly essence: string;
  /** As written, without quotes; names are in lower case. */
  readonly parameters: Readonly<Record<string, string | undefined>>;
}

/**
 * Read as browsers do (WHATWG MIME Sniffing), so that what a page may send without asking is not taken for something else.
 * Undefined for what is no media type.
 */
export function parseMediaType(text: string | undefined): MediaType | undefined {
  const plain = PLAIN.exec(text ?? '')?.[1];
  if (plain !== undefined) return { essence: plain, parameters: {} };
  try {
    const { essence, params } = new MIMEType(text ?? '');
    return { essence, parameters: Object.fromEntries(params) };
  } catch {
    return undefined;
  }
}

/** Without parameters, in lower case, as most are sent: nothing is left to be read. */
const PLAIN = /^[\t ]*([a-z\d*+.-]+\/[a-z\d*+.-]+)[\t ]*$/;
