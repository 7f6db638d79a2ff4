import { generateKeyPairSync, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto';
import * as der from '../support/der.ts';

/** Certificates of any shape, right and wrong: what the sandbox's maker would never issue. */

export interface Issued {
  readonly certificate: X509Certificate;
  readonly subject: Subject;
  readonly keys: Keys;
}

type Keys = { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
export type Subject = readonly (readonly [keyof typeof ATTRIBUTES, string])[];

const ATTRIBUTES = {
  C: '2.5.4.6',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  CN: '2.5.4.3',
  serialNumber: '2.5.4.5',
  organizationIdentifier: '2.5.4.97',
  emailAddress: '1.2.840.113549.1.9.1',
} as const;

interface Wanted {
  readonly subject: Subject;
  /** Itself, where nobody is given. */
  readonly issuer?: Issued | undefined;
  readonly keys?: Keys;
  readonly extensions?: readonly Buffer[];
  readonly from?: string;
  readonly to?: string;
  readonly hash?: keyof typeof RSA_WITH;
}

export const rsa = (modulusLength = 2048): Keys => generateKeyPairSync('rsa', { modulusLength });
export const ec = (namedCurve = 'P-256'): Keys => generateKeyPairSync('ec', { namedCurve });

const RSA_WITH = { md5: 4, sha1: 5, sha256: 11, sha384: 12, sha512: 13 } as const;

function algorithm({ privateKey }: Keys, hash: keyof typeof RSA_WITH): Buffer {
  return privateKey.asymmetricKeyType === 'ec'
    ? der.sequence(der.oid(`1.2.840.10045.4.3.${hash === 'sha256' ? 2 : 3}`))
    : der.sequence(der.oid(`1.2.840.113549.1.1.${RSA_WITH[hash]}`), der.nothing());
}

export function name(subject: Subject): Buffer {
  return der.sequence(
    ...subject.map(([attribute, value]) => {
      const text = attribute === 'emailAddress' ? der.tlv(0x16, Buffer.from(value)) : der.utf8String(value);
      return der.setOf(der.sequence(der.oid(ATTRIBUTES[attribute]), text));
    }),
  );
}

export function issue(wanted: Wanted): Issued {
  const { subject, issuer, keys = rsa(), extensions = [], hash = 'sha256' } = wanted;
  const { from = '2026-01-01T00:00:00Z', to = '2027-01-01T00:00:00Z' } = wanted;
  const by = issuer?.keys ?? keys;
  const content = der.sequence(
    der.explicit(0, der.integer(Buffer.from([2]))),
    der.integer(Buffer.concat([Buffer.from([0x40]), randomBytes(8)])),
    algorithm(by, hash),
    name(issuer?.subject ?? subject),
    der.sequence(der.time(new Date(from)), der.time(new Date(to))),
    name(subject),
    keys.publicKey.export({ type: 'spki', format: 'der' }),
    der.explicit(3, der.sequence(...extensions)),
  );
  const bytes = der.sequence(content, algorithm(by, hash), der.bitString(sign(hash, content, by.privateKey)));
  return { certificate: new X509Certificate(bytes), subject, keys };
}

export function extension(oid: string, critical: boolean, value: Buffer): Buffer {
  return der.sequence(der.oid(oid), ...(critical ? [der.boolean(true)] : []), der.octetString(value));
}

export const isAuthority = (pathLength?: number) =>
  extension(
    '2.5.29.19',
    true,
    der.sequence(der.boolean(true), ...(pathLength === undefined ? [] : [der.integer(Buffer.from([pathLength]))])),
  );
export const isEndUser = () => extension('2.5.29.19', true, der.sequence());

const USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
] as const;

export function keyUsage(...usages: readonly (typeof USAGES)[number][]): Buffer {
  const bits = usages.reduce((sum, usage) => sum | (0x80 >> USAGES.indexOf(usage)), 0);
  return extension('2.5.29.15', true, der.bitString(Buffer.from([bits]), 1));
}

export function purposes(...oids: readonly string[]): Buffer {
  return extension('2.5.29.37', false, der.sequence(...oids.map(der.oid)));
}

/** [4] a directory name, [1] a mail address, [2] a host, [6] a URI, [7] an IP address. */
export const generalName = {
  directory: (subject: Subject) => der.explicit(4, name(subject)),
  mail: (address: string) => der.implicit(1, Buffer.from(address)),
  host: (host: string) => der.implicit(2, Buffer.from(host)),
  uri: (uri: string) => der.implicit(6, Buffer.from(uri)),
  ip: (...bytes: readonly number[]) => der.implicit(7, Buffer.from(bytes)),
};

export const alternativeNames = (...names: readonly Buffer[]) => extension('2.5.29.17', false, der.sequence(...names));

export function nameConstraints({
  permitted = [],
  excluded = [],
}: {
  permitted?: Buffer[];
  excluded?: Buffer[];
}): Buffer {
  const subtrees = (names: Buffer[]) => names.map((one) => der.sequence(one));
  return extension(
    '2.5.29.30',
    true,
    der.sequence(
      ...(permitted.length > 0 ? [der.explicit(0, ...subtrees(permitted))] : []),
      ...(excluded.length > 0 ? [der.explicit(1, ...subtrees(excluded))] : []),
    ),
  );
}
