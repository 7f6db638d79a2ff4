import { expect, test } from 'vitest';
import { schema } from '../../src/graph/schema.ts';
import { PROFILER, type Profilnavn } from '../../src/server/profil.ts';
import { exampleDokumenter, startGateway } from '../support/gateway.ts';
import { startCarelessServer } from './careless.ts';
import { CHECKS, OPEN_FINDINGS, patrol } from './cop.ts';

async function patrolGateway(profil: Profilnavn): Promise<string[]> {
  const gateway = await startGateway({ profil: PROFILER[profil], dokumenter: exampleDokumenter() });
  try {
    return await patrol(gateway.url);
  } finally {
    await gateway.close();
  }
}

test('each check of graphql-cop finds a server that is careless about it', async () => {
  await using careless = await startCarelessServer(schema);
  expect(await patrol(careless.url)).toEqual(CHECKS.map(({ id }) => id));
});

test.each(['produksjon', 'subgraf'] as const)('graphql-cop finds nothing in the profile %s', async (profil) => {
  expect(await patrolGateway(profil)).toEqual([]);
});

test('graphql-cop finds in the open profile what helps people who explore the graph, and nothing else', async () => {
  expect(await patrolGateway('aapen')).toEqual(OPEN_FINDINGS);
});
