import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { printSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkDocuments } from '../../../src/cli/document/check.ts';
import { apiSchema } from '../../../src/graph/schema.ts';
import { createFiles } from '../../support/certificates.ts';
import { type RunningGateway, startGateway } from '../../support/gateway.ts';

const files = createFiles();
let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(async () => {
  files[Symbol.dispose]();
  await gateway.close();
});

const SDL = printSchema(apiSchema);
const NEWER = SDL.replace(/^(union BasisdataResultat =)/m, '$1 EnhetFlyttet |').concat(
  '\ntype EnhetFlyttet implements Registerfeil {',
  /interface Registerfeil \{([^}]*)\}/.exec(SDL)?.[1] ?? '',
  '  enhet: Enhet\n}\n',
);

const check = (text: string, schemas: { schema?: string; against?: string }) => {
  const file = files.path('unit.graphql');
  writeFileSync(file, text);
  const rest = { variables: {}, allowMissing: [], failOn: 'unavailable', environment: {} } as const;
  return checkDocuments([file], { schema: schemas.schema, against: schemas.against, ...rest });
};

const NAMED = `query Unit($number: ID!) {
  enhet(organisasjonsnummer: $number) {
    basisdata {
      __typename
      ... on Basisdata { navn }
      ... on EnhetSlettet { kode }
      ... on KildeUtilgjengelig { kode }
    }
    postadresse: organisasjonsnummer
  }
}`;

describe('against another schema, document check tells', () => {
  test('what breaks, and where', async () => {
    const older = files.write(
      'older.graphql',
      SDL.replace(/^(union BasisdataResultat =.*?)\s*\| EnhetSlettet\b/ms, '$1')
        .replace(/^ {2}navn: String$/gm, '  name: String')
        .replace('enhet(', 'unit('),
    );
    const { fails, findings } = await check(NAMED, { against: older });
    expect(fails).toBe(true);
    expect(findings.filter(({ kind }) => kind === 'breaks')).toEqual([
      expect.objectContaining({
        level: 'error',
        line: 2,
        column: 3,
        message: expect.stringContaining(`With ${older}: Cannot query field "enhet" on type "Query"`),
      }),
    ]);
  });

  test('which members it alone has that are left out now', async () => {
    const newer = files.write('newer.graphql', NEWER);
    const { fails, findings } = await check(NAMED, { against: newer });
    expect(findings.filter(({ kind }) => kind === 'left-out-there')).toEqual([
      expect.objectContaining({
        level: 'missing',
        line: 3,
        message: `enhet.basisdata leaves out EnhetFlyttet, which ${newer} has in BasisdataResultat.`,
      }),
    ]);
    expect(fails).toBe(false);
    const covered = NAMED.replace('... on EnhetSlettet', '... on Registerfeil');
    expect((await check(covered, { against: newer })).findings).toEqual([]);
  });

  test('nothing, where the other is the same', async () => {
    const { findings } = await check(NAMED, { against: 'schema/registergraf.graphql' });
    expect(findings.map(({ kind }) => kind)).toEqual(['left-out']);
  });
});

describe('a schema comes', () => {
  const query = NAMED.replace('... on EnhetSlettet', '... on Registerfeil');

  test.each([
    ['from a gateway, as a file', () => `${gateway.url}/graphql/schema.graphql`],
    ['from a gateway, by introspection', () => `${gateway.url}/graphql`],
    ['from a file for routers', () => 'schema/subgraph.graphql'],
  ])('%s, with the costs of this version', async (_, named) => {
    const schema = named();
    const { schema: told, findings, operations } = await check(query, { schema });
    expect([told, findings]).toEqual([schema, []]);
    expect(operations[0]).toMatchObject({
      calls: { least: 1, most: 1 },
      scopes: [{ scope: 'registergraf:enhet.read' }],
    });
  });

  test('from an address that holds a token, which nobody is told', async () => {
    const [answering, silent] = [`${gateway.url}/graphql`, `${gateway.url}/health/live.graphql`];
    const { schema } = await check(query, { schema: `${answering}?token=secret` });
    expect(schema).toBe(answering);
    await expect(check(query, { against: `${silent}?token=secret` })).rejects.toThrow(`${silent} cannot be fetched`);
    const server = createServer((_, response) => response.end('type {')).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/schema.graphql`;
    await expect(check(query, { schema: `${url}?token=secret` })).rejects.toThrow(`${url} is no schema`);
    await new Promise((done) => server.close(done));
  });

  test('with fields that this version does not know, and says so', async () => {
    const more = SDL.replace('type Enhet {', 'type Enhet {\n  historikk: String').replace(
      'organisasjonsnumre: [ID!]!',
      'organisasjonsnumre: [String!]!',
    );
    const newer = files.write('fields.graphql', more);
    const text = `${query.replace('postadresse', 'historikk postadresse').slice(0, -1)} enheter(organisasjonsnumre: ["1"]) { organisasjonsnummer } }`;
    const { findings } = await check(text, { schema: newer });
    expect(findings).toEqual([
      expect.objectContaining({
        level: 'notice',
        kind: 'unknown-field',
        message:
          'This version does not know Enhet.historikk, Query.enheter: calls, scopes and persons are counted without.',
      }),
    ]);
  });

  test('from nowhere else', async () => {
    const server = createServer((_, response) => response.end('{"errors":[{"message":"no"}]}')).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const refused: readonly (readonly [string, string])[] = [
      [`${url}/graphql`, 'tells no schema'],
      [`${gateway.url}/nowhere/schema.graphql`, 'HTTP 404'],
      ['http://name:secret@127.0.0.1/graphql', 'without user name and password'],
      [files.path('nowhere.graphql'), 'cannot be read'],
      [files.write('query.graphql', 'query { a }'), 'has no type Query'],
      [files.write('broken.graphql', 'type {'), 'is no schema'],
      [files.write('lacking.graphql', 'type Query { a: Nobody }'), 'is no schema'],
    ];
    for (const [schema, message] of refused) await expect(check(query, { schema }), schema).rejects.toThrow(message);
    await new Promise((done) => server.close(done));
    await expect(check(query, { schema: `${url}/graphql` })).rejects.toThrow('nobody answers');
  });
});
