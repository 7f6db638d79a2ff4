import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const SERVERS = ['gateway', 'byHand', 'floor'];

test('the servers of the bench give the same answers by the same calls', async () => {
  const { stderr } = await promisify(execFile)(process.execPath, [
    'bench/main.ts',
    '--short',
    '--only',
    SERVERS.join(),
  ]);
  const lines = stderr.trim().split('\n');
  expect(lines).toEqual(
    ['small: 16 answers as expected, 1 calls each', 'list: 16 answers as expected, 5 calls each'].flatMap((line) =>
      SERVERS.map((server) => `${server}, ${line}`),
    ),
  );
});
