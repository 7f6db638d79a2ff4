import { assembleGateway } from '../../assemble.ts';
import { readConfig } from '../../config.ts';
import { createAuditTrail } from '../../server/audit/trail.ts';
import type { Documents } from '../../server/documents/documents.ts';
import { createLogger } from '../../server/logging.ts';

/** A gateway with the sandbox on a free port, for one question. It writes no log and keeps no record: its people are invented. `documents` are asked by their ids. */
export async function openSandbox(documents: Documents): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { gateway, closeBehind } = await assembleGateway(
    // The defaults, but for the sandbox's doors: the environment may configure real registers, and the question is for the sandbox.
    readConfig({ SANDBOX_DOORS: process.env.SANDBOX_DOORS }),
    {
      documents,
      audit: createAuditTrail({ write: () => {}, onLost: () => {} }),
      logger: createLogger('silent'),
    },
  );
  const { url } = await gateway.listen(0, '127.0.0.1');
  return {
    url: `${url}/graphql`,
    close: async () => {
      await gateway.close(0);
      for (const close of closeBehind) await close();
    },
  };
}
