import { readConfig } from '../../config.ts';
import { embedSandbox, findSandboxKalder } from '../../embedded.ts';
import { backendCalls } from '../../graph/cost.ts';
import { schema } from '../../graph/schema.ts';
import { createAuditTrail } from '../../server/audit.ts';
import { configuredKalder } from '../../server/auth/configured.ts';
import { asSandboxCaller } from '../../server/auth/identify.ts';
import { createGateway } from '../../server/gateway.ts';
import { createLogger } from '../../server/logging.ts';
import { PROFILER } from '../../server/profil.ts';
import { connectSources } from '../../sources/index.ts';

/** A gateway with the sandbox on a free port, for one question. It writes no log and keeps no record: its people are invented. */
export async function openSandbox(): Promise<{ readonly url: string; close(): Promise<void> }> {
  // The defaults, and nothing of the environment: whatever is configured there is not what is asked.
  const { sources: base, limits, fristMs, sandkasse } = readConfig({});
  const embedded = await embedSandbox(base);
  const sources = connectSources(embedded.sources);
  const identify = asSandboxCaller(configuredKalder(embedded.sources.kontaktinformation), findSandboxKalder);
  const audit = createAuditTrail({ write: () => {}, onLost: () => {} });
  const profil = PROFILER.aapen;
  const dokumenter = new Map();
  const options = {
    limits,
    profil,
    dokumenter,
    fristMs,
    sandkasse,
    tokenPaakrevd: false,
    backendCalls,
    identify,
    audit,
  };
  const gateway = createGateway({ schema, sources, options, logger: createLogger('silent') });
  const { url } = await gateway.listen(0, '127.0.0.1');
  return {
    url: `${url}/graphql`,
    close: async () => {
      await gateway.close(0);
      await sources.close();
      await embedded.sandbox.close();
    },
  };
}
