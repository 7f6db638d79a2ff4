import { serverAudits } from 'graphql-http';
import { expect, test } from 'vitest';
import { startGateway } from '../gateway-under-test.ts';

// The first time every document goes Yoga's way, and from then on the short way where there is one.
test.each([
  ['Yoga’s way', { shortWay: false }],
  ['the short way', {}],
])('the gateway keeps every rule of GraphQL over HTTP on %s', async (_, options) => {
  await using gateway = await startGateway({ options });
  const audits = serverAudits({ url: () => `${gateway.url}/graphql` });
  expect(audits).toHaveLength(61);
  for (const _time of [1, 2, 3]) {
    const results = await Promise.all(audits.map((audit) => audit.fn()));
    const broken = results.flatMap((result) =>
      result.status === 'ok' ? [] : [`${result.id} ${result.name}: ${result.reason}`],
    );
    expect(broken).toEqual([]);
  }
});
