import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningGateway, startGateway } from '../gateway-under-test.ts';

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway[Symbol.asyncDispose]());

test('the gateway keeps every rule of GraphQL over HTTP', async () => {
  const audits = serverAudits({ url: () => `${gateway.url}/graphql` });
  const results = await Promise.all(audits.map((audit) => audit.fn()));
  const broken = results.flatMap((result) =>
    result.status === 'ok' ? [] : [`${result.id} ${result.name}: ${result.reason}`],
  );
  expect(audits).toHaveLength(61);
  expect(broken).toEqual([]);
});
