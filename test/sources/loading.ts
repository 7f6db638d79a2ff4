import { afterAll, beforeAll, beforeEach } from 'vitest';
import { sandboxSources } from '../../src/embedded.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { connectSources, type Loaders, type Ports, type SourcesConfig } from '../../src/sources/index.ts';
import { BASE, countedCall } from './registers.ts';

export interface Loading {
  readonly sandbox: Sandbox;
  /** One request: loaders of its own. Gives what `ask` gives, and how many calls it cost. */
  request<Answer>(
    ask: (loaders: Loaders, ports: Ports, call: ReturnType<typeof countedCall>['call']) => Promise<Answer>,
    change?: (config: SourcesConfig) => SourcesConfig,
  ): Promise<{ readonly answer: Answer; readonly calls: number }>;
}

/** Loaders that ask a sandbox of the test file's own. */
export function useLoaders(): Loading {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  beforeEach(() => sandbox.reset());
  afterAll(() => sandbox.close());
  return {
    get sandbox() {
      return sandbox;
    },
    async request(ask, change = (config) => config) {
      const sources = connectSources(change(sandboxSources(sandbox, { ...BASE, pausesMs: [] })));
      const { call, counted } = countedCall();
      const answer = await ask(sources.makeLoaders(call), sources.ports, call).finally(sources.close);
      return { answer, calls: counted.length };
    },
  };
}
