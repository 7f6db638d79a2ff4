import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Config, readConfig } from '../../src/config.ts';
import { type Content, createConfigFiles } from '../../src/config/files.ts';
import { SECRET_FILES } from '../../src/config/secrets.ts';
import { VARIABLES } from '../../src/config/variables.ts';
import { chooseDocuments, checkAdded } from '../../src/documents.ts';
import { createRenewable } from '../../src/domain/renewable.ts';
import { schema } from '../../src/graph/schema.ts';
import { createReload } from '../../src/reload.ts';
import { generateKeysLater, issueLeaf, issueRoot, type KeyPair } from '../../src/sandbox/common/issuance.ts';
import { type Pem, toPem } from '../../src/sandbox/common/pem.ts';
import { AUDIENCE, ISSUER, makeKey } from '../../src/sandbox/issuer/index.ts';
import { publicPart } from '../../src/sandbox/issuer/key.ts';
import { documentId } from '../../src/server/documents/documents.ts';
import { NO_FILES_YET } from '../../src/server/files.ts';
import { createLogger } from '../../src/server/logging.ts';
import { createFiles } from '../support/certificates.ts';

// What stands in the files decides, by the rules of the start: no register is asked, and no clock waited for.

const DAY_MS = 24 * 60 * 60_000;
const NOW = Date.now();
const VALID = { from: new Date(NOW - DAY_MS), to: new Date(NOW + 90 * DAY_MS) };
const GONE = { from: new Date(NOW - 9 * DAY_MS), to: new Date(NOW - DAY_MS) };
const TO_COME = { from: new Date(NOW + DAY_MS), to: new Date(NOW + 90 * DAY_MS) };
const DOCUMENT = '{ enhet(organisasjonsnummer: "700102009") { basisdata { __typename } } }';
const OTHER = '{ borger(cpr: "0101505006") { kontaktinformation { __typename } } }';

const files = createFiles();
afterAll(() => files[Symbol.dispose]());

let made: Awaited<ReturnType<typeof make>>;
beforeAll(async () => {
  made = await make();
});

/** One key for whoever it does not matter of, and two of ours. */
async function make() {
  const [shared, ours, others] = (await Promise.all([1, 2, 3].map(generateKeysLater))) as [KeyPair, KeyPair, KeyPair];
  const root = issueRoot([['CN', 'ROD']], VALID, shared);
  const leaf = (keys: KeyPair, validity = VALID) =>
    toPem(
      issueLeaf(
        [
          ['CN', 'klient-ok'],
          ['serialNumber', '991825827'],
        ],
        root,
        validity,
        { keys },
      ),
    );
  const authority = (validity = VALID) => issueRoot([['CN', 'ROD']], validity, shared).sertifikat.toString();
  return {
    authority,
    root: authority(),
    expiredRoot: authority(GONE),
    ours: leaf(ours),
    others: leaf(others),
    gone: leaf(others, GONE),
    toCome: leaf(others, TO_COME),
    key: await makeKey(),
    otherKey: await makeKey(),
  };
}

const jwks = (...keys: Parameters<typeof publicPart>[0][]) => JSON.stringify({ keys: keys.map(publicPart) });
const manifest = (...texts: string[]) =>
  JSON.stringify(Object.fromEntries(texts.map((text) => [documentId(text), text])));

/** All files as they are at the start. */
function startContents(): Readonly<Record<string, string>> {
  const pair = (name: string, { cert, key }: Pem) => ({ [`${name}.pem`]: cert, [`${name}.key`]: key });
  return {
    ...{
      ...pair('star', made.ours),
      ...pair('postkasse', made.ours),
      ...pair('body', made.ours),
      ...pair('mp', made.ours),
    },
    ...{ 'star-ca.pem': made.root, 'postkasse-ca.pem': made.root },
    ...{ 'keys.json': jwks(made.key), 'more.json': jwks(made.key), 'documents.json': manifest(DOCUMENT) },
    ...{ 'star.password': 'unread', 'postkasse.password': 'unread', 'body.password': 'unread' },
    ...{ 'audit.key': 'x'.repeat(32), 'router.secret': 'x'.repeat(32) },
    'issuers.json': issuers('more.json'),
  };
}

const issuers = (name: string) =>
  JSON.stringify([{ kind: 'oidc', issuer: 'https://more.example', audience: 'us', jwksFile: files.path(name) }]);

function environmentOf(): Readonly<Record<string, string>> {
  const path = files.path;
  return {
    ...{ STAR_URL: 'https://127.0.0.1:9', STAR_CLIENT_CERT: path('star.pem'), STAR_CLIENT_KEY: path('star.key') },
    ...{ STAR_CA: path('star-ca.pem'), STAR_CLIENT_KEY_PASSWORD_FILE: path('star.password') },
    STAR_KODELISTER: JSON.stringify({
      bekraeftet: false,
      kontaktdata: { mobiltelefon: 1, fastnetTelefon: 2, mailadresse: 3 },
      kontaktdatastatus: { ikkeVerificeret: 1, verificeret: 2 },
    }),
    ...{ POSTKASSE_URL: 'http://127.0.0.1:9/p', KONTAKTREGISTER_URL: 'http://127.0.0.1:9/k' },
    ...{
      POSTKASSE_CERT: path('postkasse.pem'),
      POSTKASSE_KEY: path('postkasse.key'),
      POSTKASSE_CA: path('postkasse-ca.pem'),
    },
    ...{ POSTKASSE_RESPONDER_ORGNR: '991825827', POSTKASSE_KEY_PASSWORD_FILE: path('postkasse.password') },
    ...{ KONTAKTREGISTER_CERT: path('body.pem'), KONTAKTREGISTER_KEY: path('body.key') },
    KONTAKTREGISTER_KEY_PASSWORD_FILE: path('body.password'),
    ...{ ENHET_SOURCE: 'enhetsregisteret', MASKINPORTEN_ISSUER: 'http://127.0.0.1:9/', MASKINPORTEN_CLIENT_ID: 'us' },
    ...{
      MASKINPORTEN_KEY: path('mp.key'),
      MASKINPORTEN_CERT: path('mp.pem'),
      ENHETSREGISTERET_URL: 'http://127.0.0.1:9/api',
    },
    ...{
      TOKEN_ISSUER: ISSUER,
      TOKEN_AUDIENCE: AUDIENCE,
      TOKEN_JWKS_FILE: path('keys.json'),
      TOKEN_ISSUERS: path('issuers.json'),
    },
    ...{ DOCUMENTS: path('documents.json'), AUDIT_KEY_FILE: path('audit.key') },
    ...{ PROFILE: 'subgraph', ROUTER_SECRET_FILE: path('router.secret') },
  };
}

/** What a gateway of these files goes on with, and what is told of them. */
function start(environment = environmentOf()) {
  const read = createConfigFiles();
  const config = readConfig(environment, read);
  const lines: string[] = [];
  const state = createRenewable(NO_FILES_YET);
  const held = createRenewable(chooseDocuments(config, schema));
  const takes: string[][] = [];
  let holds = config;
  const reload = createReload({
    ...{ environment, files: read, config, state },
    take(next, parts) {
      takes.push([...parts]);
      holds = next;
      if (next.documents) held.renew(next.documents);
    },
    checkDocuments: (next) => checkAdded(next, held.current, schema),
    logger: createLogger('info', { write: (line: string) => void lines.push(line) }),
  });
  return {
    state,
    read,
    takes,
    holds: (): Config => holds,
    told: () =>
      lines
        .splice(0)
        .map((line) => JSON.parse(line) as { level: string; msg: string; files?: string[]; problems?: string[] }),
    /** Looks at all files. `instead`: what reading one of them comes to. */
    async look(instead: Readonly<Record<string, Content>> = {}, isAsked = false) {
      const contents = [...reload.files()].map((file) => [file, contentOf(file)] as const);
      const injected = Object.entries(instead).map(([name, content]) => [files.path(name), content] as const);
      await reload.consider(new Map([...contents, ...injected]), isAsked);
    },
  };
}

function contentOf(file: string): Content {
  try {
    return readFileSync(file);
  } catch (error) {
    return error as Error;
  }
}

const starOf = ({ sources }: Config) => sources.kontaktinformation?.client?.sertifikat.fingerprint256;

function restore(): void {
  for (const [name, content] of Object.entries(startContents())) {
    rmSync(files.path(name), { recursive: true, force: true });
    files.write(name, content);
  }
}

beforeEach(restore);

const REFUSED = 'changed files are refused: what they held before goes on';
const TAKEN = 'changed files have been read, and hold from now on';
const permission = () => Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
const half = (text: string) => text.slice(0, text.length / 2);

/** Name, what is done to the files, the variables that are told of, and the line. */
const BAD: readonly [string, () => unknown, readonly string[], string][] = [
  [
    'half a certificate',
    () => write('star.pem', half(made.others.cert)),
    ['STAR_CLIENT_CERT'],
    'STAR_CLIENT_CERT: holds no certificate in PEM.',
  ],
  [
    'a certificate without its key',
    () => write('star.pem', made.others.cert),
    ['STAR_CLIENT_CERT'],
    'STAR_CLIENT_KEY: the certificate and the key do not belong together.',
  ],
  [
    'half a key',
    () => write('star.key', half(made.ours.key)),
    ['STAR_CLIENT_KEY'],
    'STAR_CLIENT_KEY: holds no private key in PEM.',
  ],
  [
    'a certificate that has expired',
    () => writePair('star', made.gone),
    ['STAR_CLIENT_CERT', 'STAR_CLIENT_KEY'],
    'STAR: the certificate has expired.',
  ],
  [
    'one that is not valid yet',
    () => writePair('star', made.toCome),
    ['STAR_CLIENT_CERT', 'STAR_CLIENT_KEY'],
    'STAR: the certificate is not valid yet.',
  ],
  [
    'authorities, the last of which is cut',
    () => write('star-ca.pem', made.root + half(made.root)),
    ['STAR_CA'],
    'STAR_CA: holds a certificate that is cut.',
  ],
  [
    'authorities that have all expired',
    () => write('star-ca.pem', made.expiredRoot),
    ['STAR_CA'],
    'STAR: all certificate authorities have expired.',
  ],
  [
    'an end user among the authorities',
    () => write('postkasse-ca.pem', made.ours.cert),
    ['POSTKASSE_CA'],
    'POSTKASSE_CA: holds a certificate that is no certificate authority.',
  ],
  [
    'the key of another certificate',
    () => write('postkasse.key', made.others.key),
    ['POSTKASSE_KEY'],
    'POSTKASSE_KEY: the certificate and the key do not belong together.',
  ],
  [
    'an empty file',
    () => write('body.pem', ''),
    ['KONTAKTREGISTER_CERT'],
    'KONTAKTREGISTER_CERT: is neither PEM nor PKCS#12.',
  ],
  [
    'a file that is gone',
    () => rmSync(files.path('body.key')),
    ['KONTAKTREGISTER_KEY'],
    'KONTAKTREGISTER_KEY: there is no such file.',
  ],
  [
    'a folder in its place',
    () => replaceByFolder('mp.key'),
    ['MASKINPORTEN_KEY'],
    'MASKINPORTEN_KEY: the file cannot be read.',
  ],
  [
    'a client’s certificate that has expired',
    () => writePair('mp', made.gone),
    ['MASKINPORTEN_KEY', 'MASKINPORTEN_CERT'],
    'GRUNNDATA: the certificate has expired.',
  ],
  [
    'a file that may not be read',
    () => ({ 'star-ca.pem': permission() }),
    ['STAR_CA'],
    'STAR_CA: the file cannot be read.',
  ],
  [
    'a link that leads to itself',
    () => linkToItself('postkasse.pem'),
    ['POSTKASSE_CERT'],
    'POSTKASSE_CERT: the file cannot be read.',
  ],
  [
    'an empty password',
    () => write('star.password', ' \n'),
    ['STAR_CLIENT_KEY_PASSWORD_FILE'],
    'STAR_CLIENT_KEY_PASSWORD_FILE: the file is empty.',
  ],
  [
    'half a list of keys',
    () => write('keys.json', half(jwks(made.otherKey))),
    ['TOKEN_JWKS_FILE'],
    'TOKEN_JWKS_FILE: the file must be JSON with a list of public keys, keys (look at the whole).',
  ],
  [
    'secret keys',
    () => write('keys.json', JSON.stringify({ keys: [made.otherKey] })),
    ['TOKEN_JWKS_FILE'],
    'TOKEN_JWKS_FILE: the file must not hold secret keys.',
  ],
  [
    'issuers whose keys cannot be read',
    () => write('issuers.json', issuers('nobody.json')),
    ['TOKEN_ISSUERS'],
    'TOKEN_ISSUERS: the file must be JSON with a list of issuers, each once and as docs/callers.md has them (look at 0.jwksFile).',
  ],
  [
    'keys that issuers name, empty',
    () => write('more.json', ''),
    ['TOKEN_ISSUERS'],
    'TOKEN_ISSUERS: the file must be JSON with a list of issuers, each once and as docs/callers.md has them (look at 0.jwksFile).',
  ],
  [
    'a manifest that is no JSON',
    () => write('documents.json', '{"'),
    ['DOCUMENTS'],
    'DOCUMENTS: the file must be JSON with an object: under each id the text of its document (look at the whole).',
  ],
  [
    'a document under another’s id',
    () => write('documents.json', manifest(OTHER).replace('borger', 'bürger')),
    ['DOCUMENTS'],
    `DOCUMENTS: the file holds ${documentId(OTHER)}, which is not the sha256 of its document.`,
  ],
  [
    'a document that does not fit the graph',
    () => write('documents.json', manifest(DOCUMENT, '{ nothing }')),
    ['DOCUMENTS'],
    `DOCUMENTS: ${documentId('{ nothing }')} does not fit the graph: Cannot query field "nothing" on type "Query".`,
  ],
];

function write(name: string, content: string): void {
  files.write(name, content);
}

function writePair(name: string, { cert, key }: Pem): void {
  write(`${name}.pem`, cert);
  write(`${name}.key`, key);
}

function replaceByFolder(name: string): void {
  rmSync(files.path(name));
  mkdirSync(files.path(name));
}

function linkToItself(name: string): void {
  rmSync(files.path(name));
  symlinkSync(files.path(name), files.path(name));
}

describe('a file that cannot be used is refused, told of once, and taken when it is mended:', () => {
  test.each(BAD)('%s', async (_, spoil, variables, problem) => {
    const gateway = start();
    const instead = (spoil() ?? {}) as Readonly<Record<string, Content>>;
    await gateway.look(instead);
    await gateway.look(instead);
    expect(gateway.told()).toMatchObject([{ level: 'error', msg: REFUSED, files: variables, problems: [problem] }]);
    expect(gateway.takes).toEqual([]);
    expect(gateway.state.current).toMatchObject({ counts: { taken: 0, refused: 1 }, refused: [{ variables }] });
    // Another part is taken meanwhile, by its own new files.
    const isOfDocuments = variables.includes('DOCUMENTS');
    if (isOfDocuments) write('keys.json', jwks(made.key, made.otherKey));
    else write('documents.json', manifest(DOCUMENT, OTHER));
    await gateway.look(instead);
    expect(gateway.takes).toEqual([[isOfDocuments ? 'tokens' : 'documents']]);
    expect(gateway.told()).toMatchObject([{ level: 'info', msg: TAKEN }]);
    restore();
    await gateway.look();
    expect(gateway.state.current.refused).toEqual([]);
    const told = gateway.told().map(({ msg, files: [name] = [] }) => [msg, name]);
    expect(told.toSorted()).toEqual([
      [TAKEN, isOfDocuments ? 'TOKEN_JWKS_FILE' : 'DOCUMENTS'],
      ['files that were refused are as they were', variables[0]],
    ]);
  });
});

describe('what belongs together', () => {
  test('is taken when it is whole, though its halves come one after the other', async () => {
    const gateway = start();
    const before = starOf(gateway.holds());
    write('star.pem', made.others.cert);
    await gateway.look();
    expect(starOf(gateway.holds())).toBe(before);
    write('star.key', made.others.key);
    await gateway.look();
    expect(starOf(gateway.holds())).not.toBe(before);
    expect(gateway.told().map(({ msg }) => msg)).toEqual([REFUSED, TAKEN]);
    expect(gateway.state.current).toEqual({ refused: [], counts: { taken: 1, refused: 1 } });
  });

  test('may be named by another file, that did not name it before', async () => {
    const gateway = start();
    write('issuers.json', issuers('later.json'));
    await gateway.look();
    expect(gateway.state.current.refused).toMatchObject([{ variables: ['TOKEN_ISSUERS'] }]);
    write('later.json', jwks(made.otherKey));
    await gateway.look();
    expect(gateway.takes).toEqual([['tokens']]);
    // And is followed from then on.
    write('later.json', jwks(made.otherKey, made.key));
    await gateway.look();
    expect(gateway.takes).toEqual([['tokens'], ['tokens']]);
    const [, more] = gateway.holds().authentication.issuers;
    expect(more && 'jwks' in more.keys && more.keys.jwks.keys.length).toBe(2);
  });
});

test('a certificate that is not valid yet is taken when its time has come, though its file does not change', async () => {
  const gateway = start();
  const before = starOf(gateway.holds());
  writePair('star', made.toCome);
  await gateway.look();
  await gateway.look();
  expect(gateway.told()).toHaveLength(1);
  const { now } = Date;
  vi.useFakeTimers({ now: now() + 2 * DAY_MS, toFake: ['Date'] });
  try {
    await gateway.look();
  } finally {
    vi.useRealTimers();
  }
  expect(starOf(gateway.holds())).not.toBe(before);
});

test('a certificate that has run out meanwhile does not keep its authorities from being renewed', async () => {
  vi.useFakeTimers({ now: NOW - 2 * DAY_MS, toFake: ['Date'] });
  writePair('star', made.gone);
  const gateway = start();
  vi.useRealTimers();
  write('star-ca.pem', made.root + made.root);
  await gateway.look();
  expect(gateway.told()).toMatchObject([{ msg: TAKEN, files: ['STAR_CA'] }]);
});

test('the audit’s key is read at the start: another one is warned of, once, and not taken', async () => {
  const gateway = start();
  write('audit.key', 'y'.repeat(32));
  await gateway.look();
  await gateway.look();
  expect(gateway.told()).toMatchObject([
    { level: 'warn', files: ['AUDIT_KEY_FILE'], msg: 'files have changed that are read at the start only' },
  ]);
  // Nor beside another file that is taken.
  write('documents.json', manifest(DOCUMENT, OTHER));
  await gateway.look();
  expect(gateway.holds().audit.key).toBe('x'.repeat(32));
});

test('who asks is told, also where nothing is new', async () => {
  const gateway = start();
  await gateway.look({}, true);
  write('star.pem', '');
  await gateway.look();
  await gateway.look({}, true);
  expect(gateway.told().map(({ msg }) => msg)).toEqual(['no file has changed', REFUSED, REFUSED]);
});

test('a file that is written again with the same contents is no change', async () => {
  const gateway = start();
  renameSync(files.write('star.new', made.ours.cert), files.path('star.pem'));
  await gateway.look();
  expect([gateway.told(), gateway.takes]).toEqual([[], []]);
});

test('nothing of a file stands in what is told', async () => {
  const gateway = start();
  const secret = 'a-secret-of-somebody';
  for (const name of Object.keys(startContents())) write(name, `${secret} ${name}`);
  await gateway.look();
  const told = gateway.told();
  expect(told.length).toBeGreaterThan(4);
  expect(JSON.stringify([told, gateway.state.current])).not.toContain(secret);
  expect(JSON.stringify([told, gateway.state.current])).not.toContain(files.path(''));
});

/** Their descriptions speak of files that others name. */
const NOT_NAMING = new Set(['RELOAD_SECONDS']);

describe('docs/operations.md', () => {
  const paper = readFileSync('docs/operations.md', 'utf8').split('\n## Files that change\n')[1] ?? '';
  const rows = [...paper.matchAll(/^\| `([A-Z_]+)` +\| (.+?) +\|$/gm)].map(([, name = '', says = '']) => ({
    name,
    says,
  }));

  test('says of each variable that names a file whether it is read anew', () => {
    const naming = Object.entries(VARIABLES.shape)
      // "As above": the same of another service. A secret's own variable holds it, and its file has a name of its own.
      .filter(([, shape]) => /\b[Ff]ile\b|^As above/.test(String(shape.meta()?.description)) && !shape.meta()?.secret)
      .map(([name]) => name)
      // How often files are looked at, and what only resembles one.
      .filter((name) => !NOT_NAMING.has(name));
    expect(rows.map(({ name }) => name).toSorted()).toEqual([...new Set([...naming, ...SECRET_FILES])].toSorted());
  });

  test('says so of those that are', () => {
    const { read } = start();
    const anew = new Set(read.parts().flatMap((part) => (part === 'start' ? [] : [...read.filesOf(part)])));
    const environment = { ...environmentOf(), GRUNNDATA_PASSWORD_FILE: '' };
    const named = Object.entries(environment).flatMap(([name, file]) => (anew.has(file) ? name : []));
    // grunndata is asked instead of Enhetsregisteret, or not at all.
    const expected = [...named, 'GRUNNDATA_PASSWORD_FILE'].toSorted();
    expect(rows.flatMap(({ name, says }) => (says.startsWith('Read anew') ? name : [])).toSorted()).toEqual(expected);
  });
});
