import type { XmlCounter } from './xml-limits.ts';
import { demandDeclarable, type XmlName, XmlScope } from './xml-names.ts';
import { Attributes, NO_ATTRIBUTES } from './xml-node.ts';
import { APOSTROPHE, EQUALS, GREATER, notWellFormed, QUOTE, SLASH, skipSpaces, type XmlNames } from './xml-syntax.ts';
import { decodeAttribute } from './xml-text.ts';

// What in an attribute's value is not meant as it stands.
const WRITTEN_OTHERWISE = /[\t\n\r&]/;

/** Reads what stands in a start tag behind its name. There is one in a document: what it has read last stands in its fields. */
export class AttributeReader {
  readonly #text: string;
  readonly #names: XmlNames;
  readonly #counter: XmlCounter;
  readonly #mayNeedDecoding: boolean;
  /** The attributes that are no declarations, and their values. */
  readonly #read: XmlName[] = [];
  readonly #values: string[] = [];
  #declared: Map<string, string> | undefined;
  #at = 0;

  /** The character behind the tag. */
  get end(): number {
    return this.#at;
  }
  isEmptyElement = false;
  /** Whether the tag is `plain`, as `XmlNode.form` says. */
  isPlain = true;
  /** Whether one of the attributes may be an id. */
  hasId = false;
  scope: XmlScope;
  attributes: Readonly<Record<string, string>> = NO_ATTRIBUTES;

  constructor(text: string, names: XmlNames, counter: XmlCounter, scope: XmlScope) {
    this.#text = text;
    this.#names = names;
    this.#counter = counter;
    this.scope = scope;
    this.#mayNeedDecoding = WRITTEN_OTHERWISE.test(text);
  }

  /** `from` is the character behind the name of the element; `scope` is what has been declared around it. */
  read(element: XmlName, from: number, scope: XmlScope): void {
    this.isEmptyElement = false;
    this.isPlain = true;
    this.hasId = false;
    this.attributes = NO_ATTRIBUTES;
    this.#read.length = 0;
    this.#values.length = 0;
    this.#declared = undefined;
    this.#at = from;
    const nextTag = this.#text.indexOf('<', from);
    const limit = nextTag === -1 ? this.#text.length : nextTag;
    let last: XmlName | undefined;
    while (!this.#isAtEnd()) {
      const guess: XmlName | undefined = last ? last.nextAttribute : element.attribute;
      let name: XmlName;
      if (guess && this.#text.startsWith(guess.assignment, this.#at)) {
        name = guess;
        this.#at += guess.assignment.length;
      } else {
        name = this.#readName();
        if (last && name.isKept) last.nextAttribute = name;
        else if (name.isKept) element.attribute = name;
      }
      this.#take(name, this.#readValue(limit), last);
      last = name;
    }
    this.scope = this.#declared ? new XmlScope(scope, this.#declared, this.#text) : scope;
    if (this.#read.length > 0) this.attributes = this.#expand(this.scope);
  }

  /** Takes the end of the tag, where it has come to it. */
  #isAtEnd(): boolean {
    // So ends almost every tag.
    if (this.#text.charCodeAt(this.#at) === GREATER) {
      this.#at += 1;
      return true;
    }
    const at = skipSpaces(this.#text, this.#at);
    const unit = this.#text.charCodeAt(at);
    if (unit !== GREATER && unit !== SLASH) return false;
    this.isPlain = false;
    this.isEmptyElement = unit === SLASH;
    if (this.isEmptyElement && this.#text.charCodeAt(at + 1) !== GREATER) notWellFormed();
    this.#at = this.isEmptyElement ? at + 2 : at + 1;
    return true;
  }

  /** A space, a name, and what stands between it and its value, up to the value's first character. */
  #readName(): XmlName {
    const at = skipSpaces(this.#text, this.#at);
    if (at === this.#at) notWellFormed();
    const name = this.#names.read(this.#text, at);
    const equals = skipSpaces(this.#text, at + name.written.length);
    if (this.#text.charCodeAt(equals) !== EQUALS) notWellFormed();
    const quote = skipSpaces(this.#text, equals + 1);
    const unit = this.#text.charCodeAt(quote);
    if (unit !== QUOTE && unit !== APOSTROPHE) notWellFormed();
    if (!this.#text.startsWith(name.assignment, this.#at)) this.isPlain = false;
    this.#at = quote + 1;
    return name;
  }

  /** From behind its first quote to behind its last. The next tag begins at `limit`: no value may hold a `<`. */
  #readValue(limit: number): string {
    const start = this.#at;
    const quote = this.#text.charCodeAt(start - 1) === QUOTE ? '"' : "'";
    const end = this.#text.indexOf(quote, start);
    if (end === -1 || end > limit) notWellFormed();
    this.#at = end + 1;
    const written = this.#text.slice(start, end);
    if (!this.#mayNeedDecoding || !WRITTEN_OTHERWISE.test(written)) return written;
    this.isPlain = false;
    return decodeAttribute(written);
  }

  #take(name: XmlName, value: string, last: XmlName | undefined): void {
    this.#counter.attribute(name.written, value);
    const isDefault = name.written === 'xmlns';
    if (isDefault || name.prefix === 'xmlns') {
      const prefix = isDefault ? '' : name.local;
      demandDeclarable(prefix, value);
      this.#declared ??= new Map();
      if (this.#declared.has(prefix)) notWellFormed();
      this.#declared.set(prefix, value);
      this.isPlain = false;
      return;
    }
    // UTF-16 and code points give names of ASCII one order; others need not be plain.
    if (name.prefix !== '' || (last && !(name.isAscii && last.isAscii && last.written < name.written)))
      this.isPlain = false;
    if (name.local === 'Id' || name.local === 'id') this.hasId = true;
    this.#read.push(name);
    this.#values.push(value);
  }

  #expand(scope: XmlScope): Readonly<Record<string, string>> {
    const attributes = new Attributes();
    for (let index = 0; index < this.#read.length; index += 1) {
      const expanded = (this.#read[index] as XmlName).expandedIn(scope);
      if (attributes[expanded] !== undefined) notWellFormed();
      attributes[expanded] = this.#values[index] as string;
    }
    return attributes;
  }
}
