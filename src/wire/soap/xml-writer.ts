import { XmlError } from './xml-limits.ts';

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

// A QName of Namespaces in XML 1.0: one or two names without a colon.
const START =
  'A-Z_a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f' +
  '\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd\\u{10000}-\\u{effff}';
const NC_NAME = `[${START}][${START}\\-.0-9\\u00b7\\u0300-\\u036f\\u203f\\u2040]*`;
const NAME = new RegExp(`^${NC_NAME}(?::${NC_NAME})?$`, 'u');

function writeName(value: XmlValue): string {
  if (typeof value !== 'string' || !NAME.test(value)) throw new XmlError('not a name');
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

// The characters of XML 1.0: no control characters, no half surrogates.
const XML_TEXT = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

/** Whether XML 1.0 can carry the text at all. */
export function isXmlText(text: string): boolean {
  return XML_TEXT.test(text);
}
