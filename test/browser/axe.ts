import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};

/** What axe finds on a page that lets its script in, and the names of the rules that it keeps. */
export async function runAxe(page: Page): Promise<{ readonly barriers: string[]; readonly kept: string[] }> {
  await page.evaluate(AXE);
  const { violations, passes } = await page.evaluate(
    (rules) => (globalThis as unknown as { axe: { run(rules: unknown): Promise<AxeResults> } }).axe.run(rules),
    RULES,
  );
  return {
    barriers: violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
    kept: passes.map(({ id }) => id),
  };
}
