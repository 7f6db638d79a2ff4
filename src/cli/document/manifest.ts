import { documentId } from '../../server/documents/documents.ts';
import { CliError } from '../errors.ts';
import { WrittenDocument } from './written.ts';

/** A file of persisted documents, by their ids. */
export interface Manifest {
  readonly file: string;
  readonly documents: readonly WrittenDocument[];
  /** Ids that are not those of their documents. */
  readonly wrongIds: readonly string[];
  /** Ids that stand there more than once: who reads the file knows the last one only. */
  readonly repeatedIds: readonly string[];
}

/** The file as the gateway reads it at its start. What a gateway would refuse it for is kept, but for a file that is no manifest at all. */
export function readManifest(text: string, file: string): Manifest {
  const entries = Object.entries(parseManifest(text, file));
  const ids = idsIn(text);
  return {
    file,
    documents: entries.map(([id, document]) => new WrittenDocument(document, file, id)),
    wrongIds: entries.flatMap(([id, document]) => (id === documentId(document) ? [] : [id])),
    repeatedIds: [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))],
  };
}

function parseManifest(text: string, file: string): Readonly<Record<string, string>> {
  const read = (): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  };
  const value = read();
  const isManifest =
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((document) => typeof document === 'string');
  if (!isManifest)
    throw new CliError(`${file} is no manifest: a JSON object with the text of a document under each id`);
  return value as Readonly<Record<string, string>>;
}

/** All names of the object, in the order in which they stand there. Its values are texts: no name stands within one. */
function idsIn(text: string): string[] {
  return [...text.matchAll(/("(?:\\.|[^"\\])*")\s*(:?)/g)].flatMap(([, name = '', colon]) =>
    colon ? [JSON.parse(name) as string] : [],
  );
}
