import { type Answer, charsetOf, readings } from '../answer.ts';
import { type Raw, readRaw } from './raw.ts';

// It carries no data: one that is not well-formed, stands there twice, or not at the very beginning, is passed over.
const DECLARATIONS = /^\uFEFF?(?:\s*<\?xml\s[^>]*\?>)*\s*/;

/** The document as every reading that its labels leave open: usually one. */
export function readDocuments({ body, contentType }: Answer): (Raw | undefined)[] {
  const declared = declaredEncodings(body);
  // Nothing but the document itself says how its bytes are to be read: libxml2 reads them by itself.
  const isPlain = charsetOf(contentType) === undefined && declared.every((label) => /^utf-8$/i.test(label));
  const asSent = isPlain ? readRaw(body) : undefined;
  return asSent ? [asSent] : readings(body, [charsetOf(contentType), ...declared]).map(readInner);
}

/** A document that stands as text in another: its declaration speaks of bytes that it no longer is. */
export function readInner(text: string): Raw | undefined {
  return readRaw(text.replace(DECLARATIONS, ''));
}

/** The labels that its declaration writes: one, or more where it is not well-formed. */
function declaredEncodings(body: Buffer): string[] {
  const [declaration = ''] = /^\s*<\?xml\s[^>]*/.exec(body.toString('latin1', 0, 200)) ?? [];
  const labels = [...declaration.matchAll(/\bencoding\s*=\s*["']([^"']*)["']/g)].map(([, label = '']) => label);
  // Read byte for byte, it cannot be in UTF-16.
  return labels.filter((label) => !/^utf-?16/i.test(label));
}
