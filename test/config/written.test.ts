import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, test } from 'vitest';
import { documentedCalls, documentedVariables } from '../../src/config/documented.ts';
import { SECRET_FILES } from '../../src/config/secrets.ts';
import { VARIABLES } from '../../src/config/variables.ts';
import { createFiles } from '../support/certificates.ts';

// What operators begin with: the file of examples, and the schema that editors and deployments hold values to.

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

describe('.env.example', () => {
  const text = read('.env.example');
  // A line that is a remark begins with a blank after its #.
  const open = text.replace(/^#(?=\w+=)/gm, '');
  const examples = parseEnv(open) as Record<string, string>;
  const files = createFiles();
  afterAll(() => files[Symbol.dispose]());

  test('sets nothing by itself', () => {
    expect(parseEnv(text)).toEqual({});
  });

  test('has every variable, each with a value that it may have', () => {
    expect(Object.keys(examples).toSorted()).toEqual(Object.keys(VARIABLES.shape).toSorted());
    for (const [name, shape] of Object.entries(VARIABLES.shape)) {
      const { error } = shape.safeParse(examples[name]);
      // The one file that is read as a variable is, and that the example cannot bring along.
      if (name === 'TOKEN_JWKS_FILE') expect(error?.issues[0]?.message).toBe('the file cannot be read');
      else expect(error, name).toBeUndefined();
    }
  });

  test('says the same to a shell as to Node', () => {
    const file = files.path('environment');
    writeFileSync(file, open);
    const told = execFileSync('/bin/sh', ['-c', `set -a; . "${file}"; env -0`], { env: {}, encoding: 'utf8' });
    const read = Object.fromEntries(told.split('\0').map((line) => [line.split('=', 1)[0], line.replace(/^\w+=/, '')]));
    expect(read).toMatchObject(examples);
  });
});

describe('the schema of the configuration', () => {
  const schema = JSON.parse(read('schema/configuration.schema.json'));
  // Whether an address is one is left to the gateway: JSON Schema holds nobody to formats.
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { uri: true } });
  const accepts = ajv.compile(schema);
  const documented = [...documentedVariables(), ...documentedCalls()];

  test('has every variable, of each register too, and the files of secrets', () => {
    const names = [...documented.map(({ name }) => name), ...SECRET_FILES];
    expect(Object.keys(schema.properties).toSorted()).toEqual(names.toSorted());
  });

  test('takes every example and every default', () => {
    for (const { name, example } of documented) {
      const { default: otherwise } = schema.properties[name];
      for (const value of [example, otherwise])
        if (value !== undefined) expect(accepts({ [name]: value }), name).toBe(true);
    }
  });

  test('takes a number as one, and holds it to its limits', () => {
    const takes = [0, 4000, 65_535, '4000'].map((PORT) => accepts({ PORT }));
    expect(takes).toEqual([true, true, true, true]);
    const refuses = [-1, 65_536, 1.5, 'http', '-1', true, null].map((PORT) => accepts({ PORT }));
    expect(refuses).toEqual([false, false, false, false, false, false, false]);
  });

  test('refuses nothing that the gateway would take', () => {
    const texts = [
      '0',
      '1',
      '-1',
      '1.5',
      'on',
      'off',
      'open',
      'signed',
      'https://a.example',
      'abc',
      '1'.repeat(16),
      '{}',
    ];
    let refused = 0;
    for (const { name, shape } of documented)
      for (const text of texts) {
        if (accepts({ [name]: text })) continue;
        refused += 1;
        expect(shape.safeParse(text).success, `${name}=${text}`).toBe(false);
      }
    expect(refused).toBeGreaterThan(documented.length);
  });
});
