import { between, type Change, placeAt, put } from './change.ts';

/** Changes of how the same is written, and of what a reader might skip. */
export const WRITINGS: readonly Change[] = [
  function spaceInATag({ text }, elements, random) {
    const { start, tagName } = random.pick(elements);
    return put(text, start + 1 + tagName.length, random.pick([' ', '\n', '\t ', '\r\n']));
  },
  function otherQuotes({ text }, _elements, random) {
    const found = [...text.matchAll(/="([^"'<]*)"/g)];
    if (found.length === 0) return text;
    const { index, 0: attribute, 1: value } = random.pick(found);
    return `${text.slice(0, index)}='${value}'${text.slice(index + attribute.length)}`;
  },
  function characterReference({ text }, _elements, random) {
    const found = [...text.matchAll(/(?<=>)[^<>&]+(?=<)/g)];
    if (found.length === 0) return text;
    const piece = random.pick(found);
    const within = random.below(piece[0].length);
    const [index, character] = [piece.index + within, piece[0][within] ?? ''];
    const code = character.codePointAt(0) ?? 0;
    const reference = random.pick([`&#${code};`, `&#x${code.toString(16)};`, `&#000${code};`]);
    return text.slice(0, index) + reference + text.slice(index + character.length);
  },
  function cdata({ text }, _elements, random) {
    const found = [...text.matchAll(/(?<=>)[^<>&]+(?=<)/g)];
    if (found.length === 0) return text;
    const { index, 0: characters } = random.pick(found);
    return `${text.slice(0, index)}<![CDATA[${characters}]]>${text.slice(index + characters.length)}`;
  },
  function spaceBetween({ text }, elements, random) {
    return put(text, placeAt(random.pick(elements), random), random.pick([' ', '\n', '\r\n', '&#13;', '\u00a0']));
  },
  function skipped({ text }, elements, random) {
    const piece = random.pick(['<!-- x -->', '<?x y?>', '<![CDATA[]]>', '<!---->', '<!DOCTYPE x>', '&lt;', '&x;']);
    const place = random.chance(0.5) ? placeAt(random.pick(elements), random) : random.below(text.length + 1);
    return put(text, place, piece);
  },
  function litterInBase64({ text }, _elements, random) {
    const found = [...text.matchAll(/(?<=>)[A-Za-z0-9+/=]{20,}(?=<)/g)];
    if (found.length === 0) return text;
    const { index, 0: base64 } = random.pick(found);
    const at = index + random.below(base64.length + 1);
    return put(text, at, random.pick(['\n', ' ', '=', '==', '-', '_', 'A', '\u00a0', '\u0000', '!', '&#10;']));
  },
  function anotherCharacter({ text }, _elements, random) {
    const at = random.below(text.length);
    return text.slice(0, at) + random.pick(['A', '0', '<', '&', '"', ' ', '\uD800', 'å']) + text.slice(at + 1);
  },
  function cut({ text }, _elements, random) {
    return text.slice(0, random.below(text.length + 1));
  },
  function declared({ text }, _elements, random) {
    const declaration = random.pick([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<?xml version="1.0" encoding="ISO-8859-1"?>',
      '<?xml version="1.1"?>',
      '\uFEFF',
      '<!DOCTYPE x [<!ENTITY e "x">]>',
    ]);
    return declaration + text.replace(/^<\?xml[^>]*\?>/, '');
  },
  function repeatedOften({ text }, elements, random) {
    const element = random.pick(elements);
    const piece = random.pick([between(text, element), ' ', '<a>', '<a/>', '<!-- -->', '&#65;', 'A', ' x="1"']);
    const most = Math.max(1, Math.floor(200_000 / piece.length));
    return put(text, placeAt(element, random), piece.repeat(Math.min(most, 2 ** random.below(16))));
  },
];
