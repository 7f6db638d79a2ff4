import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { KEEP_MAX_BYTES } from '../../src/sources/enhet/settings.ts';
import { problemsOf } from './problems.ts';

const MIB = 1024 * 1024;

test('units are kept where the setting says so, on the embedded sandbox too, and not by default', () => {
  for (const set of [{}, { ENHET_KEEP_MS: '0' }]) expect(readConfig(set).sources.keep).toBeUndefined();
  expect(readConfig({ ENHET_KEEP_MS: '1' }).sources.keep).toEqual({ keepMs: 1, maxBytes: KEEP_MAX_BYTES });
  const most = { ENHET_KEEP_MS: '86400000', ENHET_KEEP_MAX_BYTES: String(4096 * MIB) };
  expect(readConfig(most).sources.keep).toEqual({ keepMs: 86_400_000, maxBytes: 4096 * MIB });
});

test('for no longer than a day, in no less than a megabyte', () => {
  const far = { ENHET_KEEP_MS: '86400001', ENHET_KEEP_MAX_BYTES: String(MIB - 1) };
  expect(problemsOf(() => readConfig(far))).toEqual([
    'ENHET_KEEP_MS: must be a whole number from 0 to 86400000.',
    `ENHET_KEEP_MAX_BYTES: must be a whole number from ${MIB} to ${4096 * MIB}.`,
  ]);
});
