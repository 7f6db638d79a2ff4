import { getIntrospectionQuery } from 'graphql';
import { CliError } from '../errors.ts';

const TIMEOUT_MS = 30_000;
/** Of SDL, or of an answer to introspection. */
const MAX_BYTES = 64 * 1024 * 1024;
/** An address with such an ending is a file; any other is asked by introspection. */
const FILE = /\.(?:graphqls?|gql|json)$/;

/** SDL, or the answer to introspection, from an address. What keeps it from coming is told in one line. */
export async function fetchSchema(address: string): Promise<string> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || url.username || url.password)
    throw new CliError('the address of a schema must be one of http or https, without user name and password');
  const place = placeOf(url);
  const response = await fetch(url, { ...requestFor(url), signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => {
    throw new CliError(`the schema at ${place} cannot be fetched: nobody answers`);
  });
  const text = await readBody(response).catch(() => undefined);
  if (!response.ok || text === undefined) {
    const why = response.ok ? 'the answer breaks off or is too long' : `HTTP ${response.status}`;
    throw new CliError(`the schema at ${place} cannot be fetched: ${why}`);
  }
  if (!FILE.test(url.pathname) && !/"__schema"/.test(text))
    throw new CliError(`what answers at ${place} tells no schema: name its file, or a gateway in the profile open`);
  return text;
}

/** Where an address leads, as it may be told: what is asked for there may hold a token. */
export function placeOf(address: string | URL): string {
  const { origin, pathname } = new URL(address);
  return origin + pathname;
}

function requestFor({ pathname }: URL): RequestInit {
  if (FILE.test(pathname)) return {};
  return {
    method: 'POST',
    headers: { accept: 'application/graphql-response+json, application/json', 'content-type': 'application/json' },
    // Arguments that are deprecated are told only so.
    body: JSON.stringify({ query: getIntrospectionQuery({ inputValueDeprecation: true }) }),
  };
}

async function readBody({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new Error('too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
