import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { RATE_VARIABLES } from '../../src/config/rates.ts';
import { ALL_SCOPES } from '../../src/graph/scopes.ts';
import { findCaller } from '../../src/sandbox/callers.ts';
import { createKeyFolder } from '../../src/sandbox/common/key-folder.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { AUDIENCE, ISSUER, makeKey, mintToken, startIssuer } from '../../src/sandbox/issuer/index.ts';
import { writeKeyFiles } from '../../src/sandbox/postkasse/index.ts';
import type { Random } from '../differential/random.ts';
import { environmentOf, startProcess, type Watch } from '../hostile/process.ts';
import { createOpener } from './sealed.ts';
import { type ReceivedWrite, startRegisters } from './registers.ts';
import { DEADLINE_MS, IDEMPOTENCY_TTL_MS, MINUTES, TIMEOUT_MS } from './settings.ts';

/** STAR itself by three users, who may do everything, and somebody who may not; the first one writes. */
const CALLERS = ['sagsbehandler@star', 'system@star', 'medarbejder@star', 'jobcenter-1'];

/** What callers use is counted, and never used up: a few of them ask for as much as a whole country would. */
const AMPLE = Object.fromEntries(Object.keys(RATE_VARIABLES).map((name) => [name, '100000000']));

/** Gateway, registers, what stands between them, and who may ask. */
export async function startScene(random: Random, watch: Watch, onWrite: (write: ReceivedWrite) => void) {
  const sandbox = await startSandbox();
  const signing = await sandbox.postkasse.simulator.clientCertificates?.();
  if (!signing) throw new Error('the sandbox takes unsigned messages');
  const keys = createKeyFolder(undefined);
  const openAnswer = createOpener(signing.postkasse.privateKey);
  const registers = await startRegisters(sandbox, random, openAnswer, onWrite);
  const issuer = await startIssuer(await makeKey());
  const auditKey = randomBytes(32).toString('hex');
  const gateway = await startProcess(
    {
      ...environmentOf({ urls: registers.urls }),
      POSTKASSE_SECURITY: 'signed',
      POSTKASSE_RESPONDER_ORGNR: signing.responderOrgnr,
      ...writeKeyFiles(signing, keys),
      AUTHENTICATION: 'required',
      TOKEN_ISSUER: ISSUER,
      TOKEN_AUDIENCE: AUDIENCE,
      TOKEN_JWKS_URL: issuer.jwksUrl,
      AUDIT_KEY: auditKey,
      DOCUMENTS: fileURLToPath(new URL('../../examples/typed/persisted-documents.json', import.meta.url)),
      REQUEST_DEADLINE_MS: String(DEADLINE_MS),
      SOURCE_TIMEOUT_MS: String(TIMEOUT_MS),
      IDEMPOTENCY_TTL_MS: String(IDEMPOTENCY_TTL_MS),
      ...AMPLE,
    },
    watch,
  );
  const tokens = await Promise.all(
    CALLERS.map((name) => {
      const caller = findCaller(name);
      if (!caller) throw new Error(`nobody is called ${name}`);
      return mintToken(issuer.key(), caller, { scopes: ALL_SCOPES, minutes: MINUTES + 60 });
    }),
  );
  return {
    sandbox,
    registers,
    gateway,
    auditKey,
    tokens,
    async close() {
      await gateway.stop();
      keys.remove();
      await Promise.all([registers.close(), issuer.close(), sandbox.close()]);
    },
  };
}

export type Scene = Awaited<ReturnType<typeof startScene>>;
