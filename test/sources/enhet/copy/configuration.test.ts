import { createInterface } from 'node:readline';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examineSources } from '../../../../src/cli/doctor/sources.ts';
import { readConfig } from '../../../../src/config.ts';
import { examineCopy } from '../../../../src/sources/enhet/adapters/copy/examine.ts';
import { MAX_AGE_MS } from '../../../../src/sources/enhet/adapters/copy/settings.ts';
import { problemsOf } from '../../../config/problems.ts';
import { ROOT, runFile } from '../../../support/cli.ts';
import { SUB_UNITS, startWorld, UNITS, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.fetch();
});
afterAll(() => world.close());

const COPY = { ENHET_SOURCE: 'copy', ENHET_COPY: 'data/units.db' };
const problems = (set: Record<string, string>) => problemsOf(() => readConfig(set));
/** Where nobody is, so that no test asks a real register. */
const NOWHERE = {
  FRIVILLIGHETSREGISTERET_URL: 'http://127.0.0.1:9/frivillighetsregisteret/api',
  FULLMAKT_URL: 'http://127.0.0.1:9/fullmakt',
};

describe('the configuration', () => {
  test('names the file, and the register’s own addresses for what it lacks', () => {
    const { sources, sandbox } = readConfig(COPY);
    expect(sources.enhet).toMatchObject({
      source: 'copy',
      copy: { file: 'data/units.db', follow: false, maxAgeMs: MAX_AGE_MS },
      enhetsregisteretUrl: 'https://data.brreg.no/enhetsregisteret/api',
      frivillighetsregisteretUrl: 'https://data.brreg.no/frivillighetsregisteret/api',
      maskinporten: undefined,
    });
    // For the registers with people, which are not open.
    expect(sandbox).toBe(true);
  });

  test('says how old the copy may be, whether it is followed, and where the register is', () => {
    const url = 'https://data.ppe.brreg.no/enhetsregisteret/api';
    const set = { ENHET_COPY_FOLLOW: 'on', ENHET_COPY_MAX_AGE_MS: '1', ENHETSREGISTERET_URL: url };
    const { sources } = readConfig({ ...COPY, ...set });
    expect(sources.enhet).toMatchObject({ enhetsregisteretUrl: url, copy: { follow: true, maxAgeMs: 1 } });
  });

  test.each<[string, Record<string, string>, readonly string[]]>([
    ['without its file', { ENHET_SOURCE: 'copy' }, ['ENHET_COPY: missing; ENHET_SOURCE is copy.']],
    [
      'for another source',
      { ENHET_SOURCE: 'enhetsregisteret', ENHET_COPY: 'data/units.db', ENHET_COPY_FOLLOW: 'on' },
      ['ENHET_COPY', 'ENHET_COPY_FOLLOW'].map(
        (name) => `${name}: is set and not read; ENHET_SOURCE is enhetsregisteret.`,
      ),
    ],
    [
      'for no source',
      { ENHET_COPY_MAX_AGE_MS: '1000' },
      ['ENHET_COPY_MAX_AGE_MS: is set and not read; ENHET_SOURCE is grunndata.'],
    ],
    [
      'beside another register’s',
      { ...COPY, GRUNNDATA_USER: 'somebody' },
      ['GRUNNDATA_USER: is set and not read; ENHET_SOURCE is copy.'],
    ],
    [
      'with what is no number and no word',
      { ...COPY, ENHET_COPY_MAX_AGE_MS: '0', ENHET_COPY_FOLLOW: 'yes' },
      [
        'ENHET_COPY_FOLLOW: must be one of off, on.',
        'ENHET_COPY_MAX_AGE_MS: must be a whole number from 1 to 31536000000.',
      ],
    ],
  ])('%s is a mistake', (_, set, expected) => {
    expect(problems(set)).toEqual(expected);
  });
});

describe('doctor', () => {
  const counts = `${UNITS} units, ${SUB_UNITS} sub-units, 0 deleted, ${4 * UNITS} roles`;

  test('counts what there is', async () => {
    const { asOf } = world.store.knowledge() ?? {};
    const checks = examineSources(readConfig({ ...COPY, ENHET_COPY: world.file }).sources);
    const text = `ENHET_COPY ${world.file}: ${counts}, as of ${asOf}`;
    expect(checks).toMatchObject([{ area: 'copy', state: 'ok', text }]);
    expect(examineSources(readConfig({}).sources)).toEqual([]);
  });

  test('warns of what is too old, from the first millisecond on, and fails without a copy', () => {
    const { asOf = '' } = world.store.knowledge() ?? {};
    const at = (ageMs: number) =>
      examineCopy({ file: world.file, follow: false, maxAgeMs: 1_000 }, () => Date.parse(asOf) + ageMs);
    expect(at(1_000)).toMatchObject({ state: 'ok', facts: { ageMs: 1_000, units: UNITS } });
    const says = `ENHET_COPY ${world.file}: ${counts}, as of ${asOf}, which is too old: the register is asked instead`;
    expect(at(1_001)).toMatchObject({ state: 'warning', text: says });
    const broken = `${world.folder}/broken`;
    writeFileSync(broken, 'no database '.repeat(1_000));
    const textOf = (file: string) => examineCopy({ file, follow: false, maxAgeMs: 1_000 });
    expect(textOf(`${broken}er`)).toEqual({
      area: 'copy',
      state: 'failure',
      text: `ENHET_COPY: there is no copy at ${broken}er: fetch one`,
    });
    expect(textOf(broken)).toMatchObject({ state: 'failure', text: `ENHET_COPY: ${broken} is no copy, or damaged` });
  });
});

describe('a gateway', { timeout: 60_000 }, () => {
  test('answers from the copy with nothing else configured, and writes nothing beside its log', async () => {
    const env = { PATH: process.env.PATH ?? '', PORT: '0', SHUTDOWN_DELAY_MS: '0', ...COPY, ...NOWHERE };
    const gateway = spawn(process.execPath, ['src/main.ts'], {
      cwd: ROOT,
      env: { ...env, ENHET_COPY: world.file, ENHET_COPY_FOLLOW: 'on', ENHETSREGISTERET_URL: world.register.url },
    });
    const ended = once(gateway, 'exit');
    const stderr = text(gateway.stderr);
    const lines: string[] = [];
    try {
      let url: string | undefined;
      const output = createInterface(gateway.stdout);
      for await (const line of output) {
        lines.push(line);
        url ??= /answers at (http:\/\/[\w.:]+)/.exec(line)?.[1];
        if (url !== undefined && lines.some((one) => /follows the register/.test(one))) break;
      }
      const [number = ''] = world.units.keys();
      const query = `{ enhet(organisasjonsnummer: "${number}") { basisdata { ... on Basisdata { kilde ferskhet } } } }`;
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      expect(await response.json()).toEqual({
        data: { enhet: { basisdata: { kilde: 'ENHETSREGISTERET', ferskhet: expect.any(String) } } },
      });
    } finally {
      gateway.kill('SIGTERM');
    }
    expect(await ended).toEqual([0, null]);
    expect(await stderr).toBe('');
    expect(lines.join('\n')).toContain(`the copy ${world.file} answers, as of `);
  });

  test('that keeps no copy never loads SQLite', async () => {
    const file = `${world.folder}/loaded.mjs`;
    const source = (name: string) => JSON.stringify(`${ROOT}src/${name}`);
    writeFileSync(
      file,
      `import { readConfig } from ${source('config.ts')};
       import { connectSources } from ${source('sources/index.ts')};
       const loaded = () => process.moduleLoadList.includes('NativeModule sqlite');
       await connectSources(readConfig({ ENHET_SOURCE: 'enhetsregisteret' }).sources).close();
       const before = loaded();
       await connectSources(readConfig(${JSON.stringify({ ...COPY, ENHET_COPY: world.file })}).sources).close();
       process.stdout.write(JSON.stringify([before, loaded()]));`,
    );
    expect(await runFile(file, [])).toEqual({ code: 0, stdout: '[false,true]', stderr: '' });
  });
});
