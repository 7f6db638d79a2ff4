import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallContext } from '../../../src/domain/call.ts';
import type { Organisasjonsnummer } from '../../../src/domain/organisasjonsnummer.ts';
import { sandboxSources } from '../../../src/embedded.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import type { EnhetPort } from '../../../src/sources/enhet/enhet.ts';
import { keepUnits } from '../../../src/sources/enhet/kept.ts';
import { KEEP_MAX_BYTES } from '../../../src/sources/enhet/settings.ts';
import { connectSources, type Sources } from '../../../src/sources/index.ts';
import { BASE, countedCall } from '../registers.ts';

const UNITS = ['700000001', '700102009', '700101002'] as Organisasjonsnummer[];
const CHARACTERS = 5_000_000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

let sandbox: Sandbox;
let sources: Sources;
beforeAll(async () => {
  sandbox = await startSandbox();
  sources = connectSources(sandboxSources(sandbox, { ...BASE, pausesMs: [] }));
});
afterAll(async () => {
  await sources.close();
  await sandbox.close();
});

function heapUsed(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

test('what is kept of a unit holds nothing of the document that it was read from', async () => {
  const { enhet } = sources.ports;
  /** As the register's own, and read from long documents. */
  const port = {
    ...enhet,
    async hent(operation: 'hentBasisdataMini', numbers: readonly Organisasjonsnummer[], call: CallContext) {
      const answers = await enhet.hent(operation, numbers, call);
      return answers.map((answer, index) => {
        const document = `${index}${'Navnet på enheten. '.repeat(CHARACTERS / 19)}`;
        return answer.ok ? { ...answer, data: { ...answer.data, navnelinjer: [document.slice(0, 50)] } } : answer;
      });
    },
  } as unknown as EnhetPort;
  const kept = keepUnits(port, { keepMs: 60_000, maxBytes: KEEP_MAX_BYTES });
  const { call, counted } = countedCall();
  const before = heapUsed();
  for (const number of UNITS) await kept.port.hent('hentBasisdataMini', [number], call);
  // One may be held by what was done last.
  expect((heapUsed() - before) / CHARACTERS).toBeLessThan(UNITS.length - 1);
  const asked = counted.length;
  const again = await kept.port.hent('hentBasisdataMini', UNITS, call);
  expect(counted).toHaveLength(asked);
  expect(again.every((answer) => answer.ok)).toBe(true);
});
