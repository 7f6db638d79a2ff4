import {
  type ConstDirectiveNode,
  type DocumentNode,
  Kind,
  type NameNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** One part of an answer in parts: the first has `data`, a later one has `incremental`. */
export interface Part {
  readonly data?: unknown;
  readonly errors?: readonly unknown[];
  readonly incremental?: readonly Patch[];
  readonly hasNext?: boolean;
}

export interface Patch {
  readonly data: unknown;
  readonly path: readonly (string | number)[];
  readonly label?: string;
  readonly errors?: readonly unknown[];
}

/** The Accept of Apollo's client, where an operation has @defer. */
export const APOLLO_ACCEPT =
  'multipart/mixed;deferSpec=20220824,application/graphql-response+json,application/json;q=0.9';

/**
 * Reads an answer in parts as Apollo's client does: the boundary from the content type, and whatever stands before a delimiter, as soon
 * as it has come. An answer in one piece is one part.
 */
export async function* readParts(response: Response): AsyncGenerator<Part> {
  const type = response.headers.get('content-type') ?? '';
  if (!/^multipart\/mixed/i.test(type)) {
    yield (await response.json()) as Part;
    return;
  }
  const boundary = type
    .slice(type.indexOf('boundary=') + 'boundary='.length)
    .replace(/['"]/g, '')
    .replace(/;.*/, '')
    .trim();
  const delimiter = `\r\n--${boundary}`;
  let buffered = '';
  for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    buffered += text;
    for (let at = buffered.indexOf(delimiter); at >= 0; at = buffered.indexOf(delimiter)) {
      const message = buffered.slice(0, at);
      buffered = buffered.slice(at + delimiter.length);
      const head = message.indexOf('\r\n\r\n');
      if (head < 0) continue;
      if (!/content-type: application\/json/.test(message.slice(0, head))) throw new Error('a part is no JSON');
      yield JSON.parse(message.slice(head)) as Part;
    }
  }
  if (buffered.trim() !== '--') throw new Error(`the answer ends with ${JSON.stringify(buffered)}`);
}

/** All parts, when the last has come. */
export async function allParts(response: Response): Promise<Part[]> {
  const parts: Part[] = [];
  for await (const part of readParts(response)) parts.push(part);
  return parts;
}

/** What the parts say together: the answer as it would be in one piece. */
export function mergeParts([first, ...later]: readonly Part[]): { data: unknown; errors?: readonly unknown[] } {
  const merged = structuredClone({ data: first?.data }) as Record<string, unknown>;
  const errors = [...(first?.errors ?? [])];
  for (const patch of later.flatMap(({ incremental = [] }) => incremental)) {
    errors.push(...(patch.errors ?? []));
    let place = merged.data as Record<string | number, unknown>;
    for (const key of patch.path) place = place[key] as Record<string | number, unknown>;
    merge(place, patch.data as object | null);
  }
  return errors.length > 0 ? { data: merged.data, errors } : { data: merged.data };
}

function merge(into: Record<string | number, unknown>, from: object | null): void {
  for (const [key, value] of Object.entries(from ?? {})) {
    const known = into[key];
    if (typeof known === 'object' && known !== null && typeof value === 'object' && value !== null) {
      merge(known as Record<string, unknown>, value);
    } else into[key] = value;
  }
}

/** The same document, in which every field that leads on stands in a fragment of its own that is deferred, so many fields deep. */
export function deferAll(document: DocumentNode, depth: number): DocumentNode {
  let label = 0;
  const deferred = (): ConstDirectiveNode => {
    label += 1;
    const value = { kind: Kind.STRING, value: `part ${label}` } as const;
    const argument = { kind: Kind.ARGUMENT, name: named('label'), value } as const;
    return { kind: Kind.DIRECTIVE, name: named('defer'), arguments: [argument] };
  };
  const inSet = (set: SelectionSetNode, left: number): SelectionSetNode => ({
    ...set,
    selections: set.selections.map((selection): SelectionNode => {
      if (left === 0 || selection.kind === Kind.FRAGMENT_SPREAD || !selection.selectionSet) return selection;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        return { ...selection, directives: [deferred()], selectionSet: inSet(selection.selectionSet, left) };
      }
      const field = { ...selection, selectionSet: inSet(selection.selectionSet, left - 1) };
      const selectionSet = { kind: Kind.SELECTION_SET, selections: [field] } as const;
      return { kind: Kind.INLINE_FRAGMENT, directives: [deferred()], selectionSet };
    }),
  });
  return visit(document, {
    [Kind.OPERATION_DEFINITION]: (node) => ({ ...node, selectionSet: inSet(node.selectionSet, depth) }),
  });
}

function named(value: string): NameNode {
  return { kind: Kind.NAME, value };
}
