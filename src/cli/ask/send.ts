import { CliError } from '../errors.ts';
import { type Answer, NO_ANSWER } from './answer.ts';

/** An operation of a document, which is sent as its text, or as the id under which the gateway holds it. */
export type Operation = { readonly operationName?: string } & (
  | { readonly query: string }
  | { readonly documentId: string }
);

export interface Request {
  readonly body: Operation & { readonly variables: object };
  readonly headers: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly text: string;
  readonly answer: Answer;
}

/** Longer than a gateway gives a request by default. */
const TIMEOUT_MS = 60_000;

/** Asks once. What keeps an answer from coming is told without anything of the request. */
export async function send(url: string, { body, headers }: Request): Promise<Answered> {
  const endpoint = URL.canParse(url) ? new URL(url) : undefined;
  if (!endpoint || !/^https?:$/.test(endpoint.protocol) || endpoint.username || endpoint.password) {
    throw new CliError('--url must be an http or https address, without user name and password');
  }
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json, application/json',
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify(body),
    // A token goes to the gateway that was named, and nowhere else.
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((error: unknown) => {
    throw new CliError(`the gateway at ${endpoint.origin} cannot be reached (${reasonOf(error)})`, NO_ANSWER);
  });
  const text = await response.text().catch(() => '');
  const answer = parseAnswer(text);
  if (!answer) {
    throw new CliError(`what answers at ${endpoint.origin} is no GraphQL gateway (HTTP ${response.status})`, NO_ANSWER);
  }
  return { text, answer };
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer in ${TIMEOUT_MS / 1000} seconds`;
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'the connection failed';
}

function parseAnswer(text: string): Answer | undefined {
  try {
    const read: unknown = JSON.parse(text);
    const isAnswer = typeof read === 'object' && read !== null && ('data' in read || 'errors' in read);
    return isAnswer ? (read as Answer) : undefined;
  } catch {
    return undefined;
  }
}
