import { spawnSync } from 'node:child_process';

/** A program of others that judges what we write, so that a misreading of ours cannot cancel itself out. */
export interface Judge {
  readonly program: string;
  /** What it prints its version for. */
  readonly version: string;
  /** Where it comes from. */
  readonly install: string;
}

export const JUDGES = {
  chromium: {
    program: process.env.CHROMIUM ?? '/usr/bin/chromium',
    version: '--version',
    install: 'apt-get install chromium, or name one in CHROMIUM',
  },
  xmlsec1: { program: 'xmlsec1', version: '--version', install: 'apt-get install xmlsec1' },
  xmllint: { program: 'xmllint', version: '--version', install: 'apt-get install libxml2-utils' },
  // What it prints its version for asks a cluster as well.
  kubectl: { program: 'kubectl', version: 'help', install: 'apt-get install kubernetes-client (Debian 13 or newer)' },
  systemd: { program: 'systemd-analyze', version: '--version', install: 'apt-get install systemd' },
  nginx: { program: 'nginx', version: '-v', install: 'apt-get install nginx-light' },
  redis: { program: 'redis-server', version: '--version', install: 'apt-get install redis-server' },
  bash: { program: 'bash', version: '--version', install: 'apt-get install bash' },
  zsh: { program: 'zsh', version: '--version', install: 'apt-get install zsh' },
  fish: { program: 'fish', version: '--version', install: 'apt-get install fish' },
  curl: { program: 'curl', version: '--version', install: 'apt-get install curl' },
  promtool: { program: 'promtool', version: '--version', install: 'apt-get install prometheus' },
  prometheus: { program: 'prometheus', version: '--version', install: 'apt-get install prometheus' },
  logrotate: { program: 'logrotate', version: '--version', install: 'apt-get install logrotate' },
  openssl: { program: 'openssl', version: 'version', install: 'apt-get install openssl' },
} as const satisfies Record<string, Judge>;

export const isThere = ({ program, version }: Judge): boolean => spawnSync(program, [version]).status === 0;

/** CI is 'true' on most services, 1 on some; a developer's shell may have it empty. */
export const isCi = ({ CI }: NodeJS.ProcessEnv): boolean => !['', '0', 'false'].includes(CI ?? '');

/** Why the tests with a judge are left out here; undefined when they run. In CI they always do, and fail without it. */
export function reasonToSkip(judge: Judge, env = process.env): string | undefined {
  return isCi(env) || isThere(judge) ? undefined : `${judge.program} is missing: ${judge.install}`;
}
