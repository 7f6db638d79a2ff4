/** What the command line of `ask` says beside the operation. */
export interface AskOptions {
  readonly list?: boolean;
  readonly json?: boolean;
  readonly operation?: string;
  readonly variables?: string;
  readonly id?: string;
  readonly byId?: boolean;
  readonly manifest?: string;
  readonly idempotencyKey?: string;
  readonly url: string;
  readonly token?: string;
  readonly caller?: string;
  readonly scopes?: string;
  readonly sandbox?: boolean;
  readonly raw?: boolean;
}
