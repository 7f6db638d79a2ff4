import { serverAudits } from 'graphql-http';
import { expect, test } from 'vitest';
import { startGateway } from '../gateway-under-test.ts';

/**
 * The audits are of the draft of 2023. These say what the edition of September 2026 has changed (docs/decisions/0042): a refusal has its own
 * status for application/json too, and 422 where the request is JSON and the document parses. test/server/http/statuses.test.ts holds those.
 */
const TYPES = [
  ['LKJ', 'query'],
  ['6C0', 'operationName'],
  ['476', 'variables'],
  ['58B', 'extensions'],
] as const;
const OUTDATED: ReadonlyMap<string, string> = new Map([
  ['572B', 'a document that does not parse is 200 for application/json: now 400'],
  ['FDE2', 'the same of another such document'],
  ['7B9B', 'a wrong variable is 200 for application/json: now 422'],
  ['86EE', 'a wrong variable is 400: now 422'],
  ['423L', 'no document is 400: now 422'],
  ['3E3A', 'no document is 400: now 422'],
  ...TYPES.flatMap(([id, parameter]) =>
    [0, 1, 2, 3].map((index) => [`${id}${index}`, `${parameter} of another type is 400: now 422`] as const),
  ),
]);

// The first time every document goes Yoga's way, and from then on the short way where there is one.
test.each([
  ['Yoga’s way', { shortWay: false }],
  ['the short way', {}],
])('the gateway keeps every rule of the audits that still holds on %s, and none beyond', async (_, options) => {
  await using gateway = await startGateway({ options });
  const audits = serverAudits({ url: () => `${gateway.url}/graphql` });
  expect(audits).toHaveLength(61);
  for (const _time of [1, 2, 3]) {
    const results = await Promise.all(audits.map((audit) => audit.fn()));
    const broken = results.flatMap((result) =>
      result.status === 'ok' ? [] : [`${result.id} ${result.name}: ${result.reason}`],
    );
    expect(broken.map((line) => line.split(' ')[0]).toSorted()).toEqual([...OUTDATED.keys()].toSorted());
    // None is a rule that must be kept.
    expect(broken.filter((line) => / MUST /.test(line))).toEqual([]);
  }
});
