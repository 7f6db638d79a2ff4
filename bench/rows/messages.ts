import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { profileProgram } from '../profiling.ts';
import { spread } from '../statistics.ts';
import type { Line, Row, Target } from './row.ts';

/** What `security.ts` prints of a message: `open KanVelge   900 µs   1.50 × bare RSA … (600 µs)`. */
const LINE = /^(?<measured>\S.*?) +(?<micros>\d+) µs +(?<ratio>[\d.]+) × (?<beside>.*) \(\d+ µs\)$/gm;

/** By the beginning of what is measured, and of what it is compared with. */
const TARGETS: readonly { readonly measured: RegExp; readonly beside: RegExp; readonly target: Target }[] = [
  { measured: /^open HentPersoner/, beside: /^bare/, target: { atMost: 3 } },
  { measured: /^kontaktregister/, beside: /^parsing/, target: { atMost: 1.5 } },
];

/** What src/serve.ts tells V8 of the gateway's own process. */
const AS_THE_GATEWAY = ['--no-allocation-site-pretenuring'];

const FILE = fileURLToPath(new URL('../security.ts', import.meta.url));

export const messages: Row = {
  name: 'messages',
  about: 'Signed and encrypted messages, and `kontaktregister` of 1000 people, in one process without a network',
  async measure() {
    const { status, stdout } = spawnSync(process.execPath, [...AS_THE_GATEWAY, FILE], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (status !== 0) throw new Error('security.ts failed');
    const lines = readMessages(stdout);
    const missing = TARGETS.filter(({ target }) => !lines.some((line) => line.target === target));
    return { lines, skipped: missing.map(({ measured }) => `security.ts measures nothing that is named ${measured}`) };
  },
  explain: async () => [await profileProgram('security.ts', FILE)],
};

/** A line of the table for each that is printed; its rounds' median is all that is told. */
export function readMessages(text: string): Line[] {
  return [...text.matchAll(LINE)].map(({ groups = {} }) => {
    const { measured = '', micros, ratio, beside = '' } = groups;
    const held = TARGETS.find((one) => one.measured.test(measured) && one.beside.test(beside));
    return {
      measure: `${measured} (${micros} µs) ÷ ${beside}`,
      measured: spread([Number(ratio)]),
      target: held?.target,
    };
  });
}
