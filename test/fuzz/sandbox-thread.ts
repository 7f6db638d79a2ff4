import { parentPort } from 'node:worker_threads';
import { startSandbox } from '../../src/sandbox/index.ts';

// The registers, in a thread of their own: what they take is not what the gateway takes. Nothing is signed: test/fuzz/envelopes.test.ts is about that.
const { urls } = await startSandbox({ settings: { postkasse: { profile: 'none' } } });
parentPort?.postMessage(urls);
