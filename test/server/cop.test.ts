import { expect, test } from 'vitest';
import { schema } from '../../src/graph/schema.ts';
import { PROFILES, type ProfileName } from '../../src/server/profile.ts';
import { exampleDocuments, startGateway } from '../support/gateway.ts';
import { startCarelessServer } from './careless.ts';
import { CHECKS, OPEN_FINDINGS, patrol } from './cop.ts';

async function patrolGateway(profile: ProfileName): Promise<string[]> {
  const gateway = await startGateway({ profile: PROFILES[profile], documents: exampleDocuments() });
  try {
    const found = await patrol(gateway.url);
    // Its documents come again, by the short way.
    expect(await patrol(gateway.url)).toEqual(found);
    return found;
  } finally {
    await gateway.close();
  }
}

test('each check of graphql-cop finds a server that is careless about it', async () => {
  await using careless = await startCarelessServer(schema);
  expect(await patrol(careless.url)).toEqual(CHECKS.map(({ id }) => id));
});

test.each(['production', 'subgraph'] as const)('graphql-cop finds nothing in the profile %s', async (profile) => {
  expect(await patrolGateway(profile)).toEqual([]);
});

test('graphql-cop finds in the open profile what helps people who explore the graph, and nothing else', async () => {
  expect(await patrolGateway('open')).toEqual(OPEN_FINDINGS);
});
