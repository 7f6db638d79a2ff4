import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Check } from '../../src/cli/doctor/check.ts';
import { type PlayedRegister, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { createKeyFolder } from '../../src/sandbox/common/key-folder.ts';
import { writeKeyFiles } from '../../src/sandbox/postkasse/index.ts';
import { issueRoot } from '../../src/sandbox/common/issuance.ts';
import { makeKey, startIssuer } from '../../src/sandbox/issuer/index.ts';
import { documentId } from '../../src/server/documents/documents.ts';
import { createFiles, starCertificates } from '../support/certificates.ts';
import { ESCAPE, runCli } from '../support/cli.ts';
import { nobody, serve, serveBytes } from '../wire/loopback.ts';

const DAY_MS = 24 * 60 * 60_000;
const KODELISTER = JSON.stringify({
  bekraeftet: false,
  kontaktdata: { mobiltelefon: 1, fastnetTelefon: 2, mailadresse: 3 },
  kontaktdatastatus: { ikkeVerificeret: 1, verificeret: 2 },
});
const AUDIT_KEY = 'a key that everybody knows, of the tests';
const PASSORD = 'a-password-that-nobody-may-see';

const files = createFiles();
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ tls: { kontaktinformation: starCertificates() } });
});
afterAll(async () => {
  await sandbox.close();
  files[Symbol.dispose]();
});

interface Told {
  readonly state: string;
  readonly checks: readonly Check[];
}

async function doctor(env: Record<string, string>, ...args: string[]) {
  const { code, stdout, stderr } = await runCli(['doctor', '--json', ...args], { env });
  expect(stderr).toBe('');
  expect(stdout).not.toContain(PASSORD);
  expect(stdout).not.toContain('PRIVATE KEY');
  const { state, checks } = JSON.parse(stdout) as Told;
  /** "failure: its text" of the lines of one area. */
  const of = (area: Check['area']) =>
    checks.filter((one) => one.area === area).map((one) => `${one.state}: ${one.text}`);
  return { code, state, checks, of };
}

/** STAR by mutual TLS, with a certificate that is good from then till then. */
function star(name: string, fromDays: number, toDays: number): Record<string, string> {
  const now = Date.now();
  const validity = { from: new Date(now + fromDays * DAY_MS), to: new Date(now + toDays * DAY_MS) };
  const { cert, key } = starCertificates().client('klient-ok', validity);
  return {
    AUTHENTICATION: 'off',
    STAR_URL: sandbox.urls.star,
    STAR_KODELISTER: KODELISTER,
    STAR_ORGANISATIONSTYPE: '99',
    STAR_ORGANISATIONSKODE: '1',
    STAR_CLIENT_CERT: files.write(`${name}.pem`, cert),
    STAR_CLIENT_KEY: files.write(`${name}-key.pem`, key),
    STAR_CA: files.write('star-root.pem', starCertificates().ca),
  };
}

/** The operations that STAR was asked for, and the calls to the other two. */
async function recordedCalls() {
  const of = async ({ hooksUrl }: PlayedRegister) => {
    const response = await fetch(`${hooksUrl}/_sandbox/calls`);
    return ((await response.json()) as { calls: { operation: unknown }[] }).calls;
  };
  const star = (await of(sandbox.kontaktinformation)).map(({ operation }) => operation);
  return { star, others: [...(await of(sandbox.postkasse)), ...(await of(sandbox.enhet))] };
}

const GRUNNDATA = { AUTHENTICATION: 'off', AUDIT_KEY, GRUNNDATA_USER: 'somebody', GRUNNDATA_PASSWORD: PASSORD };

describe('registergraf doctor', { timeout: 120_000 }, () => {
  test('starts the sandbox where nothing is configured, and finds it well', async () => {
    const { code, stdout, stderr } = await runCli(['doctor', '--strict']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('the embedded sandbox answers');
    for (const name of ['STAR', 'POSTKASSE', 'KONTAKTREGISTER', 'GRUNNDATA', 'FRIVILLIGHET']) {
      expect(stdout).toMatch(
        new RegExp(`^✓ ok +source +${name}_URL http://127\\.0\\.0\\.1:\\d+: answers, HTTP \\d+`, 'm'),
      );
      expect(stdout).toMatch(new RegExp(`^✓ ok +clock +${name}_URL: `, 'm'));
    }
    expect(stdout).toMatch(/, 0 warnings, 0 failures\.\n$/);
    expect(stdout).not.toContain(ESCAPE);
    expect((await runCli(['doctor'], { env: { FORCE_COLOR: '1' } })).stdout).toContain(ESCAPE);
  });

  test('finds a whole configuration of all registers well, and asks about nobody', async () => {
    const client = await sandbox.postkasse.simulator.clientCertificates?.();
    if (!client) throw new Error('the sandbox takes unsigned messages');
    const keys = writeKeyFiles(client, createKeyFolder(files.path('keys')));
    const issuer = await startIssuer(await makeKey());
    sandbox.reset();
    const { code, state, of } = await doctor({
      ...star('good', -1, 90),
      ...GRUNNDATA,
      AUTHENTICATION: 'required',
      TOKEN_ISSUER: 'https://issuer.example',
      TOKEN_AUDIENCE: 'registergraf',
      TOKEN_JWKS_URL: issuer.jwksUrl,
      AUDIT_FILE: files.path('audit.jsonl'),
      POSTKASSE_URL: sandbox.urls.postkasse,
      KONTAKTREGISTER_URL: sandbox.urls.kontaktregister,
      ...keys,
      POSTKASSE_RESPONDER_ORGNR: client.responderOrgnr,
      GRUNNDATA_URL: sandbox.urls.grunndata,
      FRIVILLIGHET_URL: sandbox.urls.frivillighet,
    });
    await issuer.close();
    expect({ code, state }).toEqual({ code: 0, state: 'ok' });
    expect(of('configuration')).toEqual([
      'ok: complete; STAR, postkasseleverandoer-v1, Oppslagstjenesten, grunndata, Frivillighet',
    ]);
    expect(of('certificate')).toEqual([
      expect.stringMatching(/^ok: STAR: .*CN=klient-ok; (89|90) days left, to .*; the key belongs to it$/),
      expect.stringMatching(/^ok: postkasse: .*; (89|90) days left/),
      expect.stringMatching(/^ok: kontaktregister: /),
    ]);
    expect(of('trust')).toEqual([
      expect.stringMatching(/^ok: STAR: 1 authority/),
      expect.stringMatching(/^ok: Oppslagstjenesten: 1 authority/),
    ]);
    expect(of('tokens')).toEqual(['ok: TOKEN_JWKS_URL: 1 key of the issuer']);
    expect(of('audit')).toEqual(['ok: AUDIT_KEY is set', 'ok: AUDIT_FILE can be made']);
    expect(() => readFileSync(files.path('audit.jsonl'))).toThrow('ENOENT');
    expect(of('source')).toHaveLength(6);
    expect(of('source')[0]).toMatch(/^ok: TOKEN_JWKS_URL /);
    expect(await recordedCalls()).toEqual({ star: [null], others: [] });
    expect(of('source')[1]).toMatch(/^ok: STAR_URL https:.*TLSv1\.3 in \d+ ms\)$/);
  });

  test('warns of a certificate that runs out soon, which --strict makes a failure', async () => {
    const env = star('soon', -80, 12.5);
    const [mild, strict] = await Promise.all([doctor(env), doctor(env, '--strict')]);
    expect([mild.code, strict.code]).toEqual([0, 1]);
    expect(mild.of('certificate')).toEqual([expect.stringMatching(/^warning: STAR: .*; 12 days left/)]);
    // Without tokens everybody may ask, and no record can be found again.
    expect(mild.of('configuration')[1]).toMatch(/^warning: AUTHENTICATION=off/);
    expect(mild.of('audit')[0]).toMatch(/^warning: AUDIT_KEY is not set/);
  });

  test('fails for a certificate that has expired, or does not hold yet', async () => {
    const [expired, early] = await Promise.all([doctor(star('expired', -90, -1.5)), doctor(star('early', 2, 90))]);
    expect([expired.code, early.code]).toEqual([1, 1]);
    expect(expired.of('certificate')).toEqual([
      expect.stringMatching(/^failure: STAR: .*; expired on \d{4}-\d\d-\d\d;/),
    ]);
    expect(early.of('certificate')).toEqual([expect.stringMatching(/^failure: STAR: .*; not valid before /)]);
  });

  test('warns of an authority that has expired where another may still vouch, and fails where it is the only one', async () => {
    const now = Date.now();
    const expired = { from: new Date(now - 90 * DAY_MS), to: new Date(now - DAY_MS) };
    const old = issueRoot([['CN', 'OLD ROOT']], expired).sertifikat.toString();
    const trusting = (name: string, bundle: string) => ({
      ...star('trusting', -1, 90),
      STAR_CA: files.write(name, bundle),
    });
    const [both, alone] = await Promise.all([
      doctor(trusting('both.pem', `${starCertificates().ca}\n${old}`)),
      doctor(trusting('old.pem', old)),
    ]);
    const line = (state: string, count: string) =>
      expect.stringMatching(new RegExp(`^${state}: STAR: ${count}, .*CN=OLD ROOT; expired on`));
    expect([both.code, alone.code]).toEqual([0, 1]);
    expect(both.of('trust')).toEqual([line('warning', '2 authorities')]);
    expect(alone.of('trust')).toEqual([line('failure', '1 authority')]);
  });

  test('tells a register that is down from one that is silent, and one whose certificate nobody trusts', async () => {
    const silent = await serveBytes(() => undefined);
    const untrusted = { ...star('untrusting', -1, 90), STAR_CA: '' };
    const { code, of } = await doctor({
      ...untrusted,
      ...GRUNNDATA,
      SOURCE_TIMEOUT_MS: '1500',
      GRUNNDATA_URL: await nobody(),
      FRIVILLIGHET_URL: silent,
    });
    expect(code).toBe(1);
    expect(of('source')).toEqual([
      expect.stringMatching(/^failure: STAR_URL .*: connected, but the TLS handshake failed \([A-Z_]+\)$/),
      expect.stringMatching(/^failure: GRUNNDATA_URL .*: no connection \(ECONNREFUSED\)$/),
      expect.stringMatching(/^failure: FRIVILLIGHET_URL .*: connected, but no answer came \(TIMEOUT\)$/),
    ]);
  });

  test('warns of a clock that is far from ours, and of a register that says it is down', async () => {
    const asked: string[] = [];
    const late = await serve((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
      response.setHeader('date', new Date(Date.now() - 5 * 60_000).toUTCString());
      response.end();
    });
    const ahead = await serve((_, response) => {
      response.setHeader('date', new Date(Date.now() + 20_000).toUTCString());
      response.writeHead(503).end();
    });
    const { code, of } = await doctor({ ...GRUNNDATA, GRUNNDATA_URL: `${late}/ErFr`, FRIVILLIGHET_URL: ahead });
    expect(code).toBe(0);
    expect(of('clock')).toEqual([
      expect.stringMatching(/^warning: GRUNNDATA_URL: (299|300|301) s behind ours$/),
      expect.stringMatching(/^ok: FRIVILLIGHET_URL: (19|20|21) s ahead of ours$/),
    ]);
    expect(of('source')).toEqual([
      expect.stringMatching(/^ok: GRUNNDATA_URL .*HTTP 200/),
      expect.stringMatching(/^warning: FRIVILLIGHET_URL .*: answers that it is down, HTTP 503/),
    ]);
    expect(asked).toEqual(['GET /ErFr?wsdl ']);
  });

  test('names every mistake of a configuration, and looks no further', async () => {
    const { code, of, checks } = await doctor({ PORT: 'many', GRUNNDATA_URL: 'nowhere', AUTHENTICATION: 'off' });
    expect(code).toBe(1);
    expect(of('configuration')).toEqual([
      expect.stringMatching(/^failure: PORT: /),
      expect.stringMatching(/^failure: GRUNNDATA_URL: /),
      expect.stringMatching(/^failure: GRUNNDATA_USER: missing/),
      expect.stringMatching(/^failure: GRUNNDATA_PASSWORD: missing/),
    ]);
    expect(checks).toHaveLength(5);
  });

  test('fails for a persisted document that does not fit the graph', async () => {
    const text = '{ skip }';
    writeFileSync(files.path('manifest.json'), JSON.stringify({ [documentId(text)]: text }));
    const { code, of } = await doctor({ PROFILE: 'production', SANDBOX: 'on', DOCUMENTS: files.path('manifest.json') });
    expect(code).toBe(1);
    expect(of('documents')).toEqual([expect.stringMatching(/^failure: DOCUMENTS: sha256:\w+ does not fit the graph/)]);
    const examples = await doctor({ PROFILE: 'production', SANDBOX: 'on' });
    expect(examples.of('documents')).toEqual([
      expect.stringMatching(/^ok: PROFILE=production, \d\d persisted documents$/),
    ]);
  });

  test('fails for keys of the issuer that cannot be had, and for records that cannot be kept', async () => {
    const { code, of } = await doctor({
      ...GRUNNDATA,
      AUTHENTICATION: 'required',
      TOKEN_ISSUER: 'https://issuer.example',
      TOKEN_AUDIENCE: 'registergraf',
      TOKEN_JWKS_URL: await serve((_, response) => response.end('<html>')),
      GRUNNDATA_URL: sandbox.urls.grunndata,
      AUDIT_FILE: files.path('no/such/folder/audit.jsonl'),
    });
    expect(code).toBe(1);
    expect(of('tokens')).toEqual([expect.stringMatching(/^failure: TOKEN_JWKS_URL: gives no list of keys/)]);
    expect(of('audit')[1]).toBe('failure: AUDIT_FILE cannot be written to (ENOENT)');
  });

  test('has a line for each of several issuers', async () => {
    const issuer = await startIssuer(await makeKey());
    const document = await serve((_, response) =>
      response.end(JSON.stringify({ issuer: 'https://idporten.example', jwks_uri: issuer.jwksUrl })),
    );
    const scopes = { 'a:b': 'registergraf:enhet.read' };
    const entry = (name: string, keys: object) => ({
      kind: 'idporten',
      issuer: `https://${name}.example`,
      scopes,
      ...keys,
    });
    const { code, of } = await doctor({
      ...GRUNNDATA,
      GRUNNDATA_URL: sandbox.urls.grunndata,
      AUTHENTICATION: 'required',
      TOKEN_ISSUERS: JSON.stringify([
        entry('maskinporten', { jwksUrl: issuer.jwksUrl }),
        entry('idporten', { discovery: document }),
        entry('others', { discovery: document }),
        entry('file', { jwksFile: files.write('jwks.json', JSON.stringify({ keys: [{ kty: 'EC' }, { kty: 'EC' }] })) }),
      ]),
    });
    await issuer.close();
    expect(code).toBe(1);
    expect(of('tokens')).toEqual([
      'ok: TOKEN_ISSUERS idporten https://maskinporten.example: 1 key of the issuer',
      'ok: TOKEN_ISSUERS idporten https://idporten.example: 1 key of the issuer',
      'failure: TOKEN_ISSUERS idporten https://others.example: gives no list of keys, so every token of it is answered 503',
      'ok: TOKEN_ISSUERS idporten https://file.example: 2 keys of the issuer',
    ]);
  });
});
