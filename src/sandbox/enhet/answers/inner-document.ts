import { type XmlMarkup, xml } from '../../../wire/soap/xml.ts';
import { element, emptyElement } from './element.ts';
import type { Settings } from '../settings.ts';
import { type Kode, type Understatus, understatus } from './codes.ts';
import type { Operation } from '../operations/names.ts';

/** What the register has to say, before it is written. */
export interface Answer {
  readonly hovedStatus: number;
  /** undefined: the element is left out, which the schema forbids. */
  readonly underStatus: readonly Understatus[] | undefined;
  /** What stands in `melding`; undefined: there is no melding. */
  readonly melding?: readonly XmlMarkup[];
  /** What the header repeats; undefined: what was asked for. */
  readonly echo?: Echo;
}

export function withoutData(kode: Kode, x = '', y = ''): Answer {
  return { hovedStatus: kode < 0 ? -1 : 1, underStatus: [understatus(kode, x, y)] };
}

/** The header's echo of what was asked for: at most one element. */
export type Echo = XmlMarkup;

/** The text of `return`: a whole XML document, declaration and all. */
export function writeInnerDocument(operation: Operation, echo: Echo, answer: Answer, settings: Settings): string {
  const schema = `https://schema.brreg.no/grunndata/${operation}.xsd`;
  const document =
    xml`<grunndata xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="${schema}">${[
      writeHeader(operation, echo, answer, settings),
      writeMelding(operation, answer),
    ]}</grunndata>`.text;
  // sokEnhet comes from another system: indented, its letters unescaped, and under a declaration that is not true.
  return operation === 'sokEnhet'
    ? `<?xml version="1.0" encoding="ISO-8859-1"?>\n\n${indent(document)}\n`
    : `<?xml version="1.0"?>\n${referNonAscii(document)}`;
}

function writeHeader(operation: Operation, echo: Echo, answer: Answer, { prossessDato }: Settings): XmlMarkup {
  const { hovedStatus, underStatus } = answer;
  const messages = underStatus?.map(({ kode, tekst }) => element('underStatusMelding', tekst, { kode: String(kode) }));
  return element(
    'responseHeader',
    [echo, element('hovedStatus', String(hovedStatus)), element('underStatus', messages)],
    { prossessDato, tjeneste: operation },
  );
}

function writeMelding(operation: Operation, { melding }: Answer): XmlMarkup {
  return melding?.length === 0
    ? emptyElement('melding', { tjeneste: operation })
    : element('melding', melding, { tjeneste: operation });
}

function referNonAscii(document: string): string {
  return document.replace(/[^\p{ASCII}]/gu, (character) => `&#x${character.codePointAt(0)?.toString(16)};`);
}

/** Two spaces a level, an element a line; an element that holds text stays on its line. */
function indent(document: string): string {
  let depth = 0;
  const lines = document.split(/(?<=>)(?=<)/).map((tags) => {
    const closes = tags.startsWith('</');
    if (closes) depth -= 1;
    const line = '  '.repeat(depth) + tags;
    if (!closes && !tags.includes('</') && !tags.endsWith('/>')) depth += 1;
    return line;
  });
  return lines.join('\n');
}
