import { CliError } from '../errors.ts';
import { chooseOperation, type OperationDocument, readDocument } from './document.ts';
import { findByName, type Manifest, readId, readManifest } from './manifest.ts';
import type { AskOptions } from './options.ts';
import type { Operation } from './send.ts';

/** What is asked, but for its variables: the text of a document, or the id under which a gateway holds it. */
export interface Question {
  readonly operation: Operation;
  /** Undefined of an id that stands in no manifest at hand: what it needs, only the gateway knows. */
  readonly document: OperationDocument | undefined;
  /** The manifest that it comes from. */
  readonly manifest: Manifest | undefined;
}

/** The operation that the command line names: by its text, its id, or its name in a manifest. */
export async function readQuestion(named: string | undefined, options: AskOptions): Promise<Question> {
  const { id, manifest: file, byId, operation } = options;
  if (id !== undefined) {
    if (named !== undefined) throw new CliError('--id stands for the operation: name one or the other');
    return byIdOf(readId(id), await readManifest(file), operation);
  }
  if (named === undefined) throw new CliError('which operation? --list lists the examples');
  if (byId || file !== undefined) {
    const manifest = await readManifest(file);
    const { id: found, name } = findByName(manifest, named);
    return byIdOf(found, manifest, operation ?? name);
  }
  const document = await readDocument(named, operation);
  const { text: query, name } = document;
  return { operation: { query, ...(name !== undefined && { operationName: name }) }, document, manifest: undefined };
}

function byIdOf(documentId: string, manifest: Manifest, operation: string | undefined): Question {
  const text = manifest.get(documentId);
  const document = text === undefined ? undefined : chooseOperation(text, operation);
  const name = document?.name ?? operation;
  return { operation: { documentId, ...(name !== undefined && { operationName: name }) }, document, manifest };
}
