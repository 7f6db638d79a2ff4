import { type Answer, charsetOf, readings } from '../answer.ts';
import { type Raw, readRaw } from './raw.ts';

// It carries no data: one that is not well-formed, stands there twice, or not at the very beginning, is passed over.
const DECLARATIONS = /^\uFEFF?(?:\s*<\?xml\s[^>]*\?>)*\s*/;

/** The document as every reading that its labels leave open: usually one. */
export function readDocuments({ body, contentType }: Answer): (Raw | undefined)[] {
  const declared = declaredEncoding(body);
  // Nothing but the document itself says how its bytes are to be read: libxml2 reads them by itself.
  const isPlain = charsetOf(contentType) === undefined && (declared === undefined || /^utf-8$/i.test(declared));
  const asSent = isPlain ? readRaw(body) : undefined;
  return asSent ? [asSent] : readings(body, [charsetOf(contentType), declared]).map(readInner);
}

/** A document that stands as text in another: its declaration speaks of bytes that it no longer is. */
export function readInner(text: string): Raw | undefined {
  return readRaw(text.replace(DECLARATIONS, ''));
}

function declaredEncoding(body: Buffer): string | undefined {
  const head = body.toString('latin1', 0, 200);
  const label = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"']*)["']/.exec(head)?.[1];
  // Read byte for byte, it cannot be in UTF-16.
  return /^utf-?16/i.test(label ?? '') ? undefined : label;
}
