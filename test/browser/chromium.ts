import { type Browser, chromium } from 'playwright-core';
import { JUDGES, reasonToSkip } from '../support/judges.ts';

const reason = reasonToSkip(JUDGES.chromium);

export const NO_BROWSER = reason ?? '';
export const hasBrowser = reason === undefined;

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
  return chromium.launch({ executablePath: JUDGES.chromium.program, args: FLAGS });
}
