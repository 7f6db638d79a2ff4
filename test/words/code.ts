import { readFileSync } from 'node:fs';
import { parseSync } from 'vite';

/** A piece of a file, in which words stand. */
export interface Piece {
  readonly kind: 'name' | 'comment' | 'text';
  readonly value: string;
  /** Of the place where it begins; from 1. */
  readonly line: number;
}

export interface Code {
  readonly file: string;
  readonly pieces: readonly Piece[];
  /** Names of one capital letter, other than those of type parameters: abbreviations that nobody can search for. */
  readonly letters: readonly Piece[];
}

interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

/** What stands in a file of TypeScript: names, comments, and texts, which are literals, templates and the text of JSX. */
export function readCode(file: string): Code {
  const source = readFileSync(file, 'utf8');
  const { program, comments, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const lineAt = lines(source);
  const pieces: Piece[] = [];
  const letters: Piece[] = [];
  for (const { value, start } of comments) {
    for (const [index, line] of value.split('\n').entries()) {
      pieces.push({ kind: 'comment', value: line, line: lineAt(start) + index });
    }
  }
  const visit = (node: SyntaxNode, ...above: readonly SyntaxNode[]): void => {
    const piece = pieceOf(node);
    if (piece) {
      const found = { ...piece, line: lineAt(node.start) };
      pieces.push(found);
      if (isLetter(piece, above)) letters.push(found);
    }
    for (const child of children(node)) visit(child, node, ...above);
  };
  visit(program as unknown as SyntaxNode);
  return { file, pieces, letters };
}

function pieceOf(node: SyntaxNode): Omit<Piece, 'line'> | undefined {
  if (node.type === 'Identifier' || node.type === 'PrivateIdentifier' || node.type === 'JSXIdentifier') {
    return { kind: 'name', value: String(node.name) };
  }
  if ((node.type === 'Literal' && typeof node.value === 'string') || node.type === 'JSXText') {
    return { kind: 'text', value: String(node.value) };
  }
  if (node.type === 'TemplateElement') return { kind: 'text', value: (node.value as { raw: string }).raw };
  return undefined;
}

/** One capital letter that names a value or a member of an object; not a parameter of a type, nor `{ C: 'NO', O: '…' }` of X.500. */
function isLetter({ kind, value }: Omit<Piece, 'line'>, [parent, object]: readonly SyntaxNode[]): boolean {
  if (kind !== 'name' || !/^\p{Lu}$/u.test(value)) return false;
  if (parent?.type === 'TSTypeParameter' || parent?.type === 'TSTypeReference') return false;
  return !(object?.type === 'ObjectExpression' && keysOf(object).includes('O'));
}

function keysOf(object: SyntaxNode): string[] {
  return (object.properties as readonly { readonly key?: { readonly name?: string } }[]).map(
    ({ key }) => key?.name ?? '',
  );
}

function* children(node: SyntaxNode): Generator<SyntaxNode> {
  for (const value of Object.values(node)) {
    if (isNode(value)) yield value;
    else if (Array.isArray(value)) yield* value.filter(isNode);
  }
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';
}

/** From an offset to its line. */
function lines(source: string): (offset: number) => number {
  const starts = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
