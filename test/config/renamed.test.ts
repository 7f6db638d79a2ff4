import { describe, expect, test } from 'vitest';
import { RENAMED_VALUES, RENAMED_VARIABLES } from '../../src/config/renamed.ts';
import { VARIABLES } from '../../src/config/variables.ts';
import { readConfig } from '../../src/config.ts';
import { problemsOf } from './problems.ts';

const problems = (environment: Parameters<typeof readConfig>[0]) => problemsOf(() => readConfig(environment));

/** Something that can be read, for those of the old variables that are checked when the sandbox answers. */
const SANE: Readonly<Record<string, string>> = {
  LOGG_NIVAA: 'warn',
  PROFIL: 'open',
  MAKS_DYBDE: '20',
  SYNTETISKE_PERSONER: 'allow',
  AUTENTISERING: 'off',
  AUDIT_NOEGLE: 'x'.repeat(32),
};

describe('a variable under the name that it had before', () => {
  const general = Object.entries(RENAMED_VARIABLES).filter(
    ([old]) => !/^(STAR|POSTKASSE|KONTAKTREGISTER|GRUNNDATA|TOKEN|DOKUMENTER)/.test(old),
  );

  test.each(general)('stops the start with the one line that says the new: %s', (old, now) => {
    expect(problems({ [old]: SANE[old] ?? '1000' })).toEqual([`${old}: is called ${now} now.`]);
  });

  test.each(Object.entries(RENAMED_VARIABLES))(
    'is named, whatever else is wrong, and its value is not: %s',
    (old, now) => {
      const lines = problems({ [old]: 'very-secret' });
      expect(lines).toContain(`${old}: is called ${now} now.`);
      expect(lines.join()).not.toContain('very-secret');
    },
  );

  test('is not asked for again under the new one', () => {
    const environment = { GRUNNDATA_URL: 'http://127.0.0.1:1', AUTHENTICATION: 'off', AUDIT_KEY: 'x'.repeat(32) };
    expect(problems({ ...environment, GRUNNDATA_BRUKERID: 'u', GRUNNDATA_PASSORD: 'p' })).toEqual([
      'GRUNNDATA_BRUKERID: is called GRUNNDATA_USER now.',
      'GRUNNDATA_PASSORD: is called GRUNNDATA_PASSWORD now.',
    ]);
  });

  test('stops the start also beside the new one', () => {
    expect(problems({ LOGG_NIVAA: 'warn', LOG_LEVEL: 'info' })).toEqual(['LOGG_NIVAA: is called LOG_LEVEL now.']);
  });

  test('stands in the table with a name that is read', () => {
    const read = new Set([...Object.keys(VARIABLES.shape), 'SANDBOX_KEYS']);
    expect(Object.values(RENAMED_VARIABLES).filter((now) => !read.has(now))).toEqual([]);
    expect(Object.keys(RENAMED_VARIABLES).filter((old) => read.has(old))).toEqual([]);
  });
});

describe('a variable with a word that it took before', () => {
  const words = Object.entries(RENAMED_VALUES).flatMap(([name, known]) =>
    Object.entries(known).map(([old, now]) => [name, old, now] as const),
  );

  test.each(words)('%s=%s stops the start with a line that says %s', (name, old, now) => {
    expect(problems({ [name]: old, SANDBOX: 'on' })).toContain(`${name}: ${old} is called ${now} now.`);
  });

  test('is one line, under the old name two', () => {
    expect(problems({ PROFILE: 'aapen' })).toEqual(['PROFILE: aapen is called open now.']);
    expect(problems({ PROFIL: 'aapen' })).toEqual([
      'PROFIL: is called PROFILE now.',
      'PROFILE: aapen is called open now.',
    ]);
  });
});
