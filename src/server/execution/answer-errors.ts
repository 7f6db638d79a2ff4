import type { ExecutionResult, GraphQLError } from 'graphql';

/** Where a value stands in an answer: from itself to the root. */
export interface Path {
  readonly prev: Path | undefined;
  readonly key: string | number;
  readonly typename: string | undefined;
}

/** The errors of one answer, in the order in which they have come. One that comes below a place that is null by now tells nothing. */
export class AnswerErrors {
  readonly #errors: GraphQLError[] = [];
  /** The places that are null because of an error: undefined is the whole answer. Made when the first comes. */
  #nulled: Set<Path | undefined> | undefined;

  add(error: GraphQLError, path: Path | undefined): void {
    this.#nulled ??= new Set();
    for (let at = path; at; at = at.prev) if (this.#nulled.has(at)) return;
    if (this.#nulled.has(undefined)) return;
    this.#nulled.add(path);
    this.#errors.push(error);
  }

  with(data: Record<string, unknown> | null): ExecutionResult {
    return this.#errors.length === 0 ? { data } : { errors: this.#errors, data };
  }
}
