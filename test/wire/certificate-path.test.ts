import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import * as der from '../support/der.ts';
import { createTrust } from '../../src/wire/certificate.ts';
import { createFiles } from '../support/certificates.ts';
import { JUDGES, reasonToSkip } from '../support/judges.ts';
import {
  alternativeNames,
  ec,
  extension,
  generalName,
  type Issued,
  isAuthority,
  isEndUser,
  issue,
  keyUsage,
  nameConstraints,
  purposes,
  rsa,
  type Subject,
} from './certificates.ts';

const AT = new Date('2026-06-15T12:00:00Z');
const NUMBER = '311000012';
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';

// Key pairs cost time, and no test here is about whose they are.
const keys = { root: rsa(), authority: rsa(), other: rsa(), leaf: rsa(), weak: rsa(1024), curve: ec() };

const ROOT: Subject = [
  ['C', 'NO'],
  ['O', 'Test CA AS-999999999'],
  ['CN', 'Test Class 3 Root CA'],
];
const AUTHORITY: Subject = [
  ['C', 'NO'],
  ['O', 'Test CA AS-999999999'],
  ['CN', 'Test Class 3 CA 3'],
];
const HOLDER: Subject = [
  ['C', 'NO'],
  ['O', 'TESTREGISTERET'],
  ['CN', 'TESTREGISTERET'],
  ['serialNumber', NUMBER],
];

type Wanted = Partial<Parameters<typeof issue>[0]>;
const AUTHORITY_USAGE = keyUsage('keyCertSign', 'cRLSign');
const USAGE = keyUsage('digitalSignature', 'keyEncipherment', 'dataEncipherment');

const makeRoot = (wanted: Wanted = {}) =>
  issue({ subject: ROOT, keys: keys.root, extensions: [isAuthority(), AUTHORITY_USAGE], ...wanted });
const makeAuthority = (issuer: Issued, wanted: Wanted = {}) =>
  issue({ subject: AUTHORITY, issuer, keys: keys.authority, extensions: [isAuthority(0), AUTHORITY_USAGE], ...wanted });
const makeLeaf = (issuer: Issued, wanted: Wanted = {}) =>
  issue({ subject: HOLDER, issuer, keys: keys.leaf, extensions: [isEndUser(), USAGE], ...wanted });

interface Chain {
  readonly root?: Wanted;
  readonly authority?: Wanted;
  readonly leaf?: Wanted;
}

/** The leaf, and the two that vouch for it. */
function chain({ root, authority, leaf }: Chain = {}): [Issued, Issued, Issued] {
  const top = makeRoot(root);
  const middle = makeAuthority(top, authority);
  return [makeLeaf(middle, leaf), middle, top];
}

const judge = ([leaf, ...listed]: readonly Issued[], at = AT) =>
  leaf && createTrust(listed.map(({ certificate }) => certificate)).findDefect(leaf.certificate, at);

const authorityWith = (...extensions: readonly Buffer[]) => ({
  extensions: [isAuthority(0), AUTHORITY_USAGE, ...extensions],
});
const leafWith = (...extensions: readonly Buffer[]) => ({ extensions: [isEndUser(), USAGE, ...extensions] });
const constrained = (constraints: Parameters<typeof nameConstraints>[0]) => authorityWith(nameConstraints(constraints));
const within = (subject: Subject) => constrained({ permitted: [generalName.directory(subject)] });

const NOT_CRITICAL = [
  extension('1.3.6.1.5.5.7.1.3', false, der.sequence(der.sequence(der.oid('0.4.0.1862.1.1')))), // qcStatements
  extension('2.5.29.32', false, der.sequence(der.sequence(der.oid('2.16.578.1.26.1.3.2')))), // certificatePolicies
  extension('1.2.3.4', false, der.nothing()),
];

/** As real ones are shaped: SEID 1 with its number in serialNumber, SEID 2 in organizationIdentifier, a pair of each. */
const GOOD: Record<string, Chain> = {
  'an authority and its root': {},
  'one that signs and decrypts, for clients and mail': {
    leaf: leafWith(purposes(CLIENT_AUTH, EMAIL_PROTECTION), ...NOT_CRITICAL),
  },
  'a seal': { leaf: { extensions: [isEndUser(), keyUsage('nonRepudiation'), ...NOT_CRITICAL] } },
  'one for any purpose': { leaf: leafWith(purposes('2.5.29.37.0')) },
  'one for documents': { leaf: leafWith(purposes('1.3.6.1.5.5.7.3.36')) },
  'one that says nothing of its use': { leaf: { extensions: [] } },
  'an authority for clients and mail': { authority: authorityWith(purposes(CLIENT_AUTH, EMAIL_PROTECTION)) },
  'critical extensions that are understood': {
    authority: authorityWith(extension('2.5.29.32', true, der.sequence(der.sequence(der.oid('2.5.29.32.0'))))),
    leaf: leafWith(
      extension('2.5.29.37', true, der.sequence(der.oid(CLIENT_AUTH))),
      extension('2.5.29.17', true, der.sequence(generalName.mail('post@example.org'))),
    ),
  },
  'a path as long as its root allows': { root: { extensions: [isAuthority(1), AUTHORITY_USAGE] } },
  'a root that signed itself by SHA-1': { root: { hash: 'sha1' } },
  'a root of an elliptic curve': { root: { keys: keys.curve }, authority: { hash: 'sha256' } },
  'a longer hash': { authority: { hash: 'sha512' }, leaf: { hash: 'sha384' } },
  'names within those permitted': {
    authority: constrained({
      permitted: [
        generalName.directory([
          ['C', 'no'],
          ['O', '  testregisteret '],
        ]),
        generalName.mail('example.org'),
        generalName.host('example.org'),
      ],
    }),
    leaf: leafWith(alternativeNames(generalName.mail('Post@EXAMPLE.org'), generalName.host('www.example.org'))),
  },
  'names beside those excluded': {
    authority: constrained({
      excluded: [
        generalName.directory([['C', 'SE']]),
        generalName.mail('.example.org'),
        generalName.host('example.org'),
        generalName.ip(10, 0, 0, 0, 255, 0, 0, 0),
      ],
    }),
    leaf: leafWith(alternativeNames(generalName.mail('post@example.org'), generalName.host('anexample.org'))),
  },
};

/** Each has one thing wrong. Of some, OpenSSL has no opinion: what they are used for is ours to know. */
const BAD: Record<string, readonly [defect: string, chain: Chain, openssl?: 'no opinion']> = {
  'a leaf that is not valid yet': ['NOT_VALID_NOW', { leaf: { from: '2026-06-15T12:00:01Z' } }],
  'a leaf that has run out': ['NOT_VALID_NOW', { leaf: { to: '2026-06-15T11:59:59Z' } }],
  'a leaf by an authority that has run out': ['NOT_VALID_NOW', { authority: { to: '2026-06-15T11:59:59Z' } }],
  'a leaf signed by SHA-1': ['WEAK_SIGNATURE', { leaf: { hash: 'sha1' } }],
  'a leaf signed by MD5': ['WEAK_SIGNATURE', { leaf: { hash: 'md5' } }],
  'an authority signed by SHA-1': ['WEAK_SIGNATURE', { authority: { hash: 'sha1' } }],
  'a leaf of 1024 bits': ['WEAK_KEY', { leaf: { keys: keys.weak } }],
  'an authority of 1024 bits': ['WEAK_KEY', { authority: { keys: keys.weak } }],
  'a root of 1024 bits': ['WEAK_KEY', { root: { keys: keys.weak } }],
  'a leaf of an elliptic curve': ['WEAK_KEY', { leaf: { keys: keys.curve } }, 'no opinion'],
  'a leaf with an unknown critical extension': [
    'UNKNOWN_CRITICAL_EXTENSION',
    { leaf: leafWith(extension('1.2.3.4', true, der.nothing())) },
  ],
  'an authority with an unknown critical extension': [
    'UNKNOWN_CRITICAL_EXTENSION',
    { authority: authorityWith(extension('1.2.3.4', true, der.nothing())) },
  ],
  'a root with an unknown critical extension': [
    'UNKNOWN_CRITICAL_EXTENSION',
    { root: { extensions: [isAuthority(), AUTHORITY_USAGE, extension('1.2.3.4', true, der.nothing())] } },
  ],
  'an authority that demands policies': [
    'UNKNOWN_CRITICAL_EXTENSION',
    { authority: authorityWith(extension('2.5.29.36', true, der.sequence(der.implicit(0, Buffer.from([0]))))) },
    'no opinion',
  ],
  'a leaf whose key may only encipher': [
    'KEY_USAGE',
    { leaf: { extensions: [isEndUser(), keyUsage('keyEncipherment', 'dataEncipherment')] } },
    'no opinion',
  ],
  'a leaf whose key may do nothing': ['KEY_USAGE', { leaf: { extensions: [isEndUser(), keyUsage()] } }, 'no opinion'],
  'a leaf for servers': ['EXTENDED_KEY_USAGE', { leaf: leafWith(purposes('1.3.6.1.5.5.7.3.1')) }, 'no opinion'],
  'a leaf for code': ['EXTENDED_KEY_USAGE', { leaf: leafWith(purposes('1.3.6.1.5.5.7.3.3')) }, 'no opinion'],
  'a leaf for timestamps and OCSP': [
    'EXTENDED_KEY_USAGE',
    { leaf: leafWith(purposes('1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.9')) },
    'no opinion',
  ],
  'an authority for servers': [
    'EXTENDED_KEY_USAGE',
    { authority: authorityWith(purposes('1.3.6.1.5.5.7.3.1')) },
    'no opinion',
  ],
  'a path longer than its root allows': ['PATH_LENGTH', { root: { extensions: [isAuthority(0), AUTHORITY_USAGE] } }],
  'an extension that stands twice': ['MALFORMED', { leaf: leafWith(USAGE) }],
  'a use that is no use': [
    'MALFORMED',
    { leaf: { extensions: [isEndUser(), extension('2.5.29.15', true, der.nothing())] } },
  ],
  'a subject outside the permitted': ['NAME_CONSTRAINTS', { authority: within([['C', 'SE']]) }],
  'a subject of another organisation': [
    'NAME_CONSTRAINTS',
    {
      authority: within([
        ['C', 'NO'],
        ['O', 'TESTREGISTER'],
      ]),
    },
  ],
  'a subject of another organisation, whose name is alike in capitals': [
    'NAME_CONSTRAINTS',
    {
      authority: within([
        ['C', 'NO'],
        ['O', 'Testreg\u0131steret'],
      ]),
    },
  ],
  'a subject that is excluded': [
    'NAME_CONSTRAINTS',
    { authority: constrained({ excluded: [generalName.directory([['C', 'NO']])] }) },
  ],
  'a mail address outside the permitted': [
    'NAME_CONSTRAINTS',
    {
      authority: constrained({ permitted: [generalName.mail('example.org')] }),
      leaf: leafWith(alternativeNames(generalName.mail('post@www.example.org'))),
    },
  ],
  'a mail address in the subject outside the permitted': [
    'NAME_CONSTRAINTS',
    {
      authority: constrained({ permitted: [generalName.mail('post@example.org')] }),
      leaf: { subject: [...HOLDER, ['emailAddress', 'other@example.org']] },
    },
  ],
  'a mail address that is excluded': [
    'NAME_CONSTRAINTS',
    {
      authority: constrained({ excluded: [generalName.mail('.example.org')] }),
      leaf: leafWith(alternativeNames(generalName.mail('post@www.example.org'))),
    },
  ],
  'a host outside the permitted': [
    'NAME_CONSTRAINTS',
    {
      authority: constrained({ permitted: [generalName.host('example.org')] }),
      leaf: leafWith(alternativeNames(generalName.host('anexample.org'))),
    },
  ],
  'a host that is excluded': [
    'NAME_CONSTRAINTS',
    {
      authority: constrained({ excluded: [generalName.host('.example.org')] }),
      leaf: leafWith(alternativeNames(generalName.host('WWW.example.org'))),
    },
  ],
  'an IP address under a constraint on such': [
    'NAME_CONSTRAINTS',
    {
      authority: constrained({ excluded: [generalName.ip(10, 0, 0, 0, 255, 0, 0, 0)] }),
      leaf: leafWith(alternativeNames(generalName.ip(10, 0, 0, 1))),
    },
  ],
  'a name forbidden by the root': [
    'NAME_CONSTRAINTS',
    {
      root: {
        extensions: [
          isAuthority(),
          AUTHORITY_USAGE,
          nameConstraints({ permitted: [generalName.directory(ROOT.slice(0, 2))] }),
        ],
      },
    },
  ],
  'a leaf that may sign others’': [
    'NO_END_USER',
    { leaf: { extensions: [isAuthority(), AUTHORITY_USAGE] } },
    'no opinion',
  ],
  'an authority that is none': ['NOT_ISSUED_BY_THEM', { authority: { extensions: [isEndUser(), USAGE] } }],
  'an authority whose key may not sign others': [
    'NOT_ISSUED_BY_THEM',
    { authority: { extensions: [isAuthority(), USAGE] } },
  ],
};

describe('A path of certificates', () => {
  test.each(Object.entries(GOOD))('does: %s', (_, wanted) => {
    expect(judge(chain(wanted))).toBeUndefined();
  });

  test.each(Object.entries(BAD))('is refused: %s', (_, [defect, wanted]) => {
    expect(judge(chain(wanted))).toBe(defect);
  });

  test('is valid from the first second of all to the last of one', () => {
    const path = chain({ authority: { from: '2026-02-01T00:00:00Z' }, root: { to: '2026-11-30T23:59:59Z' } });
    const at = (time: string) => judge(path, new Date(time));
    expect(at('2026-01-31T23:59:59.999Z')).toBe('NOT_VALID_NOW');
    expect(at('2026-02-01T00:00:00Z')).toBeUndefined();
    expect(at('2026-12-31T00:00:00Z')).toBeUndefined(); // The root has run out: what it says of others counts no more.
    expect(at('2027-01-01T00:00:00Z')).toBeUndefined();
    expect(at('2027-01-01T00:00:01Z')).toBe('NOT_VALID_NOW');
  });

  test('may have an authority change its key on the way without counting', () => {
    const root = makeRoot({ extensions: [isAuthority(1), AUTHORITY_USAGE] });
    const old = makeAuthority(root, { keys: keys.other, extensions: [isAuthority(0), AUTHORITY_USAGE] });
    const young = issue({
      subject: AUTHORITY,
      issuer: old,
      keys: keys.authority,
      extensions: [isAuthority(), AUTHORITY_USAGE],
    });
    expect(judge([makeLeaf(young), young, old, root])).toBeUndefined();
  });
});

const withoutOpenssl = reasonToSkip(JUDGES.openssl);
const files = createFiles();

describe.skipIf(withoutOpenssl)(`OpenSSL${withoutOpenssl ? ` (${withoutOpenssl})` : ''} says the same of`, () => {
  function verify([leaf, ...listed]: readonly Issued[]): boolean {
    const pem = (all: readonly Issued[]) => all.map(({ certificate }) => certificate.toString()).join('');
    const [trusted, asked] = [
      files.write('trusted.pem', pem(listed)),
      files.write('leaf.pem', leaf ? pem([leaf]) : ''),
    ];
    const time = String(AT.getTime() / 1000);
    const args = ['verify', '-auth_level', '2', '-attime', time, '-CAfile', trusted, asked];
    return (
      spawnSync(
        'openssl',
        args.filter((arg) => arg !== '-x509_strict'),
      ).status === 0
    );
  }

  test.each(Object.entries(GOOD))('%s', (_, wanted) => {
    expect(verify(chain(wanted))).toBe(true);
  });

  test.each(Object.entries(BAD).filter(([, [, , opinion]]) => !opinion))('%s', (_, [, wanted]) => {
    expect(verify(chain(wanted))).toBe(false);
  });
});

describe('Of several ways to an authority', () => {
  const root = makeRoot();
  const expired = makeRoot({ to: '2026-05-01T00:00:00Z' });
  const authority = makeAuthority(root);
  const leaf = makeLeaf(authority);
  const orders = <Item>(items: readonly Item[]): Item[][] =>
    items.length < 2
      ? [[...items]]
      : items.flatMap((item) => orders(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));

  const foreign = issue({
    subject: [['CN', 'Another root']],
    keys: keys.other,
    extensions: [isAuthority(), AUTHORITY_USAGE],
  });
  const crossed = makeAuthority(foreign);
  const weak = issue({ subject: [['CN', 'Weak root']], keys: keys.weak, extensions: [isAuthority(), AUTHORITY_USAGE] });

  test.each<[string, readonly Issued[]]>([
    ['a root that has run out beside its renewal', [expired, authority, root]],
    [
      'an authority that has run out beside its renewal',
      [makeAuthority(root, { to: '2026-05-01T00:00:00Z' }), authority, root],
    ],
    ['one that is not valid yet', [makeAuthority(root, { from: '2026-07-01T00:00:00Z' }), authority, root]],
    ['an authority beside a root that has run out', [authority, expired]],
    ['an authority alone', [authority]],
    ['an authority of two roots, one of which is not listed', [authority, crossed, foreign]],
    ['an authority of two roots, one of which has a weak key', [authority, makeAuthority(weak), weak, root]],
    [
      'an authority that may not name the holder beside one that may',
      [makeAuthority(root, within([['C', 'SE']])), authority, root],
    ],
    ['a renewal under another key', [makeAuthority(root, { keys: keys.other }), authority, root]],
    ['one that stands twice', [authority, authority, root, root]],
  ])('every one is tried, in any order: %s', (_, listed) => {
    for (const order of orders(listed)) expect(judge([leaf, ...order])).toBeUndefined();
  });

  test.each<[string, readonly Issued[], string]>([
    ['all have run out', [expired, makeAuthority(root, { to: '2026-05-01T00:00:00Z' })], 'NOT_VALID_NOW'],
    ['a root alone, with the one between missing', [root], 'NOT_ISSUED_BY_THEM'],
    ['none', [], 'NOT_ISSUED_BY_THEM'],
    [
      'strangers of the same names',
      [makeRoot({ keys: keys.other }), makeAuthority(root, { keys: keys.other })],
      'NOT_ISSUED_BY_THEM',
    ],
  ])('none does: %s', (_, listed, defect) => {
    for (const order of orders(listed)) expect(judge([leaf, ...order])).toBe(defect);
  });

  test('a verdict changes with the time, either way', () => {
    const trusted = createTrust([
      makeAuthority(root, { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' }).certificate,
    ]);
    const at = (time: string) => trusted.findDefect(leaf.certificate, new Date(time));
    for (const _ of [1, 2]) {
      expect(at('2026-02-28T23:59:59Z')).toBe('NOT_VALID_NOW');
      expect(at('2026-03-01T00:00:00Z')).toBeUndefined();
      expect(at('2026-04-01T00:00:00Z')).toBeUndefined();
      expect(at('2026-04-01T00:00:01Z')).toBe('NOT_VALID_NOW');
    }
  });

  test('one of eight certificates is followed to its end, and one of nine is not', () => {
    const ladder = (authorities: number) => {
      const all: Issued[] = [];
      for (let index = 0; index < authorities; index += 1) {
        const [issuer] = all.slice(-1);
        const extensions = [isAuthority(), AUTHORITY_USAGE];
        all.push(
          issue({ subject: [['CN', `Step ${index}`]], keys: keys.other, extensions, ...(issuer && { issuer }) }),
        );
      }
      return judge([makeLeaf(all.at(-1) as Issued), ...all]);
    };
    expect([ladder(7), ladder(8)]).toEqual([undefined, 'NOT_ISSUED_BY_THEM']);
  });

  test('there is an end of looking, where all vouch for all', () => {
    const holders = Array.from({ length: 12 }, (_, index) => ({
      keys: rsa(),
      subject: [['CN', `Authority ${index}`]] as Subject,
    }));
    const ends = {
      extensions: [
        isAuthority(),
        AUTHORITY_USAGE,
        nameConstraints({ permitted: [generalName.directory([['C', 'SE']])] }),
      ],
    };
    const all = holders.flatMap((holder) =>
      holders.map((by) => issue({ ...holder, ...ends, issuer: { ...by, certificate: authority.certificate } })),
    );
    const [first] = all as [Issued];
    const asked = makeLeaf(first);
    const before = process.cpuUsage();
    // No way does, so that all are looked at: twelve authorities in a row of seven are some four million.
    expect(judge([asked, ...all])).toBe('NAME_CONSTRAINTS');
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1_000);
  });
});
