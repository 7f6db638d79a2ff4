import { type XmlMarkup, xml } from '../../wire/soap/xml.ts';
import { element, emptyElement } from './element.ts';
import type { Innstillinger } from './innstillinger.ts';
import { type Kode, type Understatus, understatus } from './koder.ts';
import type { Operasjon } from './operasjoner.ts';

/** What the register has to say, before it is written. */
export interface Svar {
  readonly hovedStatus: number;
  /** undefined: the element is left out, which the schema forbids. */
  readonly underStatus: readonly Understatus[] | undefined;
  /** What stands in `melding`; undefined: there is no melding. */
  readonly melding?: readonly XmlMarkup[];
  /** What the header repeats; undefined: what was asked for. */
  readonly ekko?: Ekko;
}

export function utenData(kode: Kode, x = '', y = ''): Svar {
  return { hovedStatus: kode < 0 ? -1 : 1, underStatus: [understatus(kode, x, y)] };
}

/** The header's echo of what was asked for: at most one element. */
export type Ekko = XmlMarkup;

/** The text of `return`: a whole XML document, declaration and all. */
export function writeInnerDocument(operasjon: Operasjon, ekko: Ekko, svar: Svar, innstillinger: Innstillinger): string {
  const schema = `https://schema.brreg.no/grunndata/${operasjon}.xsd`;
  const document =
    xml`<grunndata xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="${schema}">${[
      writeHeader(operasjon, ekko, svar, innstillinger),
      writeMelding(operasjon, svar),
    ]}</grunndata>`.text;
  // sokEnhet comes from another system: indented, its letters unescaped, and under a declaration that is not true.
  return operasjon === 'sokEnhet'
    ? `<?xml version="1.0" encoding="ISO-8859-1"?>\n\n${indent(document)}\n`
    : `<?xml version="1.0"?>\n${referNonAscii(document)}`;
}

function writeHeader(operasjon: Operasjon, ekko: Ekko, svar: Svar, { prossessDato }: Innstillinger): XmlMarkup {
  const { hovedStatus, underStatus } = svar;
  const meldinger = underStatus?.map(({ kode, tekst }) => element('underStatusMelding', tekst, { kode: String(kode) }));
  return element(
    'responseHeader',
    [ekko, element('hovedStatus', String(hovedStatus)), element('underStatus', meldinger)],
    { prossessDato, tjeneste: operasjon },
  );
}

function writeMelding(operasjon: Operasjon, { melding }: Svar): XmlMarkup {
  return melding?.length === 0
    ? emptyElement('melding', { tjeneste: operasjon })
    : element('melding', melding, { tjeneste: operasjon });
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
