import { parseSync } from 'vite';

/** One change of a file, of less than a line. */
export interface Mutation {
  readonly file: string;
  readonly line: number;
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  /** What stands in place of the text from start to end. */
  readonly text: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const OPERATORS: Readonly<Record<string, string>> = {
  '===': '!==',
  '!==': '===',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '+': '-',
  '-': '+',
  '*': '/',
  '&&': '||',
  '||': '&&',
};

const METHODS: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  flatMap: 'map',
  toLowerCase: 'toUpperCase',
  trim: 'toString',
};

/** Short words that decide something; a text for people is checked where it matters, and not by chance. */
const isWord = (value: unknown): value is string => typeof value === 'string' && /^[\w.:/-]{1,24}$/.test(value);

/** Every mutation that this tool knows of a file's text. Types and imports are left alone: they are gone when it runs. */
export function mutationsOf(file: string, text: string): Mutation[] {
  const found: Mutation[] = [];
  const lineAt = (index: number) => text.slice(0, index).split('\n').length;
  const textOf = (node: Node) => text.slice(node.start, node.end);
  const add = (kind: string, { start, end }: Pick<Node, 'start' | 'end'>, replacement: string) =>
    found.push({ file, line: lineAt(start), kind, start, end, text: replacement });

  function mutate(node: Node, parent: Node | undefined): void {
    const part = (name: string) => node[name] as Node;
    switch (node.type) {
      case 'BinaryExpression':
      case 'LogicalExpression': {
        const operator = String(node.operator);
        const gap = { start: part('left').end, end: part('right').start };
        const other = OPERATORS[operator];
        if (operator === '??') add('default removed', node, textOf(part('left')));
        // Of numbers only: text that is put together is no sum.
        else if (other && !(operator === '+' && /['"`]/.test(textOf(node))))
          add(`${operator} to ${other}`, gap, ` ${other} `);
        break;
      }
      case 'IfStatement':
        add('condition negated', part('test'), `!(${textOf(part('test'))})`);
        if (!node.alternate && /\breturn\b|\bthrow\b|\bcontinue\b/.test(textOf(part('consequent'))))
          add('early exit removed', node, ';');
        break;
      case 'ConditionalExpression':
        add('condition negated', part('test'), `!(${textOf(part('test'))})`);
        break;
      case 'UnaryExpression':
        if (node.operator === '!') add('negation removed', node, textOf(part('argument')));
        break;
      case 'AwaitExpression':
        add('await removed', node, textOf(part('argument')));
        break;
      case 'ExpressionStatement':
        if (part('expression').type === 'CallExpression' || part('expression').type === 'AssignmentExpression')
          if (!/^super\b|^'use/.test(textOf(node))) add('statement removed', node, ';');
        break;
      case 'CallExpression': {
        const callee = part('callee');
        const name = (callee.property as Node | undefined)?.name;
        const other = typeof name === 'string' && Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
        if (callee.type === 'MemberExpression' && other) add(`${name} to ${other}`, callee.property as Node, other);
        break;
      }
      case 'Literal': {
        const isKey = parent?.type === 'Property' && parent.key === node;
        if (isKey) break;
        if (typeof node.value === 'number') add('number plus one', node, `(${textOf(node)} + 1)`);
        else if (typeof node.value === 'boolean') add('boolean flipped', node, String(!node.value));
        else if (isWord(node.value)) add('word emptied', node, "''");
        break;
      }
      default:
    }
  }

  function walk(node: Node, parent: Node | undefined): void {
    if (node.type.startsWith('Import') || node.type === 'ExportAllDeclaration') return;
    // What stands before `as` and `satisfies` runs; the type does not.
    if (node.type.startsWith('TS')) {
      if ('expression' in node) walk(node.expression as Node, node);
      return;
    }
    mutate(node, parent);
    for (const [key, value] of Object.entries(node)) {
      if (key === 'source' && parent === undefined) continue;
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, node);
    }
  }

  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} does not parse`);
  for (const statement of program.body as unknown as Node[]) walk(statement, undefined);
  return found;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string' && 'start' in value;
}

/** The file with the mutation in it. */
export function applied(text: string, { start, end, text: replacement }: Mutation): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** The line that a mutation changes, before and after: by these it is known when the file moves. */
export function linesOf(text: string, mutation: Mutation): { readonly from: string; readonly to: string } {
  const at = text.lastIndexOf('\n', mutation.start - 1) + 1;
  const end = (whole: string, from: number) => (whole.indexOf('\n', from) + 1 || whole.length + 1) - 1;
  const changed = applied(text, mutation);
  return {
    from: text.slice(at, end(text, mutation.end)).trim(),
    to: changed.slice(at, end(changed, mutation.start + mutation.text.length)).trim(),
  };
}
