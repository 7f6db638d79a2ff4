import { assembleGateway } from '../../src/assemble.ts';
import { readConfig } from '../../src/config.ts';
import { createConfigFiles } from '../../src/config/files.ts';
import { chooseDocuments } from '../../src/documents.ts';
import { createRenewable } from '../../src/domain/renewable.ts';
import { followFiles } from '../../src/follow-files.ts';
import { schema } from '../../src/graph/schema.ts';
import { createAuditTrail } from '../../src/server/audit/trail.ts';
import { NO_FILES_YET } from '../../src/server/files.ts';
import { createLogger } from '../../src/server/logging.ts';
import { AUDIT_KEY } from '../support/gateway.ts';
import { captureOutput } from '../support/output.ts';

/** A gateway of this environment, put together as serve.ts does, which reads its files again when `look` says so, or by itself. */
export async function startFollowing(environment: Readonly<Record<string, string>>) {
  const files = createConfigFiles();
  const config = readConfig(environment, files);
  const documents = chooseDocuments(config, schema);
  const output = captureOutput();
  const logger = createLogger('info', output);
  const records = captureOutput();
  const audit = createAuditTrail({
    key: AUDIT_KEY,
    write: (line) => void records.write(line),
    onLost: (error) => {
      throw error;
    },
  });
  const state = createRenewable(NO_FILES_YET);
  const gateway = await assembleGateway(config, { documents, audit, logger, files: state });
  const { url } = await gateway.gateway.listen(0, '127.0.0.1');
  let hangUp: (() => void) | undefined;
  const following = followFiles(config, {
    ...{ environment, files, state, gateway, logger },
    hangup: {
      listen(listener) {
        hangUp = listener;
        return () => {};
      },
    },
  });
  const told = () => output.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return {
    url,
    state,
    /** As SIGHUP does. */
    look: () => hangUp?.(),
    /** What the log says of files. */
    told: () => told().flatMap(({ level, files, problems, msg }) => (files ? [{ level, files, problems, msg }] : [])),
    lines: () => told(),
    post: (body: unknown, headers: Record<string, string> = {}) =>
      fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    async ready() {
      return (await (await fetch(`${url}/health/ready`)).json()) as {
        readonly sources: readonly { readonly kilde: string; readonly certificateExpires?: string }[];
        readonly refusedFiles?: readonly { readonly variables: readonly string[] }[];
      };
    },
    async close() {
      following.close();
      await gateway.gateway.close(1_000);
      for (const close of gateway.closeBehind) await close();
    },
  };
}

export type Following = Awaited<ReturnType<typeof startFollowing>>;
