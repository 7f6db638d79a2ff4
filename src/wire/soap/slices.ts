import { createXmlReader, parseXml, type XmlElement } from './xml.ts';
import { XmlError, type XmlLimits } from './xml-limits.ts';

// A document of so many characters takes a millisecond or two: not worth a turn of its own.
const AT_ONCE = 16 * 1024;
// Characters between two looks at the clock, and milliseconds of a turn.
const PIECE = 4 * 1024;
const TURN_MS = 2;

/**
 * What `parseXml` reads, without keeping the process from everybody else: what is large is read for a few milliseconds
 * at a time, one document a turn of the event loop, whichever answers they came in. Once the signal has ended nobody
 * reads the outcome, so it is given up.
 */
export async function readXml(text: string, limits: XmlLimits, signal?: AbortSignal): Promise<XmlElement> {
  if (text.length <= AT_ONCE) return parseXml(text, limits);
  if (text.length > limits.maxCharacters) throw new XmlError('too large');
  if (signal?.aborted) throw new XmlError('given up');
  const reader = createXmlReader(limits);
  for (let position = 0; position < text.length; ) {
    await nextTurn();
    if (signal?.aborted) throw new XmlError('given up');
    const end = performance.now() + TURN_MS;
    while (position < text.length && performance.now() < end) {
      reader.write(text.slice(position, position + PIECE));
      position += PIECE;
    }
  }
  return reader.close();
}

const waiting: (() => void)[] = [];

/** One a turn of the event loop, however many wait. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(letNextOne);
  });
}

function letNextOne(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(letNextOne);
}
