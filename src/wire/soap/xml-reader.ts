import { AttributeReader } from './xml-attributes.ts';
import { createXmlCounter, XmlError, type XmlLimits } from './xml-limits.ts';
import { OUTERMOST, type XmlName, type XmlScope } from './xml-names.ts';
import { NO_ATTRIBUTES, XmlNode } from './xml-node.ts';
import { GREATER, isSpace, LESS, notWellFormed, SLASH, skipSpaces, XmlNames } from './xml-syntax.ts';
import { decodeCharacters, isXmlText, withLineFeeds } from './xml-text.ts';

const BANG = 0x21;
const QUESTION = 0x3f;
// Resolving the references of megabytes is not to be one step.
const TEXT_PIECE = 16 * 1024;

const COMMENT = '<!--';
const CDATA = '<![CDATA[';
const CDATA_END = ']]>';
const DOCTYPE = '<!DOCTYPE';

// A byte order mark, and a declaration, of which nothing but its form is looked at: what it says of bytes is past.
const PROLOGUE =
  /^\uFEFF?(?:<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.[0-9]+"|'1\.[0-9]+')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>)?/;

/**
 * The one place where XML is read: one document, at once or in steps. DTDs, custom entities and anything past the limits are refused, and
 * so are processing instructions, which SOAP forbids. Always by the rules of XML 1.0: 1.1 would let control characters in. All that can
 * be refused is, with XmlError. The number of characters is for the caller to check.
 */
export class XmlReader {
  hasComments = false;
  readonly #text: string;
  readonly #limits: XmlLimits;
  readonly #names: XmlNames;
  readonly #counter: ReturnType<typeof createXmlCounter>;
  readonly #attributes: AttributeReader;
  #position: number;
  #depth = 0;
  #scope: XmlScope = OUTERMOST;
  #open: XmlNode | undefined;
  #root: XmlNode | undefined;
  /** The next of each that stands at the position or behind it; the length of the text where there is none. */
  #reference = -1;
  #cdataEnd = -1;
  /** The name that began or ended last: it says what is expected to begin next. */
  #last: XmlName | undefined;
  #hasBegun = false;

  constructor(text: string, limits: XmlLimits, names = new XmlNames()) {
    // There is no place in a document for other characters.
    if (!isXmlText(text)) notWellFormed();
    this.#text = text;
    this.#limits = limits;
    this.#names = names;
    this.#counter = createXmlCounter(limits);
    this.#attributes = new AttributeReader(text, names, this.#counter);
    this.#position = PROLOGUE.exec(text)?.[0].length ?? 0;
  }

  /** Reads on, up to the first step that ends at `limit` or behind it; says whether that was the end. */
  readTo(limit: number): boolean {
    const text = this.#text;
    const end = Math.min(limit, text.length);
    while (this.#position < end) {
      if (text.charCodeAt(this.#position) !== LESS) this.#readText();
      else {
        const unit = text.charCodeAt(this.#position + 1);
        if (unit === SLASH) this.#readEndTag();
        else if (unit === BANG) this.#readMarked();
        else if (unit === QUESTION) this.#refuseInstruction();
        else this.#readStartTag();
      }
    }
    return this.#position >= text.length;
  }

  /** The root of what has been read to its end. */
  root(): XmlNode {
    if (this.#open || !this.#root || this.#position < this.#text.length) notWellFormed();
    return this.#root;
  }

  #readStartTag(): void {
    const start = this.#position;
    const name = this.#readTagName(start);
    if (this.#root && !this.#open) notWellFormed();
    this.#counter.element(this.#depth);
    const behind = start + name.startTag.length;
    const parent = this.#open;
    let node: XmlNode;
    if (this.#text.charCodeAt(behind) === GREATER) {
      this.#position = behind + 1;
      node = new XmlNode(this.#text, name, parent, this.#scope, NO_ATTRIBUTES, start, behind + 1, true);
    } else {
      const read = this.#attributes;
      read.read(name, behind, this.#scope);
      const scope = read.scope ?? this.#scope;
      this.#position = read.end;
      node = new XmlNode(this.#text, name, parent, scope, read.attributes, start, read.end, read.isPlain);
      if (read.isEmptyElement) {
        node.endAt(read.end, read.end);
        this.#root ??= node;
        this.#last = name;
        this.#hasBegun = false;
        return;
      }
      this.#scope = scope;
    }
    this.#root ??= node;
    this.#open = node;
    this.#depth += 1;
    this.#last = name;
    this.#hasBegun = true;
  }

  #readTagName(start: number): XmlName {
    const last = this.#last;
    const guess = this.#hasBegun ? last?.child : last?.sibling;
    if (guess && this.#text.startsWith(guess.startTag, start)) {
      const unit = this.#text.charCodeAt(start + guess.startTag.length);
      if (unit === GREATER || unit === SLASH || isSpace(unit)) return guess;
    }
    const name = this.#names.read(this.#text, start + 1);
    if (last && this.#hasBegun) last.child = name;
    else if (last) last.sibling = name;
    return name;
  }

  #readEndTag(): void {
    const node = this.#open ?? notWellFormed();
    const { endTag, written } = node.written;
    const start = this.#position;
    let end = start + endTag.length;
    if (!this.#text.startsWith(endTag, start)) {
      if (!this.#text.startsWith(written, start + 2)) notWellFormed();
      end = skipSpaces(this.#text, start + 2 + written.length) + 1;
      if (this.#text.charCodeAt(end - 1) !== GREATER) notWellFormed();
    }
    node.endAt(start, end);
    this.#position = end;
    this.#open = node.parent;
    this.#scope = node.parent?.scope ?? OUTERMOST;
    this.#depth -= 1;
    this.#last = node.written;
    this.#hasBegun = false;
  }

  #readText(): void {
    const text = this.#text;
    const start = this.#position;
    const next = text.indexOf('<', start);
    let end = next === -1 ? text.length : next;
    if (this.#cdataEnd < start) this.#cdataEnd = this.#find(CDATA_END, start);
    if (this.#cdataEnd < end) notWellFormed();
    if (this.#reference < start) this.#reference = this.#find('&', start);
    const isPlain = this.#reference >= end;
    if (!this.#open) {
      if (skipSpaces(text, start) !== end) notWellFormed();
    } else {
      if (end - start > TEXT_PIECE && !isPlain) end = this.#cut(start, end);
      const written = text.slice(start, end);
      this.#append(this.#open, isPlain ? withLineFeeds(written) : decodeCharacters(written));
    }
    this.#position = end;
  }

  /** A place near the end of a piece, within no reference and no line end. */
  #cut(start: number, end: number): number {
    const wished = start + TEXT_PIECE;
    const reference = this.#text.lastIndexOf('&', wished);
    if (reference > start && this.#text.indexOf(';', reference) >= wished) return reference;
    if (reference === start) return end;
    return this.#text.charCodeAt(wished) === 0x0a ? wished + 1 : wished;
  }

  #readMarked(): void {
    const text = this.#text;
    const start = this.#position;
    if (text.startsWith(COMMENT, start)) {
      const end = text.indexOf('--', start + COMMENT.length);
      if (end === -1 || text.charCodeAt(end + 2) !== GREATER) notWellFormed();
      this.hasComments = true;
      this.#position = end + 3;
    } else if (text.startsWith(CDATA, start)) {
      const open = this.#open ?? notWellFormed();
      const end = text.indexOf(CDATA_END, start + CDATA.length);
      if (end === -1) notWellFormed();
      this.#append(open, withLineFeeds(text.slice(start + CDATA.length, end)));
      this.#position = end + CDATA_END.length;
    } else if (text.startsWith(DOCTYPE, start)) throw new XmlError('document type declaration');
    else notWellFormed();
  }

  #refuseInstruction(): never {
    const target = /^xml(?=[ \t\r\n?])/i;
    if (target.test(this.#text.slice(this.#position + 2, this.#position + 6))) notWellFormed();
    throw new XmlError('processing instruction');
  }

  #append(node: XmlNode, piece: string): void {
    node.text = node.text === '' ? piece : node.text + piece;
    if (node.text.length > this.#limits.maxText) throw new XmlError('too long a text');
  }

  #find(what: string, from: number): number {
    const at = this.#text.indexOf(what, from);
    return at === -1 ? this.#text.length : at;
  }
}
