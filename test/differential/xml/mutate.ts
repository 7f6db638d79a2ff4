import type { Random } from '../random.ts';
import { NO_DATES, person, unit, words } from '../texts.ts';
import { below, copy, type Element, element, emptied } from './tree.ts';

/** What a register may send by mistake or by malice: one change of a tree, or none where it does not fit. */
type Change = (place: Place, random: Random) => void;

interface Place {
  readonly element: Element;
  readonly parent: Element;
  readonly root: Element;
}

const NAMESPACES = ['', 'urn:another', 'http://begrep.difi.no', 'http://no/brreg/saksys/grunndata/ws'];

const CHANGES: readonly Change[] = [
  function deleted({ element, parent }) {
    parent.content = parent.content.filter((child) => child !== element);
  },
  function repeated({ element, parent }, random) {
    parent.content.splice(random.below(parent.content.length + 1), 0, copy(element));
  },
  function repeatedWithAnotherContent({ element, parent }, random) {
    const other = copy(element);
    for (const { element: within } of below(other)) {
      if (within.content.some((child) => typeof child === 'string')) within.content = [anotherText(within, random)];
    }
    parent.content.splice(random.below(parent.content.length + 1), 0, other);
  },
  function swapped({ parent }, random) {
    parent.content = random.shuffled(parent.content);
  },
  function renamed({ element, root }, random) {
    const names = [...below(root)].map(({ element: { name } }) => name);
    element.name = random.pick([
      ...names,
      `${element.name}x`,
      element.name.toLowerCase(),
      element.name.toUpperCase(),
      'ukjent',
    ]);
  },
  function inAnotherNamespace({ element }, random) {
    element.namespace = random.pick(NAMESPACES);
  },
  function nil({ element, parent }, random) {
    parent.content = parent.content.map((child) => (child === element ? emptied(element, random) : child));
  },
  function anotherValue({ element }, random) {
    element.content = [anotherText(element, random)];
  },
  function blank({ element }, random) {
    element.content = [random.pick(['', ' ', '\n  ', '\u00a0'])];
  },
  function noDate({ root }, random) {
    const dated = [...below(root)].filter(
      ({ element: { name, attributes } }) => /dato$|gjelderFra/i.test(name) || attributes.some(isDated),
    );
    if (dated.length === 0) return;
    const { element } = random.pick(dated);
    const attribute = element.attributes.find(isDated);
    if (attribute && random.chance(0.7)) attribute.value = random.pick(NO_DATES);
    else element.content = [random.pick(NO_DATES)];
  },
  function anotherAttribute({ root }, random) {
    const attributes = [...below(root)].flatMap(({ element }) => element.attributes);
    if (attributes.length > 0)
      random.pick(attributes).value = random.pick(['', 'x', words(20)(random), '0', '-1', '130', '1010']);
  },
  function withoutAttribute({ root }, random) {
    const holders = [...below(root)].filter(({ element }) => element.attributes.length > 0);
    if (holders.length === 0) return;
    const { element } = random.pick(holders);
    element.attributes.splice(random.below(element.attributes.length), 1);
  },
  function moved({ element, parent, root }, random) {
    const elsewhere = random.pick([...below(root)]).element;
    if ([...below(element)].some(({ element: within }) => within === elsewhere)) return;
    parent.content = parent.content.filter((child) => child !== element);
    elsewhere.content.push(element);
  },
  function wrapped({ element, parent }, random) {
    const wrapper: Element = {
      name: random.pick(['wrapping', element.name]),
      namespace: element.namespace,
      attributes: [],
      content: [element],
    };
    parent.content = parent.content.map((child) => (child === element ? wrapper : child));
  },
  function strangerBeside({ parent }, random) {
    const stranger = element('nyttElement', [words(20)(random)], { kode: '1' }, parent.namespace);
    if (parent.content.every((child) => typeof child !== 'string'))
      parent.content.splice(random.below(parent.content.length + 1), 0, stranger);
  },
  function anotherNumber({ root }, random) {
    const numbered = [...below(root)].filter(({ element: { content } }) => /^\d{9}$|^\d{11}$/.test(String(content[0])));
    if (numbered.length > 0) {
      const { element } = random.pick(numbered);
      element.content = [String(element.content[0]).length === 9 ? unit(random) : person(random)];
    }
  },
];

const isDated = ({ name }: { readonly name: string }) => /dato$|^sist/i.test(name);

function anotherText({ content }: Element, random: Random): string {
  const [was] = content;
  if (typeof was === 'string' && /^\d{9}$/.test(was))
    return random.pick([unit(random), was.slice(1), `${was}0`, ` ${was} `]);
  if (typeof was === 'string' && /^\d{11}$/.test(was)) return random.pick([person(random), was.slice(1), `${was}0`]);
  return random.pick([
    words(30)(random),
    '0',
    '-1',
    '1',
    '7',
    'JA',
    'NEI',
    'OK',
    'FEILET',
    'N',
    'J',
    '2147483648',
    'true',
    random.pick(NO_DATES),
  ]);
}

/** Changes a tree in one to three places. */
export function mutateTree(root: Element, random: Random): void {
  const changes = 1 + random.below(random.chance(0.7) ? 1 : 3);
  for (let index = 0; index < changes; index += 1) {
    const places = [...below(root)].filter(({ parent }) => parent !== undefined);
    if (places.length === 0) return;
    const { element, parent } = random.pick(places);
    if (parent) random.pick(CHANGES)({ element, parent, root }, random);
  }
}

const INSERTIONS = [
  '&foo;',
  '&#0;',
  '&#1;',
  '&#xD800;',
  '&#x110000;',
  '&#xFFFE;',
  '&',
  '&amp',
  '<',
  ']]>',
  '<!--',
  '<!-- -- -->',
  '<!---->',
  '<?pi x?>',
  '<?xml version="1.0"?>',
  '<![CDATA[',
  '<![CDATA[]]>',
  '\u0000',
  '\u000b',
  '\uFFFE',
  '\uD800',
  '</x>',
  '<x>',
  '<x y=1/>',
  '<x y="1" y="2"/>',
  '<p:x/>',
  ' ',
  '\r\n',
  '&#13;',
  '&lt;',
];

/** Changes a document as text: entities, declarations, tags that do not fit. */
export function mutateText(document: string, random: Random): string {
  const at = random.below(document.length + 1);
  switch (random.below(5)) {
    case 0:
      return document.slice(0, at) + random.pick(INSERTIONS) + document.slice(at);
    case 1:
      return `${random.pick(['<!DOCTYPE x [<!ENTITY foo "FALSK">]>', '<!DOCTYPE x SYSTEM "file:///etc/hosts">', '<?pi?>', ' \n', '<?xml version="1.1"?>'])}${document}`;
    case 2:
      return document + random.pick(['x', '<x/>', document.slice(at), '<!-- end -->', '\u0000']);
    case 3: {
      const names = [...document.matchAll(/<\/?([\w:]+)/g)];
      if (names.length === 0) return document;
      const { index, 1: name = '' } = random.pick(names);
      return document.slice(0, index) + document.slice(index).replace(name, `${name}x`);
    }
    default:
      return document.slice(0, at);
  }
}
