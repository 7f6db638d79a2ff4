import { createHmac, createPrivateKey, type KeyObject, timingSafeEqual, X509Certificate } from 'node:crypto';
import type Forge from 'node-forge';

type Asn1 = Forge.asn1.Asn1;

const DATA = '1.2.840.113549.1.7.1';
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6';
const KEY_BAG = '1.2.840.113549.1.12.10.1.1';
const SHROUDED_KEY_BAG = '1.2.840.113549.1.12.10.1.2';
const CERTIFICATE_BAG = '1.2.840.113549.1.12.10.1.3';
const CONTENTS_BAG = '1.2.840.113549.1.12.10.1.6';
const LOCAL_KEY_ID = '1.2.840.113549.1.9.21';
const X509 = '1.2.840.113549.1.9.22.1';
const PBES2 = '1.2.840.113549.1.5.13';

const HASHES: Readonly<Record<string, 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512'>> = {
  '1.2.840.113549.2.5': 'md5',
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** What stands in the file; an `id` says which certificate is which key's. */
export interface Bags {
  readonly keys: { readonly privateKey: KeyObject | undefined; readonly id: string | undefined }[];
  readonly certificates: { readonly certificate: X509Certificate; readonly id: string | undefined }[];
}

/** The outermost of a PKCS#12 file. */
export interface Pfx {
  readonly content: string;
  readonly mac: Asn1 | undefined;
}

/** Reads BER and ciphers by node-forge. */
export function createBagReader(forge: typeof Forge) {
  const { asn1 } = forge;
  // Whether there are bytes after the end is an option that its types do not know.
  const parse = (bytes: string) => asn1.fromDer(bytes, { parseAllBytes: false } as unknown as boolean);
  const toBuffer = (bytes: string) => Buffer.from(bytes, 'latin1');
  const listOf = ({ value }: Asn1): readonly Asn1[] => (typeof value === 'string' ? [] : value);

  function at(node: Asn1, ...indexes: readonly number[]): Asn1 {
    const [index, ...rest] = indexes;
    if (index === undefined) return node;
    const child = listOf(node)[index];
    if (!child) throw new TypeError('Not the ASN.1 that was expected');
    return at(child, ...rest);
  }
  /** The bytes of a string, which may be cut into several. */
  const octetsOf = (node: Asn1): string =>
    typeof node.value === 'string' ? node.value : node.value.map(octetsOf).join('');
  const oidOf = (node: Asn1) => asn1.derToOid(octetsOf(node));
  const numberOf = (node: Asn1) => Number.parseInt(toBuffer(octetsOf(node)).toString('hex'), 16);

  function parsePfx(bytes: Buffer): Pfx | undefined {
    try {
      const pfx = parse(bytes.toString('latin1'));
      if (oidOf(at(pfx, 1, 0)) !== DATA) return undefined;
      return { content: octetsOf(at(pfx, 1, 1, 0)), mac: listOf(pfx)[2] };
    } catch {
      return undefined;
    }
  }

  /** Whether this is the password by which the file is sealed. A file may have no seal. */
  function hasMac({ content, mac }: Pfx, password: string | null): boolean {
    if (!mac) return true;
    const hash = HASHES[oidOf(at(mac, 0, 0, 0))];
    if (!hash) return true; // The ciphers will tell.
    const salt = forge.util.createBuffer(octetsOf(at(mac, 1)));
    const iterations = listOf(mac).length > 2 ? numberOf(at(mac, 2)) : 1;
    const written = toBuffer(octetsOf(at(mac, 0, 1)));
    const key = forge.pkcs12.generateKey(password, salt, 3, iterations, written.length, forge.md[hash].create());
    const digest = createHmac(hash, toBuffer(key.getBytes())).update(toBuffer(content)).digest();
    return digest.length === written.length && timingSafeEqual(digest, written);
  }

  /** What is encrypted is always one ASN.1 value, be it a key or a list of bags. */
  function decrypt(algorithm: Asn1, encrypted: string, password: string | null): Asn1 {
    const octets = asn1.create(asn1.Class.UNIVERSAL, asn1.Type.OCTETSTRING, false, encrypted);
    const info = asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, [algorithm, octets]);
    const open = (bytes: string | null): Asn1 | null => forge.pki.decryptPrivateKeyInfo(info, bytes as string);
    if (password === null || oidOf(at(algorithm, 0)) !== PBES2) return firstOf(() => open(password));
    // PBES2 takes bytes, and forge a character for each. Those of UTF-8 are right; forge itself writes others.
    const utf8 = Buffer.from(password, 'utf8').toString('latin1');
    return utf8 === password
      ? firstOf(() => open(utf8))
      : firstOf(
          () => open(utf8),
          () => open(password),
        );
  }

  function openAll({ content }: Pfx, password: string | null): Bags {
    const bags: Bags = { keys: [], certificates: [] };
    for (const info of listOf(parse(content))) {
      const type = oidOf(at(info, 0));
      if (type === DATA) openBags(parse(octetsOf(at(info, 1, 0))), password, bags);
      if (type === ENCRYPTED_DATA) {
        const [, algorithm, encrypted] = listOf(at(info, 1, 0, 1));
        if (algorithm && encrypted) openBags(decrypt(algorithm, octetsOf(encrypted), password), password, bags);
      }
    }
    return bags;
  }

  function openBags(contents: Asn1, password: string | null, bags: Bags): void {
    for (const bag of listOf(contents)) {
      const value = at(bag, 1, 0);
      const id = localKeyIdOf(bag);
      switch (oidOf(at(bag, 0))) {
        case KEY_BAG:
          bags.keys.push({ privateKey: toKey(value), id });
          break;
        case SHROUDED_KEY_BAG:
          bags.keys.push({ privateKey: toKey(decrypt(at(value, 0), octetsOf(at(value, 1)), password)), id });
          break;
        case CERTIFICATE_BAG:
          if (oidOf(at(value, 0)) === X509) {
            bags.certificates.push({ certificate: new X509Certificate(toBuffer(octetsOf(at(value, 1, 0)))), id });
          }
          break;
        case CONTENTS_BAG:
          openBags(value, password, bags);
          break;
        default: // Revocation lists and secrets.
      }
    }
  }

  function localKeyIdOf(bag: Asn1): string | undefined {
    const attribute = (listOf(bag)[2] ? listOf(at(bag, 2)) : []).find((one) => oidOf(at(one, 0)) === LOCAL_KEY_ID);
    return attribute && octetsOf(at(attribute, 1, 0));
  }

  /** Undefined for a key of a kind that node does not know. */
  function toKey(info: Asn1): KeyObject | undefined {
    try {
      return createPrivateKey({ key: toBuffer(asn1.toDer(info).getBytes()), format: 'der', type: 'pkcs8' });
    } catch {
      return undefined;
    }
  }

  return { parsePfx, hasMac, openAll };
}

/** The first that gives a value. Throws what the first one threw, when none does. */
function firstOf<Value>(...ways: readonly (() => Value | null)[]): Value {
  let refusal: unknown;
  for (const way of ways) {
    try {
      const value = way();
      if (value !== null) return value;
    } catch (error) {
      refusal ??= error;
    }
  }
  throw refusal ?? new TypeError('Does not open');
}
