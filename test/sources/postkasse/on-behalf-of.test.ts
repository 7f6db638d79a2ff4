import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import { connectSources } from '../../../src/sources/index.ts';
import { sandboxSources } from '../../../src/embedded.ts';
import { BASE } from '../registers.ts';
import { krrCall, personer } from './krr/played.ts';

// HentPersoner over SOAP, for the bodies of the callers.

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const [FIRST = '', SECOND = ''] = ['316000010', '315000017'];

function ask(onBehalfOf: readonly string[] | undefined) {
  const { postkasse, ...all } = sandboxSources(sandbox, BASE);
  const config = postkasse && { ...postkasse, ...(onBehalfOf && { onBehalfOf }) };
  const sources = connectSources({ ...all, postkasse: config });
  return {
    of: (body: string | undefined) =>
      sources.ports.postkasse.hentPersoner(personer('02827112006'), krrCall(body, 'one id').call),
    close: sources.close,
  };
}

it('asks for each body by itself, though they ask the same at the same time under one id', async () => {
  sandbox.postkasse.delayMs = 200;
  const { of, close } = ask([FIRST, SECOND]);
  const answers = await Promise.all([of(FIRST), of(SECOND), of(FIRST), of(SECOND)]).finally(close);
  // The sandbox's default caller is the second, for whom nobody else may ask: the first's question is refused.
  expect(answers.flat().map((one) => (one.ok ? 'found' : one.feil.kode))).toEqual([
    'SOAP_FAULT',
    'found',
    'SOAP_FAULT',
    'found',
  ]);
  expect(sandbox.postkasse.traffic().calls).toBe(2);
});

it.each([['319000011'], [undefined]])('asks nothing for %s, whom nobody has listed', async (body) => {
  const { of, close } = ask([FIRST, SECOND]);
  expect(await of(body).finally(close)).toMatchObject([{ feil: { kode: 'MANGLER_SCOPE', opphav: 'GATEWAY' } }]);
  expect(sandbox.postkasse.traffic().calls).toBe(0);
});

it('names nobody where the gateway acts for itself', async () => {
  const { of, close } = ask(undefined);
  expect(await of(FIRST).finally(close)).toMatchObject([{ ok: true }]);
  expect(sandbox.postkasse.traffic().calls).toBe(1);
});
