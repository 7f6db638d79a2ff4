import { XmlError } from './xml-limits.ts';
import { isXmlName } from './xml-names.ts';
import { isXmlText } from './xml-text.ts';

/** Markup that is already XML. Nothing outside this file can make one but by `xml`, so a plain string never slips in unescaped. */
class Markup {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  get text(): string {
    return this.#text;
  }
  toString(): string {
    return this.#text;
  }
}

export type XmlMarkup = Markup;

type XmlValue = string | number | boolean | XmlMarkup | undefined | readonly XmlMarkup[];

/**
 * Writes XML: what stands in the template is markup, every value put into it is escaped text. A value where a name stands, as
 * in `<${name} ${attribute}="…">` and `</${name}>`, must be one: XmlError else.
 */
export function xml(strings: TemplateStringsArray, ...values: readonly XmlValue[]): XmlMarkup {
  let text = strings[0] ?? '';
  for (const [index, value] of values.entries()) {
    const after = strings[index + 1] ?? '';
    text += (isNamePlace(strings[index] ?? '', after) ? writeName(value) : write(value)) + after;
  }
  return new Markup(text);
}

/** Behind `<` or `</`; or between a space, where a template of attributes may begin too, and `=` with a quote. */
function isNamePlace(before: string, after: string): boolean {
  const last = before.at(-1);
  if (last === '<' || (last === '/' && before.endsWith('</'))) return true;
  return (after.startsWith('="') || after.startsWith("='")) && (last === undefined || /\s/.test(last));
}

function writeName(value: XmlValue): string {
  if (typeof value !== 'string' || !isXmlName(value)) throw new XmlError('not a name');
  return value;
}

function write(value: XmlValue): string {
  if (value === undefined) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(write).join('');
  return escapeXml(String(value));
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
};

function escapeXml(text: string): string {
  if (!isXmlText(text)) throw new XmlError('character that XML cannot hold');
  return text.replace(/[&<>"'\r]/g, (character) => ESCAPES[character] ?? character);
}
