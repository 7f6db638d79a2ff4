import type { Random } from '../../differential/random.ts';
import { elementsOf } from '../../wire/soap/security/elements.ts';
import type { XmlNode } from '../../../src/wire/soap/xml-node.ts';
import * as uris from '../../../src/wire/soap/security/uris.ts';
import { between, type Change, type Donor, type Envelope, placeAt, put, without } from './change.ts';
import { WRITINGS } from './writings.ts';

const URIS = [
  ...Object.values(uris),
  'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  'http://www.w3.org/2000/09/xmldsig#hmac-sha1',
  'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256',
  'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
  'http://www.w3.org/TR/1999/REC-xslt-19991116',
  'http://www.w3.org/TR/1999/REC-xpath-19991116',
  'http://www.w3.org/2001/04/xmlenc#aes128-cbc',
  'http://www.w3.org/2001/04/xmlenc#rsa-1_5',
  'http://www.w3.org/2009/xmlenc11#aes256-gcm',
  'urn:another',
  '',
];

/** Attacks by wrapping, and whatever else moves elements about: the signed text stays as it is, and stands elsewhere. */
const MOVES: readonly Change[] = [
  function deleted({ text }, elements, random) {
    return without(text, random.pick(elements));
  },
  function repeated({ text }, elements, random) {
    return put(text, placeAt(random.pick(elements), random), between(text, random.pick(elements)));
  },
  function moved({ text }, elements, random) {
    const [element, place] = [random.pick(elements), placeAt(random.pick(elements), random)];
    const piece = between(text, element);
    if (place > element.start && place < element.end) return text;
    const rest = without(text, element);
    return put(rest, place <= element.start ? place : place - piece.length, piece);
  },
  function wrapped({ text }, elements, random) {
    const element = random.pick(elements);
    const piece = between(text, element);
    const [open, close] = random.pick([
      ['<w:W xmlns:w="urn:w">', '</w:W>'],
      [text.slice(element.start, element.contentStart), `</${element.tagName}>`],
      ['<ds:Object xmlns:ds="http://www.w3.org/2000/09/xmldsig#">', '</ds:Object>'],
    ] as const);
    return text.slice(0, element.start) + open + piece + close + text.slice(element.end);
  },
  function unwrapped({ text }, elements, random) {
    const { start, end, contentStart, contentEnd } = random.pick(elements);
    return text.slice(0, start) + text.slice(contentStart, contentEnd) + text.slice(end);
  },
  function replacedByItsLike({ text, donors }, elements, random) {
    const element = random.pick(elements);
    const donor = random.pick(donors);
    const like = donor.elements.filter(({ tagName }) => tagName === element.tagName);
    return like.length === 0
      ? text
      : text.slice(0, element.start) + between(donor.text, random.pick(like)) + text.slice(element.end);
  },
  function joinedByAStranger({ text, donors }, elements, random) {
    const donor = random.pick(donors);
    return put(text, placeAt(random.pick(elements), random), between(donor.text, random.pick(donor.elements)));
  },
  function anotherAnswer({ donors }, _elements, random) {
    return random.pick(donors).text;
  },
  /** The signed Body goes elsewhere, and a false one stands in its place, under the same id or another. */
  function bodyWrapped({ text, donors }, elements, random) {
    const body = elements.find(({ name }) => name === 'Body');
    const header = elements.find((one) => one.name === random.pick(['Header', 'Security', 'Signature']));
    if (!body || !header) return text;
    const id = random.pick(['id-1', 'id-2', 'SC-1', 'TS-1']);
    const evil = `${text.slice(body.start, body.contentStart).replace(/wsu:Id="[^"]*"/, `wsu:Id="${id}"`)}${evilContent(random.pick(donors))}</${body.tagName}>`;
    const signed = between(text, body);
    const kept = random.pick([signed, `<w:W xmlns:w="urn:w">${signed}</w:W>`, signed.replace('id-1', 'id-3'), '']);
    const within = random.chance(0.3) ? evil.replace('</', () => `${kept}</`) : evil;
    return put(text.slice(0, body.start) + within + text.slice(body.end), header.contentEnd, kept);
  },
];

function evilContent({ text, elements }: Donor): string {
  const body = elements.find(({ name }) => name === 'Body');
  return body ? text.slice(body.contentStart, body.contentEnd) : '';
}

/** Changes of what start tags say: ids, algorithms, namespaces. */
const TAGS: readonly Change[] = [
  function anotherValue({ text }, _elements, random) {
    return changeAttribute(text, random, (_value, all) => random.pick([...all, '', '#', 'x', '#xpointer(/)', 'id-1']));
  },
  function anotherUri({ text }, _elements, random) {
    return changeAttribute(text, random, () => random.pick(URIS), /="(?:https?:|urn:)[^"]*"/g);
  },
  function anotherReference({ text }, _elements, random) {
    const ids = [...text.matchAll(/Id="([^"]*)"/g)].map(([, id = '']) => id);
    return changeAttribute(text, random, () => random.pick([...ids.map((id) => `#${id}`), '', '#']), /URI="#[^"]*"/g);
  },
  function oneIdForTwo({ text }, _elements, random) {
    const ids = [...text.matchAll(/Id="([^"]*)"/g)].map(([, id = '']) => id);
    return ids.length === 0 ? text : changeAttribute(text, random, () => random.pick(ids), /Id="[^"]*"/g);
  },
  function anAttributeMore({ text }, elements, random) {
    const { start, tagName } = random.pick(elements);
    const more = random.pick([
      'xml:id="id-1"',
      'Id="id-1"',
      'ID="id-1"',
      'wsu:Id="id-1"',
      'xmlns:evil="urn:evil"',
      'xmlns="urn:evil"',
      'xmlns=""',
      'xmlns:wsu="urn:evil"',
      'xml:space="preserve"',
      'xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
      'x="1" x="1"',
    ]);
    return put(text, start + 1 + tagName.length, ` ${more}`);
  },
  function anAttributeLess({ text }, _elements, random) {
    const attributes = [...text.matchAll(/\s[\w:]+="[^"]*"/g)];
    if (attributes.length === 0) return text;
    const { index, 0: attribute } = random.pick(attributes);
    return text.slice(0, index) + text.slice(index + attribute.length);
  },
  function renamed({ text }, elements, random) {
    const { start, end, contentStart, contentEnd, tagName } = random.pick(elements);
    const name = random.pick([...elements.map((one) => one.tagName), `${tagName}x`, `evil:${tagName}`]);
    const open = `<${name}${text.slice(start + 1 + tagName.length, contentStart)}`;
    const close = contentEnd === end ? '' : `</${name}>`;
    return text.slice(0, start) + open + text.slice(contentStart, contentEnd) + close + text.slice(end);
  },
];

function changeAttribute(
  text: string,
  random: Random,
  change: (value: string, all: readonly string[]) => string,
  pattern = /="[^"<]*"/g,
): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const { index, 0: attribute } = random.pick(found);
  const from = index + attribute.indexOf('"') + 1;
  const value = attribute.slice(attribute.indexOf('"') + 1, -1);
  const all = found.map(([one]) => one.slice(one.indexOf('"') + 1, -1));
  return text.slice(0, from) + change(value, all) + text.slice(from + value.length);
}

/** Of ten changes, so many move something, change a tag, and write the same otherwise. */
const KINDS: readonly (readonly Change[])[] = [WRITINGS, WRITINGS, WRITINGS, WRITINGS, TAGS, TAGS, MOVES, MOVES, MOVES];

/** Changes a document in up to `most` places; a document that is no longer one is left as it is. */
export function mutate(envelope: Envelope, most: number, random: Random): string {
  let { text } = envelope;
  for (let left = random.below(most + 1); left > 0; left -= 1) {
    const elements = elementsIn(text);
    if (elements.length === 0) return text;
    text = random.pick(random.pick(KINDS))({ ...envelope, text }, elements, random);
  }
  return text;
}

function elementsIn(text: string): readonly XmlNode[] {
  try {
    return elementsOf(text);
  } catch {
    return [];
  }
}
