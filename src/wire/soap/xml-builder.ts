import { SaxesParser, type SaxesTagNS } from 'saxes';
import { createXmlCounter, XmlError, type XmlLimits } from './xml-limits.ts';

/** How one kind of tree is made of what the parser meets. Positions are offsets in the text, just after what was met. */
export interface TreeShape<Element> {
  open(tag: SaxesTagNS, parent: Element | undefined, position: number): Element;
  /** A piece of the text directly inside, as often as the parser hands one over. */
  text(element: Element, piece: string): void;
  close?(element: Element, tag: SaxesTagNS, position: number): void;
  comment?(): void;
}

/** Reads one document in pieces, into a tree. Both throw XmlError. */
export interface TreeBuilder<Element> {
  write(piece: string): void;
  /** The root. */
  close(): Element;
}

const OPTIONS = { xmlns: true, defaultXMLVersion: '1.0', forceXMLVersion: true } as const;

/**
 * Only here for V8's sake: an object that gets more properties than its class foresaw becomes a hash table, and a bare
 * SaxesParser does so at its seventh handler. Parsing costs three times as much then. A subclass has room for more.
 */
class Parser extends SaxesParser<typeof OPTIONS> {
  constructor() {
    super(OPTIONS);
  }
}

/**
 * The one place where XML is read, whatever tree comes of it. DTDs, custom entities and anything past the limits are
 * refused, and so are processing instructions, which SOAP forbids. Always by the rules of XML 1.0: 1.1 would let control
 * characters in. The number of characters is for the caller to check, who has them all.
 */
export function createTreeBuilder<Element>(limits: XmlLimits, shape: TreeShape<Element>): TreeBuilder<Element> {
  const parser = new Parser();
  const counter = createXmlCounter(limits);
  const open: Element[] = [];
  /** Characters of the text directly inside each open element. */
  const lengths: number[] = [];
  let root: Element | undefined;

  const refuse = (reason: string) => () => {
    throw new XmlError(reason);
  };
  parser.on('error', refuse('not well-formed'));
  parser.on('doctype', refuse('document type declaration'));
  parser.on('processinginstruction', refuse('processing instruction'));
  if (shape.comment) parser.on('comment', () => shape.comment?.());
  parser.on('opentagstart', () => counter.element(open.length));
  // Counted one by one: a start tag of megabytes is not read to its end first.
  parser.on('attribute', ({ name, value }) => counter.attribute(name, value));
  parser.on('opentag', (tag) => {
    open.push(shape.open(tag, open.at(-1), parser.position));
    lengths.push(0);
  });
  const addText = (piece: string) => {
    const element = open.at(-1);
    if (element === undefined) return;
    const length = (lengths.at(-1) ?? 0) + piece.length;
    lengths[lengths.length - 1] = length;
    shape.text(element, piece);
    counter.text(length);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', (tag) => {
    root = open.pop();
    lengths.pop();
    if (root !== undefined) shape.close?.(root, tag, parser.position);
  });

  return {
    write: (piece) => {
      parser.write(piece);
    },
    close() {
      parser.close();
      if (root === undefined) throw new XmlError('no element');
      return root;
    },
  };
}

/** Reads a document that is there as a whole. */
export function buildTree<Element>(text: string, limits: XmlLimits, shape: TreeShape<Element>): Element {
  if (text.length > limits.maxCharacters) throw new XmlError('too large');
  const builder = createTreeBuilder(limits, shape);
  builder.write(text);
  return builder.close();
}
