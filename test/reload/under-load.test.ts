import { renameSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { generateKeysLater, issueLeaf, issueRoot } from '../../src/sandbox/common/issuance.ts';
import { toPem } from '../../src/sandbox/common/pem.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { AUDIENCE, ISSUER, makeKey, type SigningKey } from '../../src/sandbox/issuer/index.ts';
import { publicPart } from '../../src/sandbox/issuer/key.ts';
import { TESTETATEN, suppliers } from '../../src/sandbox/postkasse/suppliers.ts';
import { documentId } from '../../src/server/documents/documents.ts';
import { block, chapter } from '../documents/papers.ts';
import { createFiles } from '../support/certificates.ts';
import { tokenOf } from '../support/callers.ts';
import { AUDIT_KEY } from '../support/gateway.ts';
import { PATIENCE } from '../support/patience.ts';
import { type Following, startFollowing } from './gateway.ts';
import { mountFiles } from './mount.ts';
import { terminateTls } from './terminator.ts';

// One gateway before all registers, by files that are renewed while clients ask: none of them notices.

const CLIENTS = 32;
const DAY_MS = 24 * 60 * 60_000;

const ALL = `query All {
  borger(cpr: "0101505006") { kontaktinformation { __typename } }
  innbygger(personidentifikator: "02827112006") { kanVelgeSikkerDigitalPostkasse { __typename } kontaktregister { __typename } }
  enhet(organisasjonsnummer: "700102009") { basisdata { __typename } }
}`;
const NEXT = ALL.replace('query All', 'query Next');

const manifestOf = (...texts: readonly string[]) =>
  JSON.stringify(Object.fromEntries(texts.map((text) => [documentId(text), text])));
const keysOf = (...keys: readonly SigningKey[]) => JSON.stringify({ keys: keys.map(publicPart) });

let sandbox: Sandbox;
let star: Awaited<ReturnType<typeof terminateTls>>;
let gateway: Following;
let certificates: Awaited<ReturnType<typeof issueAll>>;
let issuerKeys: readonly [SigningKey, SigningKey];
let bearer: string;
let document = ALL;
const mount = mountFiles();
const files = createFiles();

/** Two of each, the second of which comes in place of the first. */
async function issueAll() {
  const [shared, ...clients] = await Promise.all([generateKeysLater(), generateKeysLater(), generateKeysLater()]);
  const now = Date.now();
  const validity = { from: new Date(now - DAY_MS), to: new Date(now + 90 * DAY_MS) };
  return clients.map((keys, index) => {
    const root = issueRoot([['CN', `STAR ${index}`]], validity, shared);
    const later = { ...validity, to: new Date(now + (100 + index) * DAY_MS) };
    const issued = issueLeaf([['CN', 'klient-ok']], root, later, { keys });
    return {
      ca: root.sertifikat.toString(),
      server: toPem(issueLeaf([['CN', 'STAR']], root, validity, { keys: shared, ip: '127.0.0.1' })),
      client: { ...toPem(issued), fingerprint: issued.sertifikat.fingerprint256, ends: issued.sertifikat.validToDate },
    };
  }) as [Issue, Issue];
}

interface Issue {
  readonly ca: string;
  readonly server: { readonly cert: string; readonly key: string };
  readonly client: { readonly cert: string; readonly key: string; readonly fingerprint: string; readonly ends: Date };
}

const ofSupplier = (form: 'forOrganisation' | 'inSeidV2') =>
  toPem(sandbox.postkasse.simulator.certificates[form](suppliers[0].organisasjonsnummer));

function ofMaskinporten(form: 'forOrganisation' | 'inSeidV2') {
  const { certificates } = sandbox.maskinporten.simulator.keys;
  const { cert, key } = toPem(certificates[form](TESTETATEN.organisasjonsnummer));
  return { 'mp.pem': cert + certificates.root().sertifikat.toString(), 'mp.key': key };
}

beforeAll(async () => {
  sandbox = await startSandbox();
  const simulated = await sandbox.postkasse.simulator.clientCertificates?.();
  [certificates, issuerKeys] = await Promise.all([issueAll(), Promise.all([makeKey(), makeKey()])]);
  const [first] = certificates;
  star = await terminateTls(sandbox.urls.star, { server: first.server, authorities: [first.ca] });
  const supplier = ofSupplier('forOrganisation');
  mount.swap({
    ...{ 'star.pem': first.client.cert, 'star.key': first.client.key, 'star-ca.pem': first.ca },
    ...ofMaskinporten('forOrganisation'),
    password: 'hemmelig\n',
    'audit.key': AUDIT_KEY,
  });
  gateway = await startFollowing({
    ...{ PROFILE: 'production', SYNTHETIC_PERSONS: 'allow', RELOAD_SECONDS: '0', MAX_EVENT_LOOP_DELAY_MS: '60000' },
    ...{ RATE_LIMIT_CALLS_PER_MINUTE: 'off', RATE_LIMIT_ORGANISATION_CALLS_PER_MINUTE: 'off' },
    SOURCE_MAX_CONCURRENT: '64',
    DOCUMENTS: files.write('documents.json', manifestOf(ALL)),
    ...{ TOKEN_ISSUER: ISSUER, TOKEN_AUDIENCE: AUDIENCE, TOKEN_ALGORITHMS: 'ES256' },
    TOKEN_JWKS_FILE: files.write('keys.json', keysOf(issuerKeys[0])),
    AUDIT_KEY_FILE: mount.path('audit.key'),
    STAR_URL: star.url,
    ...{ STAR_CLIENT_CERT: mount.path('star.pem'), STAR_CLIENT_KEY: mount.path('star.key') },
    STAR_CA: mount.path('star-ca.pem'),
    STAR_KODELISTER: JSON.stringify({
      bekraeftet: false,
      kontaktdata: { mobiltelefon: 1, fastnetTelefon: 2, mailadresse: 3 },
      kontaktdatastatus: { ikkeVerificeret: 1, verificeret: 2 },
    }),
    ...{ POSTKASSE_URL: sandbox.urls.postkasse, POSTKASSE_RESPONDER_ORGNR: simulated?.responderOrgnr ?? '' },
    POSTKASSE_CERT: files.write('postkasse.pem', supplier.cert),
    POSTKASSE_KEY: files.write('postkasse.key', supplier.key),
    POSTKASSE_CA: files.write('postkasse-ca.pem', simulated?.root.sertifikat.toString() ?? ''),
    ...{ KONTAKTREGISTER_SOURCE: 'krr', KRR_URL: sandbox.urls.krr, MASKINPORTEN_ISSUER: sandbox.urls.maskinporten },
    ...{ MASKINPORTEN_CLIENT_ID: 'klient-sertifikat', MASKINPORTEN_CERT: mount.path('mp.pem') },
    MASKINPORTEN_KEY: mount.path('mp.key'),
    ...{ GRUNNDATA_URL: sandbox.urls.grunndata, GRUNNDATA_USER: 'sandbox-full' },
    GRUNNDATA_PASSWORD_FILE: mount.path('password'),
  });
  bearer = await tokenOf(issuerKeys[0], 'star');
}, PATIENCE.timeout * 2);
afterAll(async () => {
  await gateway.close();
  await star.close();
  await sandbox.close();
  files[Symbol.dispose]();
  mount[Symbol.dispose]();
});

const ask = (text = document, token = bearer) =>
  gateway.post({ documentId: documentId(text) }, { authorization: `Bearer ${token}` });

const ANSWER = {
  borger: { kontaktinformation: { __typename: 'Kontaktinformationer' } },
  innbygger: {
    kanVelgeSikkerDigitalPostkasse: { __typename: 'AlleredeAktiv' },
    kontaktregister: { __typename: 'Kontaktregisteroppfoering' },
  },
  enhet: { basisdata: { __typename: 'Basisdata' } },
};

/** Asks by all clients, one request after the other, until the work is done. What was not answered as ever, and how many were. */
async function askingMeanwhile(work: () => Promise<void>) {
  let isOver = false;
  let answered = 0;
  const failed: unknown[] = [];
  const client = async () => {
    while (!isOver) {
      const response = await ask();
      const body = (await response.json()) as { readonly data?: unknown };
      if (response.status === 200 && JSON.stringify(body.data) === JSON.stringify(ANSWER)) answered += 1;
      else failed.push([response.status, body]);
    }
  };
  const clients = Array.from({ length: CLIENTS }, client);
  await work().finally(() => {
    isOver = true;
  });
  await Promise.all(clients);
  return { answered, failed };
}

/** Until the gateway has taken changed files so often, at SIGHUP. */
async function taken(count: number): Promise<void> {
  gateway.look();
  await vi.waitFor(() => expect(gateway.state.current.counts).toEqual({ taken: count, refused: 0 }), PATIENCE);
}

test('all of it answers', async () => {
  const response = await ask();
  expect(await response.json()).toEqual({ data: ANSWER });
  expect(star.shownBy(certificates[0].client.fingerprint)).toBe(1);
});

describe('32 clients see nothing of it', () => {
  test('when every certificate, key and authority is renewed, the issuer’s keys, and the documents', async () => {
    const [before, after] = certificates;
    let isOldGone = 0;
    const { answered, failed } = await askingMeanwhile(async () => {
      // STAR takes both before we change, and only the new ones after.
      star.change({ server: before.server, authorities: [before.ca, after.ca] });
      mount.swap({ 'star.pem': after.client.cert, 'star.key': after.client.key, 'star-ca.pem': before.ca + after.ca });
      await taken(1);
      star.change({ server: after.server, authorities: [after.ca] });
      mount.swap({ 'star-ca.pem': after.ca });
      await taken(2);
      isOldGone = star.shownBy(before.client.fingerprint);
      const supplier = ofSupplier('inSeidV2');
      writeFileSync(files.path('postkasse.pem'), supplier.cert);
      writeFileSync(files.path('postkasse.key'), supplier.key);
      await taken(3);
      mount.swap(ofMaskinporten('inSeidV2'));
      const { calls } = sandbox.maskinporten.traffic();
      await taken(4);
      // The token that was held would have lasted on.
      await vi.waitUntil(() => sandbox.maskinporten.traffic().calls > calls, PATIENCE);
      files.write('keys.json', keysOf(...issuerKeys));
      await taken(5);
      bearer = await tokenOf(issuerKeys[1], 'star');
      renameSync(files.write('documents.new', manifestOf(ALL, NEXT)), files.path('documents.json'));
      await taken(6);
      document = NEXT;
      const some = star.shownBy(after.client.fingerprint);
      await vi.waitUntil(() => star.shownBy(after.client.fingerprint) > some + CLIENTS, PATIENCE);
    });
    expect(failed).toEqual([]);
    expect(answered).toBeGreaterThan(CLIENTS * 6);
    expect(gateway.told().map(({ level, files }) => [level, files])).toEqual([
      ['info', ['STAR_CLIENT_CERT', 'STAR_CLIENT_KEY', 'STAR_CA']],
      ['info', ['STAR_CA']],
      ['info', ['POSTKASSE_CERT', 'POSTKASSE_KEY']],
      ['info', ['MASKINPORTEN_KEY', 'MASKINPORTEN_CERT']],
      ['info', ['TOKEN_JWKS_FILE']],
      ['info', ['DOCUMENTS']],
    ]);
    // Nothing has been sent by the old one since.
    expect(star.shownBy(before.client.fingerprint)).toBe(isOldGone);
    const { sources } = await gateway.ready();
    expect(sources.find(({ kilde }) => kilde === 'STAR')?.certificateExpires).toBe(after.client.ends.toISOString());
  }, 60_000);

  test('and what has been taken away is refused', async () => {
    const old = await tokenOf(issuerKeys[0], 'star');
    expect((await ask(NEXT, old)).status).toBe(200);
    files.write('keys.json', keysOf(issuerKeys[1]));
    files.write('documents.json', manifestOf(NEXT));
    await taken(8);
    // The old token had been verified a moment ago, and the document parsed.
    expect((await ask(NEXT, old)).status).toBe(401);
    expect((await ask(NEXT)).status).toBe(200);
    const gone = (await (await ask(ALL)).json()) as { errors: { extensions: { code: string } }[] };
    expect(gone.errors[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  test('by another password, units are asked for by it', async () => {
    mount.swap({ password: 'wrong' });
    await taken(9);
    const { data } = (await (await ask()).json()) as { data: { enhet: unknown } };
    expect(data.enhet).not.toEqual(ANSWER.enhet);
    mount.swap({ password: 'hemmelig' });
    await taken(10);
    expect(await (await ask()).json()).toEqual({ data: ANSWER });
  });

  test('and authorities that the register’s answers are not from hold from the next answer on', async () => {
    const trusted = sandbox.postkasse.simulator.certificates;
    files.write('postkasse-ca.pem', trusted.untrustedRoot().sertifikat.toString());
    await taken(11);
    const { data } = (await (await ask()).json()) as { data: typeof ANSWER };
    expect(data.innbygger.kanVelgeSikkerDigitalPostkasse).toEqual({ __typename: 'KildeUtilgjengelig' });
    files.write('postkasse-ca.pem', trusted.root().sertifikat.toString());
    await taken(12);
    expect(await (await ask()).json()).toEqual({ data: ANSWER });
  });
});

test('what is refused stands in /health/ready until it is mended, and the gateway stays ready', async () => {
  const key = certificates[1].client.key;
  mount.swap({ 'star.key': key.slice(0, key.length / 2) });
  gateway.look();
  const since = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
  await vi.waitFor(async () => {
    // As the paper shows it, but for which file and when.
    const shown = JSON.parse(block(chapter('## Files that change', 'docs/operations.md'), 'json'));
    const refusedFiles = shown.refusedFiles.map((file: object) => ({ ...file, variables: ['STAR_CLIENT_KEY'], since }));
    expect(refusedFiles).toHaveLength(1);
    expect(await gateway.ready()).toMatchObject({ ...shown, refusedFiles });
  }, PATIENCE);
  expect(await (await ask()).json()).toEqual({ data: ANSWER });
  mount.swap({ 'star.key': key });
  gateway.look();
  await vi.waitFor(async () => expect(await gateway.ready()).not.toHaveProperty('refusedFiles'), PATIENCE);
});
