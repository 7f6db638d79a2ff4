import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  isTypeSystemDefinitionNode,
  isTypeSystemExtensionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql';
import { LIBRARY_ERRORS } from '../../server/catalogue.ts';
import type { Read } from './read-documents.ts';
import type { Finding } from './report.ts';
import { findingAt } from './findings.ts';
import { findingOfDepth } from './too-deep.ts';
import { type WrittenDocument, placeIn, placeOf } from './written.ts';

/** An operation, with the document that a client sends for it. */
export interface Unit {
  readonly operation: OperationDefinitionNode;
  readonly document: DocumentNode;
  /** Words, names and signs of that document. */
  readonly tokens: number;
}

/** A document with fragments that no operation uses. */
export interface Unused {
  readonly fragment: FragmentDefinitionNode;
  readonly document: DocumentNode;
}

export interface Units {
  readonly units: readonly Unit[];
  readonly unused: readonly Unused[];
  /** The files as they stand: what is wrong with them whatever is made of them. */
  readonly files: readonly DocumentNode[];
  readonly findings: readonly Finding[];
}

/**
 * The operations of all documents. Those of files are completed as codegen does it, each by the fragments that it uses, of its own file or of
 * another; a document of a manifest is sent letter by letter.
 */
export function unitsOf({ files, manifests }: Read): Units {
  const findings: Finding[] = [];
  const parsed = files.flatMap((file) => parseDocument(file, findings) ?? []).filter(isNoSchema);
  const composer = new Composer(parsed, findings);
  const ofFiles = parsed.flatMap((file) => operationsIn(file).map((operation) => composer.complete(operation, file)));
  const ofManifests = manifests
    .flatMap(({ documents }) => documents.flatMap((document) => parseDocument(document, findings) ?? []))
    .flatMap((document) => {
      const operations = operationsIn(document);
      if (operations.length === 0)
        findings.push(findingAt(placeOf(document), 'error', 'validation', 'The document has no operation.'));
      return operations.map((operation) => ({ operation, document, tokens: document.tokenCount ?? 0 }));
    });
  return { units: [...ofFiles, ...ofManifests], unused: composer.unused(), files: parsed, findings };
}

function parseDocument(written: WrittenDocument, findings: Finding[]): DocumentNode | undefined {
  try {
    return parse(written);
  } catch (error) {
    const tooDeep = findingOfDepth(error, placeIn(written, 0));
    if (tooDeep) findings.push(tooDeep);
    else if (error instanceof GraphQLError) findings.push(findingOfSyntax(error, written));
    else throw error;
    return undefined;
  }
}

function findingOfSyntax({ message, positions }: GraphQLError, written: WrittenDocument): Finding {
  const place = placeIn(written, positions?.[0] ?? 0);
  return findingAt(place, 'error', 'syntax', message, { code: LIBRARY_ERRORS.parseFailed.code });
}

/** A folder may hold the schema beside the documents. */
function isNoSchema({ definitions }: DocumentNode): boolean {
  return !definitions.every((one) => isTypeSystemDefinitionNode(one) || isTypeSystemExtensionNode(one));
}

export function operationsIn({ definitions }: DocumentNode): readonly OperationDefinitionNode[] {
  return definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
}

function fragmentsIn({ definitions }: DocumentNode): readonly FragmentDefinitionNode[] {
  return definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
}

/** Adds to operations the fragments that they use. */
class Composer {
  readonly #all: ReadonlyMap<string, readonly FragmentDefinitionNode[]>;
  readonly #used = new Set<FragmentDefinitionNode>();
  readonly #ambiguous = new Set<string>();
  readonly #findings: Finding[];

  constructor(files: readonly DocumentNode[], findings: Finding[]) {
    this.#all = Map.groupBy(files.flatMap(fragmentsIn), ({ name }) => name.value);
    this.#findings = findings;
  }

  complete(operation: OperationDefinitionNode, file: DocumentNode): Unit {
    const fragments = this.#reach(operation, fragmentsIn(file));
    for (const fragment of fragments) this.#used.add(fragment);
    const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] };
    return { operation, document, tokens: parse(print(document), { noLocation: true }).tokenCount ?? 0 };
  }

  /** Fragments that no operation uses, each with those that it uses. */
  unused(): readonly Unused[] {
    const left = [...this.#all.values()].flat().filter((fragment) => !this.#used.has(fragment));
    return left.map((fragment) => {
      const others = this.#reach(fragment, [fragment]).filter((other) => other !== fragment);
      return { fragment, document: { kind: Kind.DOCUMENT, definitions: [fragment, ...others] } };
    });
  }

  #reach(
    from: OperationDefinitionNode | FragmentDefinitionNode,
    own: readonly FragmentDefinitionNode[],
  ): readonly FragmentDefinitionNode[] {
    const found = new Map<string, FragmentDefinitionNode>();
    const follow = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
      visit(node, {
        [Kind.FRAGMENT_SPREAD]: ({ name: { value: name } }) => {
          const fragment = found.has(name) ? undefined : this.#find(name, own);
          if (fragment) found.set(name, fragment);
        },
      });
    };
    follow(from);
    // Comes to those, too, that are found meanwhile.
    for (const fragment of found.values()) follow(fragment);
    return [...found.values()];
  }

  /** Of its own file before others; of several others none is right. */
  #find(name: string, own: readonly FragmentDefinitionNode[]): FragmentDefinitionNode | undefined {
    const here = own.find((one) => one.name.value === name);
    const [first, second] = this.#all.get(name) ?? [];
    if (here || !first || !second || this.#ambiguous.has(name)) return here ?? first;
    this.#ambiguous.add(name);
    const message = `The fragment ${name} stands in several files, of which ${placeOf(second).file} is another.`;
    this.#findings.push(findingAt(placeOf(first), 'error', 'fragment', message));
    return first;
  }
}
