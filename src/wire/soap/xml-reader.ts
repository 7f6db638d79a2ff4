import { AttributeReader } from './xml-attributes.ts';
import { createXmlCounter, XmlError, type XmlLimits } from './xml-limits.ts';
import { outermostScope, type XmlName, type XmlScope } from './xml-names.ts';
import { NO_ATTRIBUTES, NO_CHILDREN, type XmlForm, XmlNode } from './xml-node.ts';
import {
  endOfPrologue,
  GREATER,
  isSpace,
  LESS,
  notWellFormed,
  refuseInstruction,
  SLASH,
  skipSpaces,
  XmlNames,
} from './xml-syntax.ts';
import { decodeCharacters, endOfPiece, indexOrEnd, isXmlText, withLineFeeds } from './xml-text.ts';

const BANG = 0x21;
const QUESTION = 0x3f;

const [COMMENT, CDATA, CDATA_END, DOCTYPE] = ['<!--', '<![CDATA[', ']]>', '<!DOCTYPE'] as const;

/**
 * The one place where XML is read: one document, at once or in steps. DTDs, custom entities and anything past the limits are refused, and
 * so are processing instructions, which SOAP forbids. Always by the rules of XML 1.0: 1.1 would let control characters in. All that can
 * be refused is, with XmlError. The number of characters is for the caller to check.
 */
export class XmlReader {
  hasComments = false;
  /** The elements that have an attribute of the local name `Id` or `id`. */
  readonly withId: XmlNode[] = [];
  readonly #text: string;
  readonly #limits: XmlLimits;
  readonly #names: XmlNames;
  readonly #isSigned: boolean;
  readonly #plainForm: XmlForm;
  readonly #counter: ReturnType<typeof createXmlCounter>;
  readonly #attributes: AttributeReader;
  #position: number;
  #depth = 0;
  readonly #outermost: XmlScope;
  #scope: XmlScope;
  #open: XmlNode | undefined;
  /** Where the children of each open element begin among those that have been read and not been given to a parent. */
  readonly #firstChild: number[] = [];
  readonly #children: XmlNode[] = [];
  #childCount = 0;
  #root: XmlNode | undefined;
  /** The next of each that stands at the position or behind it; the length of the text where there is none. */
  #reference = -1;
  #cdataEnd = -1;
  /** The name that began or ended last: it says what is expected to begin next. */
  #last: XmlName | undefined;
  #hasBegun = false;

  /** Only of a document that `isSigned` it is found out which elements are written in canonical form. */
  constructor(text: string, limits: XmlLimits, names = new XmlNames(), isSigned = false) {
    // There is no place in a document for other characters.
    if (!isXmlText(text)) notWellFormed();
    this.#text = text;
    this.#limits = limits;
    this.#names = names;
    this.#isSigned = isSigned;
    this.#plainForm = isSigned ? 'canonical' : 'plain';
    this.#counter = createXmlCounter(limits);
    this.#outermost = outermostScope(text);
    this.#scope = this.#outermost;
    this.#attributes = new AttributeReader(text, names, this.#counter, this.#scope);
    this.#position = endOfPrologue(text);
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
        else if (unit === QUESTION) refuseInstruction(text, this.#position);
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
    if (name.hasShapes && this.#open && this.#readShape(name, this.#open)) return;
    this.#counter.element(this.#depth);
    const behind = start + name.startTag.length;
    let node: XmlNode;
    let isEmptyElement = false;
    if (this.#text.charCodeAt(behind) === GREATER) {
      this.#position = behind + 1;
      node = new XmlNode(name, this.#open, this.#scope, NO_ATTRIBUTES, start, behind + 1, this.#plainForm);
    } else {
      const read = this.#attributes;
      read.read(name, behind, this.#scope);
      const { end, isPlain, scope, attributes } = read;
      this.#position = end;
      node = new XmlNode(name, this.#open, scope, attributes, start, end, isPlain ? this.#plainForm : 'free');
      if (read.hasId) this.withId.push(node);
      isEmptyElement = read.isEmptyElement;
      this.#scope = scope;
    }
    this.#root ??= node;
    this.#last = name;
    this.#children[this.#childCount] = node;
    this.#childCount += 1;
    this.#hasBegun = !isEmptyElement;
    if (isEmptyElement) this.#end(node);
    else {
      this.#open = node;
      this.#firstChild[this.#depth] = this.#childCount;
      this.#depth += 1;
    }
  }

  /** An element of a shape that is known, with all that is in it. */
  #readShape(name: XmlName, parent: XmlNode): boolean {
    const { shapes } = this.#names;
    for (const shape of shapes.of(name)) {
      const node = shape.read(this.#text, this.#position, parent, this.#isSigned, this.#limits.maxText);
      if (!node) continue;
      // What is too much is refused where it is read tag by tag.
      if (!this.#counter.takes(shape, this.#depth)) return false;
      shapes.prefer(name, shape);
      this.#children[this.#childCount] = node;
      this.#childCount += 1;
      this.#position = node.end;
      this.#last = name;
      this.#hasBegun = false;
      this.#leave(node);
      return true;
    }
    return false;
  }

  /** The element ends at the position. */
  #end(node: XmlNode): void {
    node.endAt(this.#position);
    this.#leave(node);
  }

  #leave(node: XmlNode): void {
    const { parent } = node;
    if (parent && (node.form !== 'canonical' || node.written.prefix !== parent.written.prefix))
      parent.isWrittenFreely();
    this.#open = parent;
    this.#scope = parent?.scope ?? this.#outermost;
  }

  #readTagName(start: number): XmlName {
    const last = this.#last;
    const guess = this.#hasBegun ? last?.child : last?.sibling;
    if (guess && this.#text.startsWith(guess.startTag, start)) {
      const unit = this.#text.charCodeAt(start + guess.startTag.length);
      if (unit === GREATER || unit === SLASH || isSpace(unit)) return guess;
    }
    const name = this.#names.read(this.#text, start + 1);
    if (!last || !name.isKept) return name;
    if (this.#hasBegun) last.child = name;
    else last.sibling = name;
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
      node.isWrittenFreely();
    }
    this.#position = end;
    this.#depth -= 1;
    const firstChild = this.#firstChild[this.#depth] as number;
    if (firstChild < this.#childCount) {
      // Cut out at its length: one that had grown child by child would have room for many more.
      node.children = this.#children.slice(firstChild, this.#childCount);
      this.#childCount = firstChild;
    }
    this.#last = node.written;
    this.#hasBegun = false;
    this.#end(node);
    const isRepeated = node.parent !== undefined && this.#children[this.#childCount - 2]?.written === node.written;
    if (isRepeated && node.children !== NO_CHILDREN) this.#names.shapes.learn(node, this.#names.named);
  }

  #readText(): void {
    const text = this.#text;
    const start = this.#position;
    const next = text.indexOf('<', start);
    let end = next === -1 ? text.length : next;
    if (this.#cdataEnd < start) this.#cdataEnd = indexOrEnd(text, CDATA_END, start);
    if (this.#cdataEnd < end) notWellFormed();
    if (this.#reference < start) this.#reference = indexOrEnd(text, '&', start);
    const isPlain = this.#reference >= end;
    if (!this.#open) {
      if (skipSpaces(text, start) !== end) notWellFormed();
    } else {
      if (!isPlain) end = endOfPiece(text, start, end);
      const written = text.slice(start, end);
      const piece = isPlain ? withLineFeeds(written) : decodeCharacters(written);
      if (this.#isSigned && (!isPlain || piece !== written || piece.includes('>'))) this.#open.isWrittenFreely();
      this.#append(this.#open, piece);
    }
    this.#position = end;
  }

  #readMarked(): void {
    const text = this.#text;
    const start = this.#position;
    if (text.startsWith(COMMENT, start)) {
      const end = text.indexOf('--', start + COMMENT.length);
      if (end === -1 || text.charCodeAt(end + 2) !== GREATER) notWellFormed();
      this.hasComments = true;
      this.#open?.isWrittenFreely();
      this.#position = end + 3;
    } else if (text.startsWith(CDATA, start)) {
      const open = this.#open ?? notWellFormed();
      const end = text.indexOf(CDATA_END, start + CDATA.length);
      if (end === -1) notWellFormed();
      open.isWrittenFreely();
      this.#append(open, withLineFeeds(text.slice(start + CDATA.length, end)));
      this.#position = end + CDATA_END.length;
    } else if (text.startsWith(DOCTYPE, start)) throw new XmlError('document type declaration');
    else notWellFormed();
  }

  #append(node: XmlNode, piece: string): void {
    node.text = node.text === '' ? piece : node.text + piece;
    if (node.text.length > this.#limits.maxText) throw new XmlError('too long a text');
  }
}
