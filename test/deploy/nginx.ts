import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { starCertificates } from '../support/certificates.ts';
import { ROOT } from '../support/cli.ts';
import { PATIENCE } from '../support/patience.ts';
import { freePorts } from '../support/ports.ts';

export const CONFIGURATION = readFileSync(join(ROOT, 'deploy/nginx/registergraf.conf'), 'utf8');

/** The same, where only a router with a certificate is answered. */
export const FOR_ROUTERS = CONFIGURATION.replace(/^server \{$/m, 'server {\n  include /etc/nginx/router.conf;');
const ROUTER = readFileSync(join(ROOT, 'deploy/nginx/router.conf'), 'utf8');

/** What nginx would fill its own folders with; ours is one that goes with the test. */
const FOLDERS = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path`);

export interface Nginx {
  readonly port: number;
  readonly ca: string;
  /** The access log, parsed. */
  logged(): Record<string, unknown>[];
  /** Marks a gateway as down, by its port, or none; and reads the configuration anew, as an operator would. */
  leaveOut(gateway?: number): void;
  stop(): Promise<void>;
}

/** A folder with the configuration as it stands in deploy, before gateways at these ports, and certificates of the test's. */
async function prepare(gateways: readonly number[], configuration: string) {
  const folder = mkdtempSync(join(tmpdir(), 'registergraf-nginx-'));
  // Its workers are not root.
  chmodSync(folder, 0o755);
  const port = await freePorts();
  const { ca, server } = starCertificates();
  writeFileSync(join(folder, 'registergraf.pem'), server.cert);
  writeFileSync(join(folder, 'registergraf-key.pem'), server.key);
  writeFileSync(join(folder, 'router-ca.pem'), ca);
  writeFileSync(join(folder, 'router.conf'), ROUTER.replaceAll('/etc/nginx/', `${folder}/`));
  const site = configuration
    .replace('listen 443', `listen 127.0.0.1:${port}`)
    .replaceAll('/etc/nginx/', `${folder}/`)
    .replaceAll('/var/log/nginx/', `${folder}/`)
    .replace('127.0.0.1:4000', `127.0.0.1:${gateways[0]}`)
    .replace('127.0.0.1:4001', `127.0.0.1:${gateways[1]}`);
  writeFileSync(join(folder, 'site.conf'), site);
  const paths = FOLDERS.map((name) => `  ${name} ${folder}/${name};`).join('\n');
  const own = `daemon off;\nerror_log stderr warn;\npid ${folder}/nginx.pid;\nworker_processes 1;\nevents {}\n`;
  writeFileSync(join(folder, 'nginx.conf'), `${own}http {\n${paths}\n  include ${folder}/site.conf;\n}\n`);
  return { folder, port, ca, words: ['-c', join(folder, 'nginx.conf'), '-p', folder] };
}

/** What `nginx -t` says of a configuration, and how it ends. */
export async function checkNginx(
  configuration: string,
): Promise<{ readonly status: number | null; readonly said: string }> {
  const { folder, words } = await prepare([4000, 4001], configuration);
  const { status, stderr } = spawnSync('nginx', ['-t', ...words], { encoding: 'utf8' });
  rmSync(folder, { recursive: true, force: true });
  return { status, said: stderr };
}

export async function startNginx(gateways: readonly number[], configuration = CONFIGURATION): Promise<Nginx> {
  const { folder, port, ca, words } = await prepare(gateways, configuration);
  const child = spawn('nginx', words, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (piece) => {
    said += piece;
  });
  const answers = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
  await vi.waitUntil(answers, PATIENCE).catch(() => {
    child.kill('SIGTERM');
    throw new Error(`nginx does not answer: ${said}`);
  });
  return {
    port,
    ca,
    logged: () =>
      readFileSync(join(folder, 'registergraf.log'), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    leaveOut(gateway) {
      const site = join(folder, 'site.conf');
      const all = readFileSync(site, 'utf8').replaceAll(' down;', ';');
      const marked = all.replace(new RegExp(`(server 127\\.0\\.0\\.1:${gateway} .*);`), '$1 down;');
      if (gateway !== undefined && marked === all) throw new Error(`nginx asks no gateway at ${gateway}`);
      writeFileSync(site, marked);
      child.kill('SIGHUP');
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
