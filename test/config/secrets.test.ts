import { afterAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { SECRETS } from '../../src/config/secrets.ts';
import { VARIABLES } from '../../src/config/variables.ts';
import { createFiles } from '../support/certificates.ts';
import { problemsOf } from './problems.ts';

const GRUNNDATA = {
  AUTHENTICATION: 'off',
  GRUNNDATA_URL: 'https://grunndata.example/ws',
  GRUNNDATA_USER: 'brukeren',
};
const files = createFiles();
afterAll(() => files[Symbol.dispose]());
const inFile = files.write;

const problems = (GRUNNDATA_PASSWORD_FILE: string) =>
  problemsOf(() => readConfig({ ...GRUNNDATA, GRUNNDATA_PASSWORD_FILE }));

describe('a secret in a file of its own', () => {
  test('is read as if it stood in the variable, without the line break at its end', () => {
    for (const [name, end] of [
      ['bare', ''],
      ['unix', '\n'],
      ['windows', '\r\n'],
    ] as const) {
      const file = inFile(name, ` svært hemmelig ${end}`);
      const { enhet } = readConfig({ ...GRUNNDATA, GRUNNDATA_PASSWORD_FILE: file }).sources;
      expect(enhet?.passord).toBe(' svært hemmelig ');
    }
  });

  test('is one of every variable that holds a password or a key', () => {
    const named = Object.keys(VARIABLES.shape).filter((name) =>
      /_PASSWORD$|OTLP_HEADERS$|^AUDIT_KEY$|^REDIS_(?:URL|SECRET)$|^ROUTER_SECRET$/.test(name),
    );
    expect(SECRETS).toEqual(named);
  });

  test('is held to the same rules', () => {
    const file = inFile('short', 'too short');
    expect(problemsOf(() => readConfig({ AUDIT_KEY_FILE: file }))).toEqual([
      'AUDIT_KEY: must be at least 32 characters.',
    ]);
  });

  test('stands there or in the variable, not in both', () => {
    const both = { ...GRUNNDATA, GRUNNDATA_PASSWORD: 'hemmelig', GRUNNDATA_PASSWORD_FILE: inFile('both', 'hemmelig') };
    expect(problemsOf(() => readConfig(both))).toEqual([
      'GRUNNDATA_PASSWORD_FILE: is set, and so is GRUNNDATA_PASSWORD; one of them is enough.',
    ]);
  });

  test('stops the start when it cannot be read, and no line says what it holds', () => {
    const missing = 'GRUNNDATA_PASSWORD: missing; GRUNNDATA_URL needs it.';
    const unreadable = problems(files.path('absent'));
    expect(unreadable).toEqual(['GRUNNDATA_PASSWORD_FILE: the file cannot be read.', missing]);
    expect(problems(inFile('empty', '\n'))).toEqual(['GRUNNDATA_PASSWORD_FILE: the file is empty.', missing]);
  });

  test('is at most 4096 bytes long', () => {
    expect(problems(inFile('longest', 'h'.repeat(4096)))).toEqual([]);
    expect(problems(inFile('longer', 'h'.repeat(4097)))[0]).toBe(
      'GRUNNDATA_PASSWORD_FILE: the file is longer than 4096 bytes.',
    );
  });

  test('whose variable is misspelt stops the start', () => {
    expect(problemsOf(() => readConfig({ ...GRUNNDATA, GRUNNDATA_PASSWORD_FILES: 'x' }))).toContain(
      'GRUNNDATA_PASSWORD_FILES: unknown; is GRUNNDATA_PASSWORD_FILE meant?',
    );
  });
});
