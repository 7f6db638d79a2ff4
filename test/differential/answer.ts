import { isAscii, isUtf8 } from 'node:buffer';

/** One HTTP answer, as bytes. */
export interface Answer {
  readonly status: number;
  /** Undefined: the header is not there. */
  readonly contentType: string | undefined;
  readonly body: Buffer;
  readonly gzip?: boolean;
}

/** The label of a Content-Type's charset. */
export function charsetOf(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType ?? '')?.[1];
}

/**
 * Every text that the bytes may be by one label; none when they cannot be. The web's ISO-8859-1 is Windows' code page, and
 * the standard's is not: both are ways to read it.
 */
export function decode(bytes: Buffer, label: string): string[] {
  if (/^(?:iso-?8859-?1|latin-?1|us-ascii|ascii|windows-1252|cp1252)$/i.test(label)) {
    return [...new Set([bytes.toString('latin1'), new TextDecoder('windows-1252').decode(bytes)])];
  }
  try {
    return [new TextDecoder(label, { fatal: true }).decode(bytes)];
  } catch {
    return [];
  }
}

/** Whether the label names an encoding at all. */
export function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding.length > 0;
  } catch {
    return false;
  }
}

/**
 * Every text that the bytes may be, by what is declared of them. A byte order mark says it all. Where two labels disagree,
 * or one label is not UTF-8's, bytes that are UTF-8 may be that: next to no other text is UTF-8 by chance.
 */
export function readings(bytes: Buffer, labels: readonly (string | undefined)[]): string[] {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode(bytes, 'utf-16be');
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes, 'utf-16le');
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decode(bytes, 'utf-8');
  const known = [
    ...new Set(labels.flatMap((label) => (label !== undefined && isEncoding(label) ? label.toLowerCase() : []))),
  ];
  const asUtf8 = decode(bytes, 'utf-8');
  if (known.length > 1 && asUtf8.length > 0) return asUtf8;
  const byLabel = known.filter((label) => !/^utf-?8$/.test(label)).flatMap((label) => decode(bytes, label));
  return [...new Set([...asUtf8, ...byLabel])];
}

/** Whether its bytes can be one text only: what is in a single-byte encoding may be UTF-8 by chance, and is refused then. */
export function isCertain({ body, contentType }: Answer): boolean {
  const declared = `${contentType} ${body.toString('latin1', 0, 200)}`;
  return isAscii(body) || !isUtf8(body) || !/8859|latin/i.test(declared);
}
