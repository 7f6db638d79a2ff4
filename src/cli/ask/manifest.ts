import { readFile } from 'node:fs/promises';
import { Kind, parse } from 'graphql';
import { documentId } from '../../server/documents/documents.ts';
import { CliError } from '../errors.ts';
import { PACKAGE } from '../output.ts';
import { didYouMean } from '../suggest.ts';

/** The manifest of the examples, which comes with the package. */
const EXAMPLES = new URL('examples/typed/persisted-documents.json', PACKAGE);
const PREFIX = 'sha256:';

/** Documents by their ids, as codegen writes them. */
export type Manifest = ReadonlyMap<string, string>;

/** The manifest in a file, or that of the examples. */
export async function readManifest(file: string | undefined): Promise<Manifest> {
  const named = file ?? 'of the examples';
  const text = await readFile(file ?? EXAMPLES, 'utf8').catch(() => {
    throw new CliError(`the manifest ${named} cannot be read`);
  });
  const entries = entriesOf(text);
  if (!entries)
    throw new CliError(`the manifest ${named} must be a JSON object: under each id the text of its document`);
  if (entries.some(([id, document]) => id !== documentId(document)))
    throw new CliError(`the manifest ${named} holds an id that is not the sha256 of its document`);
  return new Map(entries);
}

function entriesOf(text: string): [string, string][] | undefined {
  try {
    const read: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return undefined;
    const entries = Object.entries(read);
    return entries.every((one): one is [string, string] => typeof one[1] === 'string') ? entries : undefined;
  } catch {
    return undefined;
  }
}

/** An id as a gateway knows it, from one with `sha256:` or without. */
export function readId(given: string): string {
  const hex = given.startsWith(PREFIX) ? given.slice(PREFIX.length) : given;
  if (!/^[0-9a-f]{64}$/i.test(hex)) {
    throw new CliError(
      '--id must be the sha256 of a document: 64 hexadecimal digits, with sha256: before them or without',
    );
  }
  return PREFIX + hex.toLowerCase();
}

/** The document with an operation of that name, and the name as it is written there. */
export function findByName(manifest: Manifest, name: string): { readonly id: string; readonly name: string } {
  const all = [...manifest].flatMap(([id, text]) => operationsOf(text).map((own) => ({ id, name: own })));
  const [found, ...others] = all.filter((one) => one.name.toLowerCase() === name.toLowerCase());
  if (!found) {
    const meant = didYouMean(
      name,
      all.map((one) => one.name),
    );
    throw new CliError(`the manifest has no operation of that name${meant}`);
  }
  if (others.length > 0) throw new CliError('the manifest has several operations of that name: --id chooses one');
  return found;
}

function operationsOf(text: string): string[] {
  try {
    return parse(text, { noLocation: true }).definitions.flatMap((one) =>
      one.kind === Kind.OPERATION_DEFINITION && one.name ? [one.name.value] : [],
    );
  } catch {
    return [];
  }
}
