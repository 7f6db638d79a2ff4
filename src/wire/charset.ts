/**
 * Bytes to text, or undefined where it is not certain what they say. Registers declare encodings in two places, and some
 * declare wrongly. So a text is given only when it is the one that all declarations agree on, and never with replacement
 * characters; where a single-byte encoding is declared (which decodes anything) and the bytes are UTF-8 beyond ASCII, one of
 * the two is a lie, and only another declaration of UTF-8 tells which.
 *
 * `declared` are labels as they stand: of the Content-Type, of an XML declaration. None at all means UTF-8.
 */
export function decodeText(bytes: Buffer, declared: readonly string[]): string | undefined {
  const found = encodingFound(bytes);
  if (found) return decode(bytes, found);
  // What can be read byte for byte is not in UTF-16, whatever it says: .NET writes such declarations.
  const labels = declared.filter((label) => !/^(?:utf-?16|ucs-?2|unicode)/i.test(label));
  const known = new Set(labels.flatMap((label) => encodingOf(label) ?? []));
  if (known.size === 0 && labels.length > 0) return undefined;
  const utf8 = decode(bytes, 'utf-8');
  if (known.size === 0 || known.has('utf-8')) return utf8;
  // As long as its bytes: ASCII.
  if (utf8 !== undefined) return utf8.length === bytes.length ? utf8 : undefined;
  const [text, ...others] = new Set([...known].map((encoding) => decode(bytes, encoding)));
  return others.length === 0 ? text : undefined;
}

/**
 * All charsets that a Content-Type names, in whatever quotes. Not by node's MIMEType, which reads as browsers do: of two
 * charsets it gives the first, and none with spaces around its sign of equality, and so what is uncertain would look certain.
 */
export function charsetsOf(contentType: string | undefined): string[] {
  return [...(contentType ?? '').matchAll(/;\s*charset\s*=\s*["']?([\w.:-]+)/gi)].flatMap(([, label]) => label ?? []);
}

/** By the byte order mark, or by where the zeros stand: JSON and XML begin with an ASCII character. */
function encodingFound(bytes: Buffer): string | undefined {
  const [first = 0, second = 0, third] = bytes;
  if (bytes.length < 2) return undefined;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  return undefined;
}

/** UTF-8, of which ASCII is a part, and what has one byte a character; other encodings are as good as unknown. */
function encodingOf(label: string): string | undefined {
  if (/^(?:(?:us-)?ascii|utf-8)$/i.test(label)) return 'utf-8';
  try {
    const { encoding } = new TextDecoder(label);
    return /^(?:utf-8|iso-8859-.+|windows-125.|macintosh)$/.test(encoding) ? encoding : undefined;
  } catch {
    return undefined;
  }
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

function decode(bytes: Buffer, encoding: string): string | undefined {
  try {
    if (encoding === 'utf-8') return UTF_8.decode(bytes);
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    // The decoders of single bytes refuse nothing: what means nothing becomes a control character that no text holds.
    const isGuess = !encoding.startsWith('utf') && /[\u0080-\u009f]/.test(text);
    return isGuess ? undefined : text;
  } catch {
    return undefined;
  }
}
