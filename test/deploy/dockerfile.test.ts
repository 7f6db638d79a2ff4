import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { instructionsOf } from '../image/dockerfile.ts';
import { hashOfDeciding, REPORT } from '../image/report.ts';
import { readIgnored } from '../image/steps.ts';
import { ROOT } from '../support/cli.ts';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const steps = instructionsOf(read('Dockerfile'));
const ofLastStage = steps.slice(steps.findLastIndex(({ keyword }) => keyword === 'FROM'));
const only = (keyword: string) => {
  const found = ofLastStage.filter((step) => step.keyword === keyword);
  if (found.length !== 1 || !found[0]) throw new Error(`the last stage has ${found.length} of ${keyword}`);
  return found[0];
};

// `npm run test:image` runs the steps. This is what can be seen without running them.
describe('The Dockerfile', () => {
  it('is the one whose steps were run last', () => {
    expect(readFileSync(REPORT, 'utf8'), 'run npm run test:image, and commit its report').toContain(hashOfDeciding());
  });

  it('begins each stage with the Node that the project is developed with', () => {
    const bases = steps.filter(({ keyword }) => keyword === 'FROM').map(({ words }) => words[0] ?? '');
    const node = read('.node-version').trim();
    expect(bases.length).toBeGreaterThan(1);
    expect(bases.filter((base) => !new RegExp(`node(?:js)?[:-]?${node}\\b`).test(base))).toEqual([]);
  });

  it('runs as a user with a number, since Kubernetes refuses names where it must not be root', () => {
    expect(only('USER').words[0]).toMatch(/^[1-9]\d*:[1-9]\d*$/);
  });

  it('starts Node itself, without a shell or npm between, so that it gets the signals', () => {
    expect(only('ENTRYPOINT').strings).toEqual(['/nodejs/bin/node', 'bin/registergraf.js']);
    expect(only('CMD').strings).toEqual(['start']);
  });

  it('runs nothing in the last stage, which has no shell', () => {
    expect(ofLastStage.filter(({ keyword }) => keyword === 'RUN')).toEqual([]);
  });

  it('gives Node options that it takes from its environment', () => {
    const { NODE_OPTIONS = '' } = only('ENV').pairs;
    const limit = 'process.stdout.write(String(require("node:v8").getHeapStatistics().heap_size_limit))';
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', limit], {
      env: { ...process.env, NODE_OPTIONS },
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    const [, megabytes] = /--max-old-space-size=(\d+)/.exec(NODE_OPTIONS) ?? [];
    expect(Number(stdout)).toBeGreaterThanOrEqual(Number(megabytes) * 2 ** 20);
    // Old space alone is a trap: docs/operations.md.
    expect(NODE_OPTIONS).toMatch(/--max-semi-space-size=\d+/);
  });

  it('listens where the container is reached from outside', () => {
    expect(only('ENV').pairs.HOST).toBe('0.0.0.0');
  });

  it('copies everything that the package says it needs', () => {
    const { files } = JSON.parse(read('package.json')) as { files: string[] };
    const copied = ofLastStage.filter(({ keyword }) => keyword === 'COPY').map(({ words }) => words.at(-1));
    expect(files.filter((file) => !copied.includes(file))).toEqual([]);
  });
});

describe('.dockerignore', () => {
  const isSent = readIgnored(read('.dockerignore'));

  it('lets through what is copied', () => {
    const copied = steps.filter(({ keyword, from }) => keyword === 'COPY' && from === undefined);
    const sources = copied.flatMap(({ words }) => words.slice(0, -1));
    expect(sources.length).toBeGreaterThan(5);
    expect(sources.filter((source) => !isSent(source) || !existsSync(join(ROOT, source)))).toEqual([]);
  });

  it.each(['.git/config', '.env', 'node_modules/pino/package.json', 'audit.jsonl', 'data/copy.db', '.sandbox/key.pem'])(
    'keeps %s out',
    (file) => {
      expect(isSent(file)).toBe(false);
    },
  );
});
