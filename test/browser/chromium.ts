import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

export const NO_BROWSER = `no browser at ${CHROMIUM}; name one in CHROMIUM`;

/** In CI a missing browser is a failure: there the test is the proof. */
export const hasBrowser = existsSync(CHROMIUM) || process.env.CI === 'true';

// A browser that asks nobody anything of its own accord.
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}
