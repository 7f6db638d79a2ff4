/** What a token that holds says. */
export interface Bearer {
  readonly clientId: string;
  /** Organisasjonsnummer of the body that is responsible, and of the one that works for it. */
  readonly consumer: string;
  readonly supplier: string | undefined;
  readonly scopes: readonly string[];
}

/**
 * How an API of the sandbox judges what a caller has sent as `Authorization`: by Maskinporten's keys, its names, the clock, and, where the
 * API wants tokens that are restricted to it, its own. A status where it does not hold: the token may not have it, 401.
 */
export type JudgeToken = (
  authorization: string | undefined,
  api: { readonly now: Date; readonly audience?: string | undefined },
) => Promise<Bearer | { readonly status: 401 }>;

/** Of an API that has been told of no issuer. */
export const trustNobody: JudgeToken = async () => ({ status: 401 });
