import { vi } from 'vitest';
import { findCaller } from '../../src/sandbox/callers.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { makeKey, mintToken } from '../../src/sandbox/issuer/index.ts';
import { publicPart } from '../../src/sandbox/issuer/key.ts';
import { AUDIENCE, ISSUER } from '../../src/sandbox/issuer/names.ts';
import { ALL_SCOPES } from '../../src/graph/scopes.ts';
import { environmentOf, type GatewayProcess, startProcess } from '../hostile/process.ts';
import { createFiles, starCertificates } from '../support/certificates.ts';
import { type Copied, copySandbox } from '../support/copied.ts';
import { filesOf, textOf, VARIABLES } from '../support/examples.ts';
import { exampleDocuments, type RunningGateway, startGateway } from '../support/gateway.ts';
import { identifiers } from '../support/identifiers.ts';
import { PATIENCE } from '../support/patience.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';
import { parseScrape, type Series, sumOf } from './scrape.ts';

const UNIT = '700102009';
/** Long enough that what is sent in the same moment is under way together. */
const TOGETHER_MS = 100;

/**
 * A gateway of production, in a process of its own, that asks for tokens, and one on a copy of the business register. Both have a sandbox
 * of the test's own behind them, and are asked about all of its people, over all registers.
 */
export interface Scene {
  /** Where Prometheus reads each: the port of its own, and the gateway's. */
  readonly targets: readonly string[];
  /** One round of traffic: answers, refusals, failures, joins, what is kept. */
  traffic(): Promise<void>;
  scrape(): Promise<{ readonly texts: readonly string[]; readonly series: readonly Series[] }>;
  post(body: object, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

export async function startScene(): Promise<Scene> {
  const files = createFiles();
  const sandbox = await startSandbox({ settings: { postkasse: { profile: 'none' } } });
  const key = await makeKey();
  const client = starCertificates().client('klient-ok');
  const { AUTHENTICATION: _, ...registers } = environmentOf(sandbox);
  const redis = await startRedis();
  const process = await startProcess({
    ...registers,
    REDIS_URL: redis.url,
    REDIS_SECRET: 'a secret that everybody knows, of the tests',
    METRICS_PORT: '0',
    DOCUMENTS: 'examples/typed/persisted-documents.json',
    TOKEN_ISSUER: ISSUER,
    TOKEN_AUDIENCE: AUDIENCE,
    TOKEN_JWKS_FILE: files.write('jwks.json', JSON.stringify({ keys: [publicPart(key)] })),
    TOKEN_ALGORITHMS: key.alg,
    AUDIT_KEY: 'x'.repeat(32),
    STAR_CLIENT_CERT: files.write('star.pem', client.cert),
    STAR_CLIENT_KEY: files.write('star.key', client.key),
    STAR_CA: files.write('star-ca.pem', starCertificates().ca),
    ENHET_KEEP_MS: '60000',
    STAR_RETRIES: '1',
    // One failure opens its breaker, and the next call may probe.
    STAR_BREAKER_CALLS: '2',
    STAR_BREAKER_FAILURES_PERCENT: '50',
    STAR_BREAKER_PAUSE_MS: '1',
    SHUTDOWN_DELAY_MS: '0',
  });
  const copied = await copySandbox(sandbox);
  const other = await startGateway({ sources: { enhet: copied.enhet }, documents: exampleDocuments() });
  const caller = findCaller('jobcenter-1');
  if (!caller) throw new Error('the sandbox has no such caller');
  const token = await mintToken(key, caller, { scopes: ALL_SCOPES });
  const [, metrics = ''] = await vi.waitFor(
    () => /metrics at (http:\S+)"/.exec(process.output()) ?? missing(),
    PATIENCE,
  );
  return sceneOf({ sandbox, redis, process, copied, other, metrics, authorization: `Bearer ${token}`, files });
}

function missing(): never {
  throw new Error('it has not said where its metrics are');
}

function sceneOf({
  sandbox,
  redis,
  process,
  copied,
  other,
  metrics,
  authorization,
  files,
}: {
  readonly sandbox: Sandbox;
  readonly redis: RedisServer;
  readonly process: GatewayProcess;
  readonly copied: Copied;
  readonly other: RunningGateway;
  readonly metrics: string;
  readonly authorization: string;
  readonly files: ReturnType<typeof createFiles>;
}): Scene {
  const post: Scene['post'] = (body, headers = { authorization }) =>
    fetch(`${process.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const ask = async (body: object, headers?: Record<string, string>) => void (await (await post(body, headers)).text());
  const unit = (field: string) => ({
    query: `query Own { enhet(organisasjonsnummer: "${UNIT}") { ${field} { __typename } } }`,
  });

  /** Every operation of the examples, about whom it is about there; those that are made while others run are left out. */
  async function askExamples(): Promise<void> {
    const bodies = filesOf('operations').flatMap((file) => {
      const variables = VARIABLES[file.replace('.graphql', '')];
      return typeof variables === 'object' ? { query: textOf('operations', file), variables } : [];
    });
    await Promise.all([
      ...bodies.map((body) => ask(body)),
      ...bodies.map(async (body) => (await other.post(body)).text()),
    ]);
  }

  /** Everybody's number and address, as what they are and as what they are not. Not of those with whom STAR is out of order. */
  async function askPeople(): Promise<void> {
    const keys = identifiers().filter((key) => !/^011257[67]/.test(key));
    const lists = Array.from({ length: Math.ceil(keys.length / 50) }, (_, index) =>
      keys.slice(50 * index, 50 * index + 50),
    );
    const queryOf = ([key = '']: readonly string[]) => `query Of${key.replace(/\W/g, '_')}($keys: [ID!]!) {
      borgere(cprs: $keys) { kontaktinformation { __typename } }
      innbyggere(personidentifikatorer: $keys) { kontaktregister { __typename } }
      enheter(organisasjonsnumre: $keys) { basisdata { __typename } }
    }`;
    // A number may stand wherever a client writes something.
    const headersOf = ([key = '']: readonly string[]) => ({
      ...{ authorization, 'x-request-id': key.replace(/[^\w-]/g, ''), 'apollographql-client-name': encodeURI(key) },
    });
    for (const list of lists) await ask({ query: queryOf(list), variables: { keys: list } }, headersOf(list));
  }

  async function askTogether(): Promise<void> {
    sandbox.kontaktinformation.delayMs = TOGETHER_MS;
    const query = '{ borger(cpr: "0101505006") { kontaktinformation { __typename } } }';
    await Promise.all([ask({ query }), ask({ query }), ask({ query })]);
    sandbox.kontaktinformation.delayMs = 0;
  }

  async function askInTrouble(): Promise<void> {
    sandbox.kontaktinformation.outage = 'drops';
    await ask({ query: '{ borger(cpr: "0202505002") { kontaktinformation { __typename } } }' });
    sandbox.kontaktinformation.outage = 'none';
    await ask({ query: '{ borger(cpr: "0303505003") { kontaktinformation { __typename } } }' });
  }

  async function askWrongly(): Promise<void> {
    await ask(unit('basisdata'), {});
    await ask(unit('basisdata'), { authorization: 'Bearer none' });
    await ask({ query: '{ nothing }' });
    await fetch(`${process.url}/graphql`, { method: 'PUT', headers: { authorization } }).then((answer) =>
      answer.text(),
    );
  }

  return {
    targets: [metrics, `${other.url}/metrics`],
    post,
    async traffic() {
      await askExamples();
      await askTogether();
      await Promise.all([askPeople(), askWrongly(), ask(unit('basisdata'))]);
      await ask(unit('basisdata'));
      await askInTrouble();
      // A request is counted when its connection has the answer, which may be after its client has it.
      const underWay = async () => sumOf((await this.scrape()).series, 'http_server_active_requests');
      await vi.waitUntil(async () => (await underWay()) === 0, PATIENCE);
    },
    async scrape() {
      const texts = await Promise.all(this.targets.map(async (url) => (await fetch(url)).text()));
      return { texts, series: texts.flatMap(parseScrape) };
    },
    async close() {
      await process.stop();
      await other.close();
      await Promise.all([sandbox.close(), redis.stop()]);
      copied.remove();
      files[Symbol.dispose]();
    },
  };
}
