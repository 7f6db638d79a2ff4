import pLimit from 'p-limit';
import { parseXml, type XmlElement } from './xml.ts';
import { XmlError, type XmlLimits } from './xml-limits.ts';
import { XmlReader } from './xml-reader.ts';
import { XmlNames } from './xml-syntax.ts';

// A document of so many characters takes a millisecond or two: not worth a turn of its own.
const AT_ONCE = 16 * 1024;
// Characters between two looks at the clock, and milliseconds of a turn.
const PIECE = 4 * 1024;
const TURN_MS = 2;

/** What `parseXml` reads. Once the signal has ended nobody reads the outcome, so it is given up, with an XmlError. */
export type ReadXml = (text: string, limits: XmlLimits, signal?: AbortSignal) => Promise<XmlElement>;

/** The line in which the large documents that one client gets wait for each other, whichever answers they came in. */
export interface DocumentLine {
  /**
   * Reads without keeping the process from everybody else: what is large is read for a few milliseconds at a time, one
   * document of the line a turn of the event loop.
   */
  readonly readXml: ReadXml;
  /** Runs one work at a time, so that what a large answer is read into is in memory once. */
  alone<Result>(work: () => Promise<Result>): Promise<Result>;
}

export function createDocumentLine(): DocumentLine {
  const waiting: (() => void)[] = [];
  const names = new XmlNames();

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

  return {
    alone: pLimit(1),
    async readXml(text, limits, signal) {
      if (text.length <= AT_ONCE) return parseXml(text, limits, names);
      if (text.length > limits.maxCharacters) throw new XmlError('too large');
      if (signal?.aborted) throw new XmlError('given up');
      const reader = new XmlReader(text, limits, names);
      for (let position = 0, isRead = false; !isRead; ) {
        await nextTurn();
        if (signal?.aborted) throw new XmlError('given up');
        const end = performance.now() + TURN_MS;
        while (!isRead && performance.now() < end) {
          position += PIECE;
          isRead = reader.readTo(position);
        }
      }
      return reader.root();
    },
  };
}
