import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { ROOT } from '../support/cli.ts';
import { PATIENCE } from '../support/patience.ts';
import { freePorts } from '../support/ports.ts';

const FOLDER = join(ROOT, 'deploy/prometheus');
const CONFIGURATION = readFileSync(join(FOLDER, 'prometheus.yml'), 'utf8');
export const RULES = readFileSync(join(FOLDER, 'registergraf.rules.yml'), 'utf8');
export const RULE_TESTS = readFileSync(join(FOLDER, 'registergraf.rules.test.yml'), 'utf8');

/** Seconds between two looks at the gateways, where the configuration has fifteen. */
const EVERY_S = 1;

export interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [at: number, value: string];
}

export interface Prometheus {
  /** What an expression comes to just now; rejects with what is wrong with it. */
  query(expression: string): Promise<readonly Sample[]>;
  rules(): Promise<readonly { readonly name: string; readonly health: string; readonly state: string }[]>;
  targets(): Promise<readonly { readonly health: string; readonly lastError: string }[]>;
  stop(): Promise<void>;
}

/** Prometheus with the configuration of deploy, which reads /metrics at these addresses. */
export async function startPrometheus(targets: readonly string[]): Promise<Prometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'registergraf-prometheus-'));
  const port = await freePorts();
  const hosts = targets.map((target) => new URL(target).host);
  const configuration = CONFIGURATION.replaceAll('15s', `${EVERY_S}s`)
    .replace('scrape_timeout: 5s', `scrape_timeout: ${EVERY_S}s`)
    .replace('127.0.0.1:9464', hosts.join('\n          - '));
  writeFileSync(join(folder, 'prometheus.yml'), configuration);
  writeFileSync(join(folder, 'registergraf.rules.yml'), RULES);
  const child = spawn(
    'prometheus',
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=warn',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr.on('data', (piece) => {
    said += piece;
  });
  child.once('error', (error) => {
    said += error.message;
  });
  const url = `http://127.0.0.1:${port}`;
  async function api<Data>(path: string, parameters: Record<string, string> = {}): Promise<Data> {
    const response = await fetch(`${url}/api/v1/${path}?${new URLSearchParams(parameters)}`);
    const { status, data, error } = (await response.json()) as { status: string; data: Data; error?: string };
    if (status !== 'success') throw new Error(error);
    return data;
  }
  await vi
    .waitUntil(async () => (await fetch(`${url}/-/ready`).catch(() => undefined))?.ok, PATIENCE)
    .catch(() => {
      child.kill('SIGKILL');
      throw new Error(`prometheus does not answer: ${said}`);
    });
  return {
    query: async (query) => (await api<{ result: readonly Sample[] }>('query', { query })).result,
    rules: async () => {
      const { groups } = await api<{ groups: readonly { rules: Awaited<ReturnType<Prometheus['rules']>> }[] }>('rules');
      return groups.flatMap(({ rules }) => rules);
    },
    targets: async () =>
      (await api<{ activeTargets: Awaited<ReturnType<Prometheus['targets']>> }>('targets')).activeTargets,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
