import type { Random } from '../random.ts';
import { type Attribute, type Element, XSI } from './tree.ts';

/** How one document is written: each choice says the same to whoever reads XML by its rules. */
export interface Style {
  readonly random: Random;
  /** How often text is written as CDATA, or its letters as character references. */
  readonly cdata: number;
  readonly references: number;
  /** How often a comment stands between or within texts. */
  readonly comments: number;
  /** Whether elements stand on lines of their own. */
  readonly lines: boolean;
  /** Whether prefixes are used, and namespaces declared where they are needed and not before. */
  readonly prefixes: boolean;
  /** Characters that the encoding lacks, so that they can only be referred to; undefined: none. */
  readonly lacks: RegExp | undefined;
}

const PREFIXES = ['S', 'soapenv', 'SOAP-ENV', 'ns2', 'ns3', 'a', 'b', '_x', 'ws', 'begrep'];

/** Mostly plain, as registers write; now and then with everything at once. */
export function chooseStyle(random: Random, lacks: Style['lacks']): Style {
  const rich = random.chance(0.25);
  return {
    random,
    cdata: rich ? 0.3 : random.pick([0, 0, 0.05]),
    references: rich ? 0.2 : random.pick([0, 0, 0.02, 1]),
    comments: rich ? 0.1 : 0,
    lines: random.chance(0.3),
    prefixes: random.chance(0.5),
    lacks,
  };
}

export function print(root: Element, style: Style): string {
  return printElement(root, style, new Map([['', '']]), 0);
}

function printElement(element: Element, style: Style, outer: ReadonlyMap<string, string>, depth: number): string {
  const { random } = style;
  const scope = new Map(outer);
  const declared: [string, string][] = [];
  const declare = (prefix: string, namespace: string) => {
    scope.set(prefix, namespace);
    declared.push([prefix === '' ? 'xmlns' : `xmlns:${prefix}`, escapeAttribute(namespace, '"')]);
    return prefix;
  };
  const nameOf = (name: string, prefix: string) => (prefix === '' ? name : `${prefix}:${name}`);
  const prefix = prefixOf(element.namespace, style, scope, declare);
  const attributes: [string, string][] = element.attributes.map((attribute) => [
    nameOf(attribute.name, attribute.namespace === '' ? '' : attributePrefix(attribute, scope, declare)),
    attribute.value,
  ]);
  const written = [
    ...declared.map(([name, value]) => `${name}="${value}"`),
    ...attributes.map(([name, value]) => {
      const quote = random.chance(0.8) ? '"' : "'";
      return `${name}=${quote}${writeText(escapeAttribute(value, quote), style)}${quote}`;
    }),
  ];
  const spaced = (random.chance(0.9) ? written : random.shuffled(written)).map((piece) => ` ${piece}`).join('');
  const name = nameOf(element.name, prefix);
  if (element.content.every((child) => child === '')) {
    return random.chance(0.7) ? `<${name}${spaced}/>` : `<${name}${spaced}></${name}>`;
  }
  const inside = element.content.map((child) =>
    typeof child === 'string' ? printText(child, style) : printElement(child, style, scope, depth + 1),
  );
  const onlyElements = element.content.every((child) => typeof child !== 'string');
  const between = onlyElements && style.lines ? `\n${'  '.repeat(depth + 1)}` : '';
  const comment = onlyElements && random.chance(style.comments) ? '<!-- a comment, with <tags> & more -->' : '';
  return `<${name}${spaced}>${comment}${inside.map((piece) => between + piece).join('')}${between && `\n${'  '.repeat(depth)}`}</${name}>`;
}

function prefixOf(
  namespace: string,
  { random, prefixes }: Style,
  scope: ReadonlyMap<string, string>,
  declare: (prefix: string, namespace: string) => string,
): string {
  if (scope.get('') === namespace && !(prefixes && namespace !== '' && random.chance(0.2))) return '';
  if (namespace === '') return declare('', '');
  const known = [...scope].filter(([prefix, uri]) => uri === namespace && prefix !== '').map(([prefix]) => prefix);
  if (known.length > 0) return random.pick(known);
  return declare(prefixes ? random.pick(PREFIXES) : '', namespace);
}

function attributePrefix(
  { namespace }: Attribute,
  scope: ReadonlyMap<string, string>,
  declare: (prefix: string, namespace: string) => string,
): string {
  const known = [...scope].find(([prefix, uri]) => uri === namespace && prefix !== '');
  return known ? known[0] : declare(namespace === XSI ? 'xsi' : `p${scope.size}`, namespace);
}

function printText(value: string, style: Style): string {
  const { random } = style;
  if (value === '') return '';
  if (random.chance(style.comments) && value.length > 1) {
    const at = 1 + random.below(value.length - 1);
    // Not between the two halves of one character.
    if (!/[\udc00-\udfff]/.test(value.charAt(at))) {
      return `${printText(value.slice(0, at), { ...style, comments: 0 })}<!--x-->${printText(value.slice(at), { ...style, comments: 0 })}`;
    }
  }
  if (random.chance(style.cdata) && !style.lacks?.test(value) && !value.includes('\r')) {
    return `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
  }
  const least = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll(']]>', ']]&gt;');
  const escaped = random.chance(0.5)
    ? least
    : least.replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&apos;');
  return writeText(escaped.replaceAll('\r', '&#13;'), style);
}

function escapeAttribute(value: string, quote: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(quote, quote === '"' ? '&quot;' : '&#39;')
    .replace(/[\t\n\r]/g, (space) => `&#${space.charCodeAt(0)};`);
}

/** With references for what the encoding lacks, and for more where the style says so. */
function writeText(escaped: string, { random, references, lacks }: Style): string {
  const refer = (character: string) => {
    const code = character.codePointAt(0) ?? 0;
    return random.chance(0.5) ? `&#x${code.toString(16)};` : `&#${code};`;
  };
  let written = lacks ? escaped.replace(new RegExp(lacks, 'gu'), refer) : escaped;
  if (references === 0) return written;
  written = written.replace(/\P{ASCII}/gu, (character) => (random.chance(references) ? refer(character) : character));
  for (let left = random.below(2 + Math.min(8, (written.length * references) / 10)); left > 0; left -= 1) {
    const at = random.below(written.length);
    // Not within what is a reference already.
    const isMarkup =
      written.lastIndexOf('&', at) > written.lastIndexOf(';', at - 1) || !/[\x20-\x7e]/.test(written.charAt(at));
    if (!isMarkup) written = written.slice(0, at) + refer(written.charAt(at)) + written.slice(at + 1);
  }
  return written;
}
