import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test, vi } from 'vitest';
import { freePorts } from '../support/ports.ts';
import { hasBrowser, launchBrowser, NO_BROWSER } from './chromium.ts';
import { visit } from './web-page.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const started: ChildProcess[] = [];
afterAll(() => {
  for (const { pid } of started) if (pid !== undefined) process.kill(-pid);
});

/** Runs a command of the README, and waits until it answers. */
async function start(script: string[], environment: Record<string, string>, url: string): Promise<void> {
  const { PATH, HOME } = process.env;
  // A group of its own, so that what npm starts ends with it.
  const npm = spawn('npm', script, { cwd: ROOT, detached: true, stdio: 'ignore', env: { PATH, HOME, ...environment } });
  started.push(npm);
  await vi.waitUntil(
    async () => {
      if (npm.exitCode !== null) throw new Error(`npm ${script.join(' ')} has ended`);
      return (await fetch(url).catch(() => undefined))?.ok;
    },
    { timeout: 50_000, interval: 100 },
  );
}

test('npm start in one terminal and npm run web in another give a page that answers', async (context) => {
  if (!hasBrowser) return context.skip(NO_BROWSER);
  const gateway = await freePorts(2);
  const web = gateway + 1;
  await start(['start'], { PORT: String(gateway) }, `http://127.0.0.1:${gateway}/health/ready`);
  const url = `http://127.0.0.1:${web}/`;
  const options = ['--host', '127.0.0.1', '--port', String(web), '--strictPort'];
  await start(['run', 'web', '--', ...options], { GATEWAY: `http://127.0.0.1:${gateway}` }, url);

  const browser = await launchBrowser();
  try {
    const { page, complaints } = await visit(browser, url);
    await page.getByLabel('Organisasjonsnummer').fill('700102009');
    await page.getByRole('button', { name: 'Slå opp' }).click();
    await page.getByRole('heading', { name: 'BLÅBÆR & FLØYTE SANDKASSE' }).waitFor();
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
}, 120_000);
