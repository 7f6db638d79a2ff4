/** What the command line of `ask` says beside the operation. */
export interface AskOptions {
  readonly list?: boolean;
  readonly operation?: string;
  readonly variables?: string;
  readonly url: string;
  readonly token?: string;
  readonly caller?: string;
  readonly scopes?: string;
  readonly sandbox?: boolean;
  readonly raw?: boolean;
}
