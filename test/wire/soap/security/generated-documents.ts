/** Documents that are hard to put into canonical form, made by dice: the same seed throws the same. */

type Dice = () => number;

/** mulberry32: numbers from 0 to 1. */
export function createDice(seed: number): Dice {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

// U+FA00 and U+10400: by UTF-16 units the second stands first, by code points the first.
const PREFIXES = ['', '', '', 'a', 'A', 'b', 'B', 'SOAP-ENV', 'ds', 'dS', 'z', 'Z', '_', 'é', '\uFA00', '\u{10400}'];
// None with `&`, which libxml2 writes unescaped in a declaration, nor one that is no ASCII, which it takes for relative.
export const NAMESPACES = [
  'urn:a',
  'urn:A',
  'urn:b',
  'urn:ab',
  'urn:a-b',
  'urn:a?x=1;y=%22',
  'http://www.w3.org/2000/09/xmldsig#',
];
const NAMES = ['a', 'A', 'b', 'aa', 'a-b', 'a.b', 'xml', 'xmlns', 'é', '\uFA00', '\u{10400}', 'a\uFA00', 'a\u{10400}'];
const TEXTS = [
  'text',
  ' ',
  '\n  ',
  '\t',
  '\r\n',
  '\r',
  '&#13;',
  '&#xD;&#10;',
  '&#9;',
  '&lt;',
  '&gt;',
  '>',
  '&amp;',
  '&quot;',
  '&apos;',
  '"',
  "'",
  'æøå',
  '\u{1F600}',
  '&#x1F600;',
  '\u0085\u2028',
  '&#x85;',
  '\uFFFD',
];
const CONTENTS = [
  ...TEXTS,
  '<![CDATA[<a&b>"\r\n]]>',
  '<![CDATA[]]>',
  '<![CDATA[]]]]><![CDATA[>]]>',
  '<!-- <a> &b; -->',
  '<!---->',
];
const SPACES = [' ', ' ', ' ', '  ', '\n', '\t', '\r\n '];
const QUOTES = ['"', "'"] as const;

/** What is declared where an element stands: the namespace of each prefix. */
type Scope = ReadonlyMap<string, string>;

/** Writes elements with all that canonical form cares about; the ids in them are `prefix` and a number. */
export function createWriter(dice: Dice, idPrefix: string) {
  const below = (count: number) => Math.floor(dice() * count);
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;
  const chance = (share: number) => dice() < share;
  let ids = 0;

  function quoted(text: string): string {
    const quote = pick(QUOTES);
    return `${quote}${text.replaceAll(quote, '')}${quote}`;
  }
  const value = () => quoted(Array.from({ length: below(4) }, () => pick(TEXTS)).join(''));

  function declarations(scope: Scope): Map<string, string> {
    const own = new Map<string, string>();
    for (let count = pick([0, 0, 0, 1, 1, 2, 3, 5]); count > 0; count -= 1) {
      const prefix = pick(PREFIXES);
      // A prefix may be declared again, as what it is already too; only the default namespace can be undeclared.
      own.set(
        prefix,
        prefix === '' && chance(0.4) ? '' : chance(0.2) ? (scope.get(prefix) ?? 'urn:a') : pick(NAMESPACES),
      );
    }
    return own;
  }

  function attributes(scope: Scope): string[] {
    const written = new Map<string, string>();
    const prefixes = ['', ...scope.keys()].filter((prefix) => prefix === '' || scope.get(prefix) !== '');
    for (let count = pick([0, 0, 1, 1, 2, 3, 6]); count > 0; count -= 1) {
      const prefix = pick(prefixes);
      const name = pick(NAMES);
      if (prefix === '' && name === 'xmlns') continue;
      // Two prefixes of one namespace make one name of two.
      const expanded = `${prefix === '' ? '' : scope.get(prefix)} ${name}`;
      written.set(expanded, `${prefix && `${prefix}:`}${name}=${value()}`);
    }
    if (chance(0.15)) written.set('xml:lang', `xml:lang=${quoted(pick(['nb', 'da', '']))}`);
    if (chance(0.1)) written.set('xml:space', `xml:space=${quoted(pick(['preserve', 'default']))}`);
    if (chance(0.1)) written.set('xml:base', `xml:base=${quoted(pick(['http://example.org/a/', 'b']))}`);
    if (chance(0.1)) {
      ids += 1;
      written.set('xml:id', `xml:id="${idPrefix}${ids}"`);
    }
    return [...written.values()];
  }

  /**
   * An element and what is in it. With an `apexId`, one element in it, or it itself, is named Apex and has that `Id`.
   */
  function element(scope: Scope, depth: number, apexId?: string): string {
    const own = declarations(scope);
    const inside = new Map([...scope, ...own]);
    const isApex = apexId !== undefined && (depth === 0 || chance(0.3));
    const prefix = pick([...inside.keys()].filter((name) => name === '' || inside.get(name) !== '').concat(''));
    const name = `${prefix && `${prefix}:`}${isApex ? 'Apex' : pick(NAMES)}`;
    const parts = [
      ...[...own].map(([key, uri]) => `xmlns${key && `:${key}`}=${quoted(uri)}`),
      ...attributes(inside),
      ...(isApex ? [`Id="${apexId}"`] : []),
    ].toSorted(() => dice() - 0.5);
    const start = `${name}${parts.map((part) => pick(SPACES) + part).join('')}${pick(['', '', ' ', '\n'])}`;
    const rest = isApex ? undefined : apexId;
    const children = content(inside, depth, rest);
    return children === '' && chance(0.5) ? `<${start}/>` : `<${start}>${children}</${name}${pick(['', '', ' '])}>`;
  }

  function content(scope: Scope, depth: number, apexId: string | undefined): string {
    const count = depth === 0 ? below(3) : below(6);
    const children = Array.from({ length: count }, () =>
      depth > 0 && chance(0.5) ? element(scope, depth - 1) : pick(CONTENTS),
    );
    if (apexId !== undefined) children.splice(below(count + 1), 0, element(scope, Math.max(depth - 1, 0), apexId));
    return children.join('');
  }

  return {
    document: () => `${chance(0.2) ? '<?xml version="1.0" encoding="UTF-8"?>\n' : ''}${element(new Map(), 4)}`,
    withApex: (scope: Scope, id: string) => element(scope, 4, id),
    /** Of a PrefixList: prefixes that may be in scope, the default namespace, and one that never is. */
    prefixList: () => Array.from({ length: below(4) }, () => pick([...PREFIXES.filter(Boolean), '#default', 'never'])),
    pick,
    chance,
  };
}
