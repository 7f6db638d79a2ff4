import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { findSandboxCaller, sandboxSources } from '../../src/embedded.ts';
import { describeForPeople } from '../../src/server/graphiql/description.ts';
import { schema } from '../../src/graph/schema.ts';
import type { SandboxUrls } from '../../src/sandbox/index.ts';
import { createAuditTrail } from '../../src/server/audit/trail.ts';
import { asSandboxCaller, configuredCaller } from '../../src/server/callers/identify.ts';
import { createGateway } from '../../src/server/gateway.ts';
import { LIMITS, type Limits } from '../../src/server/limits.ts';
import { createLogger } from '../../src/server/logging.ts';
import { PROFILES } from '../../src/server/profile.ts';
import { connectSources, type SourcesConfig } from '../../src/sources/index.ts';
import { withoutRandom } from '../support/leaks.ts';

/** A gateway in this thread, over a sandbox in another, whose lines are judged as they come and not kept. */
export interface FuzzedGateway {
  readonly url: string;
  /** Another gateway over the same sandbox, without limits: asked for what is true. */
  readonly unlimitedUrl: string;
  /** What is wrong with the lines that it has written since the last time. */
  complaints(): readonly string[];
  close(): Promise<void>;
}

/** Longer than anything takes here, and no longer than anybody waits for the last of the clients who have hung up. */
const DEADLINE_MS = 15_000;
const MANY = 10_000_000;
const UNLIMITED: Limits = {
  bodyBytes: MANY,
  depth: 100,
  tokens: MANY,
  aliases: MANY,
  calls: MANY,
  fields: MANY,
  answerBytes: MANY,
};

export const served = describeForPeople(schema, { sandbox: true });

export async function startFuzzedGateway(limits: Partial<Limits> = {}): Promise<FuzzedGateway> {
  const sandbox = new Worker(new URL('./sandbox-thread.ts', import.meta.url));
  const [urls] = (await once(sandbox, 'message')) as [SandboxUrls];
  const base: SourcesConfig = { timeoutMs: DEADLINE_MS, syntheticPersons: true, pausesMs: [] };
  const config = sandboxSources({ urls }, base);
  let wrong: string[] = [];
  const write = (line: string) => {
    const complaint = complaintAbout(line);
    if (complaint) wrong.push(`${complaint}: ${line}`);
  };
  const open = async (own: Partial<Limits>) => {
    const sources = connectSources(config);
    const gateway = createGateway({
      schema: served,
      sources,
      options: {
        limits: { ...LIMITS, ...own },
        profile: PROFILES.open,
        documents: new Map(),
        deadlineMs: DEADLINE_MS,
        sandbox: true,
        tokenRequired: false,
        identify: asSandboxCaller(configuredCaller(config.kontaktinformation), findSandboxCaller),
        audit: createAuditTrail({
          key: 'a key that everybody knows, of the tests',
          write,
          onLost: (error) => {
            throw error;
          },
        }),
      },
      logger: createLogger('info', { write }),
    });
    const { url } = await gateway.listen(0, '127.0.0.1');
    const close = async () => {
      await gateway.close(1_000);
      await sources.close();
    };
    return { url, close };
  };
  const limited = await open(limits);
  const unlimited = await open(UNLIMITED);
  return {
    url: limited.url,
    unlimitedUrl: unlimited.url,
    complaints() {
      const complaints = wrong;
      wrong = [];
      return complaints;
    },
    async close() {
      await limited.close();
      await unlimited.close();
      await sandbox.terminate();
    },
  };
}

/** A bug, or what could be a person's: test/support/leaks.ts looks closer, and at fewer lines. */
function complaintAbout(line: string): string | undefined {
  if (line.includes('"unexpected error"')) return 'a bug';
  const [text = ''] = withoutRandom([line]);
  if (/(?<!\d)\d{10,11}(?!\d)/.test(text)) return 'a number in the log';
  if (/[\w.+-]@[\w-]+\.\w/.test(text)) return 'an address in the log';
  return undefined;
}
