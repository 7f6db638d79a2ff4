import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assembleGateway } from '../../../src/assemble.ts';
import { readConfig } from '../../../src/config.ts';
import { startTrusted } from '../../../src/embedded.ts';
import { ALL_SCOPES } from '../../../src/graph/scopes.ts';
import { makeKey, mintCitizenToken } from '../../../src/sandbox/issuer/index.ts';
import { PORT_COUNT } from '../../../src/sandbox/index.ts';
import { createAuditTrail } from '../../../src/server/audit/trail.ts';
import { createLogger } from '../../../src/server/logging.ts';

const PAGE = readFileSync('docs/callers.md', 'utf8');
const [, EXAMPLE = ''] = /^AUTHENTICATION=required \\\nTOKEN_ISSUERS='([^']+)' \\\nnpm start$/m.exec(PAGE) ?? [];
const [, CITIZEN = ''] = /token -- --citizen (\d{11})/.exec(PAGE) ?? [];
const OTHER = '05857415002';

const { issuer } = await startTrusted(await makeKey());
let url = '';
let close: () => Promise<void> = async () => {};

beforeAll(async () => {
  const written = 'http://127.0.0.1:4112/jwks';
  expect(EXAMPLE).toContain(`"${written}"`);
  // Another port: somebody's sandbox may listen on the one of the page.
  const TOKEN_ISSUERS = EXAMPLE.replace(written, issuer.jwksUrl);
  const { gateway, closeBehind } = await assembleGateway(readConfig({ AUTHENTICATION: 'required', TOKEN_ISSUERS }), {
    documents: new Map(),
    audit: createAuditTrail({ write: () => {}, onLost: () => {} }),
    logger: createLogger('silent'),
  });
  ({ url } = await gateway.listen(0, '127.0.0.1'));
  close = async () => {
    await gateway.close(0);
    for (const one of closeBehind) await one();
  };
});
afterAll(async () => {
  await close();
  await issuer.close();
});

async function ask(personidentifikator: string, authorization?: string): Promise<unknown> {
  const query = `{ innbygger(personidentifikator: "${personidentifikator}") {
    kontaktregister { __typename ... on Registerfeil { kode opphav } } } }`;
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
    body: JSON.stringify({ query }),
  });
  const { data } = (await response.json()) as { data?: { innbygger: { kontaktregister: unknown } } };
  return data?.innbygger.kontaktregister ?? response.status;
}

describe('the example of docs/callers.md', () => {
  test('names the port at which the sandbox publishes its issuer’s keys', () => {
    // The sandbox's first port, unless another is asked for.
    expect(4100 + PORT_COUNT).toBe(4112);
  });

  test('takes the sandbox’s tokens, and tells a citizen of that citizen and of nobody else', async () => {
    const authorization = `Bearer ${await mintCitizenToken(issuer.key(), CITIZEN, { scopes: ALL_SCOPES })}`;
    expect(await ask(CITIZEN, authorization)).toEqual({ __typename: 'Kontaktregisteroppfoering' });
    expect(await ask(OTHER, authorization)).toMatchObject({ kode: 'MANGLER_SCOPE', opphav: 'GATEWAY' });
    expect(await ask(CITIZEN)).toBe(401);
  });
});
