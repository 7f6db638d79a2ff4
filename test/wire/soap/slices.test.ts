import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createDocumentLine } from '../../../src/wire/soap/slices.ts';
import { parseXml } from '../../../src/wire/soap/xml.ts';
import { XML_LIMITS, XmlError, xmlLimits } from '../../../src/wire/soap/xml-limits.ts';

const { readXml } = createDocumentLine();
const MANY = 400_000;
// Some fifty milliseconds of work, or twenty turns and more.
const TIME = 2_000_000;

/** About so many characters, of what can be cut in two: halves of a character, line ends, references, tags, CDATA. */
function large(characters: number): string {
  const row = (index: number) =>
    `<rad xmlns:p="urn:${index % 7}" p:nr="&#x${(index % 90) + 33};" b='å😀'>😀&amp;&lt;\r\n${'x'.repeat(index % 61)}\r<![CDATA[<b>]]]]><!--${index}--><tom/></rad>`;
  const rows: string[] = [];
  for (let length = 0; length < characters; length += rows.at(-1)?.length ?? 0) rows.push(row(rows.length));
  return `<?xml version="1.0"?>\n<alle>${rows.join('')}</alle>\n`;
}

/** How often others have had their turn when this is done. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  let isDone = false;
  const done = work.then(
    () => true,
    () => true,
  );
  done.then((value) => {
    isDone = value;
  });
  while (!isDone) {
    await nextTurn();
    turns += 1;
  }
  return turns;
}

describe('a document that is read in slices', () => {
  it.each([100, 16_000, 17_000, MANY])('of about %i characters says what it says in one', async (characters) => {
    const text = large(characters);
    expect(await readXml(text, XML_LIMITS)).toEqual(parseXml(text));
  });

  it('lets others have their turn', async () => {
    expect(await turnsDuring(readXml(large(TIME), XML_LIMITS))).toBeGreaterThan(5);
  });

  it('is read at once where it is small', async () => {
    expect(await turnsDuring(readXml(large(10_000), XML_LIMITS))).toBeLessThan(3);
  });

  it('has one turn of the event loop with all others together', async () => {
    const alone = await turnsDuring(readXml(large(TIME), XML_LIMITS));
    const four = Promise.all(Array.from({ length: 4 }, () => readXml(large(TIME), XML_LIMITS)));
    expect(await turnsDuring(four)).toBeGreaterThan(2 * alone);
  });

  it('waits for none of another line', async () => {
    const order: string[] = [];
    const other = createDocumentLine();
    const first = Promise.all(Array.from({ length: 4 }, () => readXml(large(TIME), XML_LIMITS))).then(() => {
      order.push('four of one line');
    });
    const second = other.readXml(large(TIME), XML_LIMITS).then(() => {
      order.push('one of another');
    });
    await Promise.all([first, second]);
    expect(order).toEqual(['one of another', 'four of one line']);
  });

  it.each([
    ['not well-formed', `${large(MANY)}<b/>`, XML_LIMITS],
    ['not well-formed', large(MANY).slice(0, -20), XML_LIMITS],
    ['too large', large(MANY), xmlLimits(MANY)],
    ['too many elements', `<a>${'<b/>'.repeat(100_000)}</a>`, xmlLimits(MANY + 7)],
    ['too many attributes', `<a>${'<b c="" d="" e="" f="" g="" h="" i=""/>'.repeat(9_000)}</a>`, xmlLimits(MANY)],
    ['too long a text', `<a>${'x'.repeat(MANY)}</a>`, xmlLimits(2 * MANY, MANY - 1)],
  ])('is refused as in one: %s', async (message, text, limits) => {
    expect(() => parseXml(text, limits)).toThrow(new XmlError(message));
    await expect(readXml(text, limits)).rejects.toThrow(new XmlError(message));
  });

  it('is given up when nobody waits for it any more', async () => {
    const client = new AbortController();
    const read = readXml(large(MANY), XML_LIMITS, client.signal);
    await nextTurn();
    client.abort();
    await expect(read).rejects.toThrow(new XmlError('given up'));
    await expect(readXml(large(MANY), XML_LIMITS, client.signal)).rejects.toThrow(new XmlError('given up'));
  });
});
