/** What the command line of `spoer` says beside the operation. */
export interface SpoerOptions {
  readonly liste?: boolean;
  readonly operasjon?: string;
  readonly variabler?: string;
  readonly url: string;
  readonly token?: string;
  readonly kalder?: string;
  readonly scopes?: string;
  readonly sandkasse?: boolean;
  readonly raa?: boolean;
}
