import { getLocation, type ASTNode, Source } from 'graphql';

/** A document as it stands in a file, or in a manifest under its id. */
export class WrittenDocument extends Source {
  readonly file: string;
  /** In a manifest. */
  readonly id: string | undefined;

  constructor(text: string, file: string, id?: string) {
    super(text, file);
    this.file = file;
    this.id = id;
  }
}

/** Where something stands. Lines and columns are those of the document, from 1. */
export interface Place {
  readonly file: string;
  readonly id?: string | undefined;
  readonly line: number;
  readonly column: number;
}

export function placeIn(source: Source, position: number): Place {
  const { file, id } = source as WrittenDocument;
  return { file, ...(id !== undefined && { id }), ...getLocation(source, position) };
}

/** Where a node of a parsed document begins. */
export function placeOf({ loc }: ASTNode): Place {
  if (!loc) throw new Error('documents are parsed with their locations');
  return placeIn(loc.source, loc.start);
}
