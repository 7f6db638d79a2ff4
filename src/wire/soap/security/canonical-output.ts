import type { XmlNode } from '../xml-node.ts';
import { decodeAttribute, decodeContent } from '../xml-text.ts';
import { demand } from './refusal.ts';

/** As it stands in a start tag, declarations of namespaces among them. */
export interface XmlAttribute {
  /** As written, prefix and all. */
  readonly name: string;
  readonly prefix: string;
  readonly localName: string;
  readonly namespace: string;
  readonly value: string;
}

/** The attributes of an element in the order in which they are written. */
export function attributesOf({ written, scope, start, contentStart }: XmlNode): XmlAttribute[] {
  const tag = scope.source.slice(start + written.startTag.length, contentStart);
  return [...tag.matchAll(/([^ \t\r\n=]+)[ \t\r\n]*=[ \t\r\n]*(?:"([^"]*)"|'([^']*)')/g)].map(
    ([, name = '', quoted, singly = '']) => {
      const colon = name.indexOf(':');
      const prefix = colon === -1 ? '' : name.slice(0, colon);
      const namespace = prefix === '' ? '' : (scope.resolve(prefix) ?? '');
      return {
        name,
        prefix,
        localName: name.slice(colon + 1),
        namespace,
        value: decodeAttribute(quoted ?? singly),
      };
    },
  );
}

// A sink gets pieces of about so many characters: each costs a call out of JavaScript.
const PIECE = 16 * 1024;

/** Writes a canonical form. Most of a message is written so already: that is copied in one, and not element by element. */
export class CanonicalOutput {
  readonly #source: string;
  readonly #sink: (piece: string) => void;
  readonly #maxCharacters: number;
  readonly #hasReturns: boolean;
  #written = '';
  /** What of the source is to be copied next. */
  #from = 0;
  #to = 0;
  #length = 0;

  constructor(source: string, sink: (piece: string) => void, maxCharacters: number) {
    this.#source = source;
    this.#sink = sink;
    this.#maxCharacters = maxCharacters;
    this.#hasReturns = source.includes('\r');
  }

  /** A part of the source as it stands. */
  copy(from: number, to: number): void {
    if (from !== this.#to) {
      this.#flush();
      this.#from = from;
    }
    this.#to = to;
    this.#count(to - from);
  }

  write(text: string): void {
    this.#flush();
    this.#from = this.#to = -1;
    this.#written += text;
    this.#count(text.length);
  }

  /** What stands in an element that holds no other. */
  writeLeaf({ contentStart, contentEnd, text }: XmlNode): void {
    // References, CDATA and comments make what is written longer than what is meant, and nothing makes it shorter.
    const isMeant = text.length === contentEnd - contentStart && !this.#hasReturns && !text.includes('>');
    if (isMeant) this.copy(contentStart, contentEnd);
    else this.write(escapeText(text));
  }

  /** What stands between two tags. */
  writeCharacters(from: number, to: number): void {
    if (from === to) return;
    const written = this.#source.slice(from, to);
    if (/[&<>\r]/.test(written)) this.write(escapeText(decodeContent(written)));
    else this.copy(from, to);
  }

  end(): void {
    this.#flush();
    if (this.#written !== '') this.#sink(this.#written);
  }

  #flush(): void {
    if (this.#to <= this.#from) return;
    const copied = this.#source.slice(this.#from, this.#to);
    this.#from = this.#to = -1;
    if (this.#written.length + copied.length < PIECE) {
      this.#written += copied;
      return;
    }
    if (this.#written !== '') this.#sink(this.#written);
    this.#written = '';
    this.#sink(copied);
  }

  #count(characters: number): void {
    this.#length += characters;
    demand(this.#length <= this.#maxCharacters);
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};
const toReference = (character: string) => ESCAPES[character] ?? character;

function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, toReference);
}

export function escapeAttribute(value: string): string {
  return value.replace(/[&<"\t\n\r]/g, toReference);
}
