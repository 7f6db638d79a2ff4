// How the register's JSON is kept: as text that is quick to read again.

type Json = Readonly<Record<string, unknown>>;

/** A unit's JSON in two halves, each an object of its own, so that what most questions are about is read without the rest. */
export interface UnitDocument {
  readonly head: string;
  readonly rest: string;
}

/**
 * The head holds what hentBasisdataMini and the hits of a search are answered from, and where the unit belongs. Written out: two million units
 * of a file go through here.
 */
export function documentOf({
  organisasjonsnummer,
  navn,
  organisasjonsform,
  slettedato,
  overordnetEnhet,
  registreringsdatoEnhetsregisteret,
  historiskeNavn,
  forretningsadresse,
  beliggenhetsadresse,
  postadresse,
  links: _,
  _links: __,
  ...rest
}: Json): UnitDocument {
  const head = {
    organisasjonsnummer,
    navn,
    organisasjonsform,
    slettedato,
    overordnetEnhet,
    registreringsdatoEnhetsregisteret,
    historiskeNavn,
    forretningsadresse,
    beliggenhetsadresse,
    postadresse,
  };
  return { head: textOf(head), rest: textOf(rest) };
}

/** The JSON of both halves. */
export function wholeOf(head: string, rest: string): string {
  return rest === '{}' ? head : `${head.slice(0, -1)},${rest.slice(1)}`;
}

/**
 * JSON without the register's links, which nobody follows: `links: []` in files, `_links` in answers. In ASCII: SQLite gives its text as
 * UTF-8, which takes V8 several times as long to read where it holds anything else.
 */
export function textOf(value: Json): string {
  // In JSON text a quote within a string stands after a backslash, so that these are keys. In files all links are empty.
  const text = JSON.stringify(value).replaceAll(',"links":[]', '');
  return inAscii(text.includes('links":') ? JSON.stringify(JSON.parse(text, dropLinks)) : text);
}

const LINKS: ReadonlySet<string> = new Set(['links', '_links']);

function dropLinks(key: string, value: unknown): unknown {
  return LINKS.has(key) ? undefined : value;
}

function inAscii(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** What has been kept; undefined where it is damaged. */
export function parse(json: string | undefined): unknown {
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}
