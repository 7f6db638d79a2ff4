import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/cli.ts';

/** What the last `npm run test:image` found. */
export const REPORT = join(ROOT, 'test/image/report.md');

/** What decides how the image is made; a report holds for these as they were. */
export const DECIDING = ['Dockerfile', '.dockerignore'];

export function hashOfDeciding(): string {
  const hash = createHash('sha256');
  for (const file of DECIDING) hash.update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}

export function reportOf(facts: Readonly<Record<string, number>>): string {
  const lines = Object.entries(facts).map(([what, number]) => `- ${what}: ${number}`);
  return `# The image's steps, run in a clean folder

The last run of \`npm run test:image\` that passed. It installs everything anew, which takes CI too long.

- Date: ${new Date().toISOString().slice(0, 10)}
- Node: ${process.version}
- SHA-256 of ${DECIDING.join(' and ')}: ${hashOfDeciding()}
${lines.join('\n')}
`;
}
