import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentId } from '../../src/server/documents/documents.ts';
import { PROFILES } from '../../src/server/profile.ts';
import { type GuardedGateway, startGuardedGateway, tokenOf } from '../support/callers.ts';
import { createFiles } from '../support/certificates.ts';
import { ESCAPE, type RunOptions, runCli } from '../support/cli.ts';
import { freePorts } from '../support/ports.ts';
import { exampleDocuments, type RunningGateway, startGateway } from '../support/gateway.ts';

/** In no manifest of the examples. */
const OWN =
  'query Own($organisasjonsnummer: ID!) { enhet(organisasjonsnummer: $organisasjonsnummer) { basisdata { __typename } } }';
const [DOCUMENT_ID = ''] = [...exampleDocuments()].find(([, text]) => text.startsWith('query Basisdata(')) ?? [];

const files = createFiles();
let gateway: RunningGateway;
let guarded: GuardedGateway;
/** As in production: it takes no text. */
let closed: RunningGateway;
beforeAll(async () => {
  const documents = new Map([...exampleDocuments(), [documentId(OWN), OWN]]);
  [gateway, guarded, closed] = await Promise.all([
    startGateway(),
    startGuardedGateway(),
    startGateway({ profile: PROFILES.production, documents }),
  ]);
});
afterAll(async () => {
  files[Symbol.dispose]();
  await Promise.all([gateway.close(), guarded.close(), closed.close()]);
});

const ask = (args: readonly string[], options?: RunOptions, url = `${gateway.url}/graphql`) =>
  runCli(['ask', ...args, '--url', url], options);
const cpr = ['--variables', '{"cpr":"0101505006"}'];
const unit = (organisasjonsnummer: string) => ['--variables', JSON.stringify({ organisasjonsnummer })];

describe('registergraf ask', { timeout: 60_000 }, () => {
  test('prints an answer of nothing but data, and ends with 0', async () => {
    const { code, stdout, stderr } = await ask(['basisdata', ...unit('700102009')]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout).data.enhet.basisdata.__typename).toBe('Basisdata');
    expect(stdout).toMatch(/^\{\n {2}"data": \{\n/);
    expect(stdout).not.toContain(ESCAPE);
  });

  test('tells each field that a register answered with an error, and ends with 3', async () => {
    // With the byte order mark that an editor may have put there.
    const text = `\uFEFF${JSON.stringify({ organisasjonsnumre: ['700102009', '700011003'] })}`;
    const variables = files.write('units.json', text);
    const [plain, coloured] = await Promise.all([
      ask(['Enheter', '--variables', `@${variables}`]),
      ask(['Enheter', '--variables', `@${variables}`], { env: { FORCE_COLOR: '1' } }),
    ]);
    expect([plain.code, coloured.code]).toEqual([3, 3]);
    expect(plain.stderr).toMatch(/^✗ enheter\[1\]\.basisdata: EnhetSlettet 110 \S.*\n$/);
    expect(JSON.parse(plain.stdout).data.enheter).toHaveLength(2);
    expect(coloured.stdout).toContain(ESCAPE);
    expect(coloured.stderr).toContain(ESCAPE);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are.
    expect(coloured.stdout.replace(/\u001b\[\d+m/g, '')).toBe(plain.stdout);
  });

  test('asks with the sandbox alone, when nobody else answers', async () => {
    const { code, stdout } = await ask(['Kontaktinformation', '--sandbox', '--caller', 'jobcenter-2', ...cpr], {
      // Of the environment nothing counts: not even a configuration that is wrong.
      env: { PORT: 'none', STAR_URL: 'nowhere' },
    });
    expect(code).toBe(3);
    expect(JSON.parse(stdout).data.borger.kontaktinformation.__typename).toBe('StarIkkeAutoriseret');
  });

  test('asks the sandbox by the doors that are named', async () => {
    const ofUnit = (SANDBOX_DOORS: string) =>
      ask(['Basisdata', '--sandbox', ...unit('700102009')], { env: { SANDBOX_DOORS } });
    const [rest, wrong] = await Promise.all([ofUnit('rest'), ofUnit('resten')]);
    expect(JSON.parse(rest.stdout).data.enhet.basisdata.kilde).toBe('ENHETSREGISTERET');
    expect(wrong).toMatchObject({ code: 1, stdout: '' });
    expect(wrong.stderr).toContain('SANDBOX_DOORS: must be one of soap, rest.');
  });

  test('takes a document from standard input, one operation of many, and a caller’s scopes', async () => {
    const input = `query One { __typename }
      query Two { enhet(organisasjonsnummer: "700102009") { basisdata { ... on Registerfeil { opphav } __typename } } }`;
    const [chosen, unchosen, raw] = await Promise.all([
      ask(['-', '--operation', 'Two', '--caller', 'star', '--scopes', 'registergraf:roller.read'], { input }),
      ask(['-'], { input }),
      ask(['-', '--raw'], { input: '{ __typename }' }),
    ]);
    expect(chosen.code).toBe(3);
    expect(JSON.parse(chosen.stdout).data.enhet.basisdata.opphav).toBe('GATEWAY');
    expect(unchosen).toMatchObject({ code: 2, stdout: '' });
    expect(unchosen.stderr).toContain('One, Two');
    expect(raw).toEqual({ code: 0, stderr: '', stdout: '{"data":{"__typename":"Query"}}\n' });
  });

  test('warns where an error would go unnoticed', async () => {
    const input = '{ enhet(organisasjonsnummer: "700011003") { basisdata { ... on Basisdata { navn } } } }';
    const { code, stderr } = await ask(['-'], { input });
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/^! basisdata .*__typename/) });
  });

  test('lists the examples with their variables', async () => {
    const { code, stdout } = await runCli(['ask', '--list']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Kontaktinformation +query +cpr: ID! +How a Danish citizen can be reached/m);
    expect(stdout).toMatch(/^SlettPostkasse +mutation +input: SlettPostkasseInput! /m);
    const json = JSON.parse((await runCli(['ask', '--list', '--json'])).stdout);
    expect(json).toContainEqual(expect.objectContaining({ name: 'SlettPostkasse', kind: 'mutation' }));
  });

  test('says which variable was perhaps meant', async () => {
    const { stderr } = await ask(['Basisdata', '--variables', '{"organisasjonsnummer":"1","organisasjonsnumer":"1"}']);
    expect(stderr).toMatch(/ does not have\. Did you mean organisasjonsnummer\?\n$/);
  });

  test('says which example was perhaps meant', async () => {
    const { code, stderr } = await ask(['Kontaktinfomation']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/^error: Kontaktinfomation is neither .* Did you mean Kontaktinformation\?\n$/),
    });
  });

  test('takes variables from standard input', async () => {
    const input = '{"organisasjonsnummer":"700102009"}';
    const [read, twice] = await Promise.all([
      ask(['Basisdata', '--variables', '-'], { input }),
      ask(['Basisdata', '--variables', '-', '--token', '-'], { input }),
    ]);
    expect(read.code).toBe(0);
    expect(twice).toEqual({ code: 2, stdout: '', stderr: 'error: only one thing can be read from standard input\n' });
  });

  test('names the variables that are missing, and sends nothing', async () => {
    const before = gateway.lines.length;
    const { code, stdout, stderr } = await ask(['Registers', '--variables', '{"cpr":"0101505006"}']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(
      'error: the operation needs variables that are missing: personidentifikator (ID!), organisasjonsnummer (ID!); give --variables\n',
    );
    expect(gateway.lines).toHaveLength(before);
  });

  test('what makes no sense is one line without what was written, and ends with 2', async () => {
    const secret = '0101505006';
    const ran = await Promise.all([
      ask(['Kontaktinformation', '--variables', secret]),
      ask(['Kontaktinformation', '--variables', `{"cpr":"1","${secret}":1}`]),
      ask(['-'], { input: `{ borger(cpr: "${secret}) }` }),
      ask(['-', '--token', '-'], { input: '{ __typename }' }),
      ask(['Endringslogg'], { env: { REGISTERGRAF_TOKEN: `${secret} ${secret}` } }),
      ask(['NoSuchOperation']),
      ask([secret]),
      ask(['Kontaktinformation', '--variables', '-'], { input: secret }),
      ask(['--id', secret]),
      ask(['Basisdata', '--id', DOCUMENT_ID]),
      ask(['Basisdata', '--manifest', 'nowhere.json', ...unit(secret)]),
      ask(['SletKontaktinformation', '--idempotency-key', `${secret} ${secret}`, '--variables', '{"input":{}}']),
      ask(['Basisdata', '--idempotency-key', 'auto', ...unit(secret)]),
      ask([]),
      ask(['Endringslogg'], {}, `https://user:${secret}@127.0.0.1`),
    ]);
    expect(ran.map(({ code, stdout }) => [code, stdout])).toEqual(ran.map(() => [2, '']));
    for (const { stderr } of ran) {
      expect(stderr).toMatch(/^error: [^\n]+\n$/);
      expect(stderr).not.toContain(secret);
    }
  });
});

describe('registergraf ask, with a token', { timeout: 60_000 }, () => {
  test('takes it from the environment or standard input, and never tells it', async () => {
    const token = await tokenOf(guarded.issuer.key(), 'jobcenter-1');
    const url = `${guarded.url}/graphql`;
    const question = ['Kontaktinformation', '--variables', '{"cpr":"0505505005"}'];
    const [environment, input, none, bad] = await Promise.all([
      ask(question, { env: { REGISTERGRAF_TOKEN: token } }, url),
      ask([...question, '--token', '-'], { input: `${token}\n` }, url),
      ask(question, {}, url),
      ask(question, { env: { REGISTERGRAF_TOKEN: 'not-a-token' } }, url),
    ]);
    expect([environment.code, input.code, none.code, bad.code]).toEqual([0, 0, 4, 4]);
    expect(none.stderr).toMatch(/^✗ errors: UNAUTHENTICATED /);
    for (const { stdout, stderr } of [environment, input, none, bad]) {
      expect(stdout + stderr).not.toContain(token);
      expect(stdout + stderr).not.toContain('not-a-token');
    }
  });

  test('ends with 5 where nobody answers, or somebody else does', async () => {
    const elsewhere = createServer((_, response) => response.writeHead(302, { location: gateway.url }).end('moved'));
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
    const env = { REGISTERGRAF_TOKEN: 'a-secret' };
    const other = await ask(['Endringslogg'], { env }, `${url}/graphql`);
    await new Promise((resolve) => elsewhere.close(resolve));
    const nobody = await ask(['Endringslogg'], { env }, `${url}/graphql`);
    expect(other).toEqual({
      code: 5,
      stdout: '',
      stderr: `error: what answers at ${url} is no GraphQL gateway (HTTP 302)\n`,
    });
    expect(nobody).toEqual({
      code: 5,
      stdout: '',
      stderr: `error: the gateway at ${url} cannot be reached (ECONNREFUSED)\n`,
    });
  });
});

describe('registergraf ask, by the id of a document', { timeout: 60_000 }, () => {
  const byId = (args: readonly string[], options?: RunOptions) => ask(args, options, `${closed.url}/graphql`);

  test('asks a gateway that takes no text', async () => {
    const other = files.write('other.json', JSON.stringify({ [documentId(OWN)]: OWN }));
    const ran = await Promise.all([
      byId(['Basisdata', ...unit('700102009')]),
      byId(['basisdata', '--by-id', ...unit('700102009')]),
      byId(['--id', DOCUMENT_ID, ...unit('700102009')]),
      byId(['--id', DOCUMENT_ID.replace('sha256:', ''), ...unit('700102009')]),
      byId(['Own', '--manifest', other, ...unit('700102009')]),
      // Not in the manifest at hand: only the gateway knows it.
      byId(['--id', documentId(OWN), ...unit('700102009')]),
      ask(['Basisdata', '--by-id', '--sandbox', ...unit('700102009')]),
    ]);
    expect(ran.map(({ code }) => code)).toEqual([4, 0, 0, 0, 0, 0, 0]);
    expect(ran[0]?.stderr).toContain('--by-id, --id and --manifest');
    for (const { stdout } of ran.slice(1)) expect(JSON.parse(stdout).data.enhet.basisdata.__typename).toBe('Basisdata');
  });

  test('knows the variables of a document that stands in the manifest, and what it lacks', async () => {
    const broken = files.write('broken.json', JSON.stringify({ [DOCUMENT_ID]: OWN }));
    const ran = await Promise.all([
      byId(['--id', DOCUMENT_ID]),
      byId(['Basisdta', '--by-id']),
      byId(['Basisdata', '--manifest', broken, ...unit('700102009')]),
    ]);
    expect(ran.map(({ code }) => code)).toEqual([2, 2, 2]);
    expect(ran.map(({ stderr }) => stderr)).toEqual([
      expect.stringContaining('organisasjonsnummer (ID!)'),
      expect.stringContaining('Did you mean Basisdata?'),
      expect.stringContaining('is not the sha256 of its document'),
    ]);
  });
});

describe('registergraf ask, to write', { timeout: 60_000 }, () => {
  test('sends one key with a write that is asked for twice, and tells the one that it has made', async () => {
    const input = {
      cpr: '0303505003',
      kontaktinformation: [{ kontaktdataType: 'MOBILTELEFON', kontaktdata: '67000099' }],
    };
    const question = ['CreateKontaktinformation', '--variables', JSON.stringify({ input })];
    const first = await ask([...question, '--idempotency-key', 'auto']);
    expect(first.code).toBe(0);
    const [, key = ''] = /^to try again: --idempotency-key ([0-9a-f-]{36})\n$/.exec(first.stderr) ?? [];
    expect(key).not.toBe('');
    const second = await ask([...question, '--idempotency-key', key]);
    expect(second).toMatchObject({ code: 0, stderr: '', stdout: first.stdout });
    const other = JSON.stringify({ input: { ...input, cpr: '0101505006' } });
    const nobody = `http://127.0.0.1:${await freePorts(1)}/graphql`;
    const [lost, keyed] = await Promise.all([
      ask(question, {}, nobody),
      ask([...question, '--idempotency-key', key], {}, nobody),
    ]);
    expect([lost.code, keyed.code]).toEqual([5, 5]);
    expect(lost.stderr).toMatch(/^The write may have been done: look before .*\nerror: /);
    expect(keyed.stderr).toMatch(/^The write may have been done: send it again with the same key\.\nerror: /);
    const third = await ask(['CreateKontaktinformation', '--idempotency-key', key, '--variables', other]);
    expect(third).toMatchObject({ code: 4, stderr: expect.stringContaining('IDEMPOTENCY_KEY_REUSED') });
  });
});
