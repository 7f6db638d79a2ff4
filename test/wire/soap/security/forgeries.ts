import { createCipheriv, randomBytes } from 'node:crypto';
import { nothing } from '../../../support/der.ts';
import { EXC_C14N, RSA_SHA256, SHA1, SHA256 } from '../../../../src/wire/soap/security/uris.ts';
import { extension, isEndUser, issue, keyUsage, purposes, type Subject } from '../../certificates.ts';
import {
  ANSWER,
  digestOf,
  type Forger,
  client,
  L1,
  NOW,
  PK,
  RESPONDER,
  resigned,
  responder,
  selfSigned,
  certificates,
} from './kit.ts';

const EVIL = `<ns2:KanVelgeSikkerDigitalPostkasseRespons xmlns:ns2="${PK}"><ns2:status>JA</ns2:status></ns2:KanVelgeSikkerDigitalPostkasseRespons>`;
const body = (content: string, id: string) =>
  `<e:Body xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd" wsu:Id="${id}">${content}</e:Body>`;

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';

/** The register's certificate, as the trusted root would not issue it. */
export function byRoot(extensions: readonly Buffer[], hash: 'sha1' | 'sha256' = 'sha256') {
  const { sertifikat, ...keys } = certificates.root();
  const subject: Subject = [
    ['C', 'NO'],
    ['O', 'REGISTERGRAF SANDKASSE'],
    ['CN', 'TESTROT'],
  ];
  const { certificate, keys: own } = issue({
    subject: [
      ['C', 'NO'],
      ['serialNumber', RESPONDER],
    ],
    issuer: { certificate: sertifikat, subject, keys },
    keys: responder,
    extensions,
    hash,
  });
  return { sertifikat: certificate, privateKey: own.privateKey };
}

/** The signed Body, taken out of its place. */
function bodyOf(envelope: string): string {
  return /<e:Body.*<\/e:Body>/s.exec(envelope)?.[0] ?? '';
}

function cipherOf(envelope: string): string {
  return [...envelope.matchAll(/<xenc:CipherValue>([^<]*)/g)][1]?.[1] ?? '';
}

function withCipher(envelope: string, change: (bytes: Buffer) => Buffer): string {
  const before = cipherOf(envelope);
  return envelope.replace(before, change(Buffer.from(before, 'base64')).toString('base64'));
}

/** Each lies in one way. Whoever reads them sees that something is wrong, and tells nobody what. */
export const forgeries: Readonly<Record<string, (forger: Forger) => string>> = {
  'an altered Body': (f) => f.encrypted(f.signed().replace('NEI', 'JA')),
  'an altered Timestamp': (f) => f.encrypted(f.signed().replace('12:01:00.000Z', '12:01:00.001Z')),
  'an altered SignatureConfirmation': (f) => f.encrypted(f.signed().replace('wsu:Id="SC-1"', 'x="" wsu:Id="SC-1"')),
  'a Timestamp that has run out': (f) => f.encrypted(f.signed({ created: NOW - 120_001 })),
  'a Timestamp of tomorrow': (f) => f.encrypted(f.signed({ created: NOW + 60_001 })),
  'a Timestamp that lives for long': (f) => f.encrypted(f.signed({ lifetimeMs: 300_001 })),
  'a Timestamp that ends before it begins': (f) => f.encrypted(f.signed({ lifetimeMs: -1 })),
  'an SHA-1 signature': (f) => {
    const rsaSha1 = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1';
    return f.encrypted(resigned(f.signed(), (info) => info.replace(RSA_SHA256, rsaSha1), { hash: 'sha1' }));
  },
  'an SHA-1 digest': (f) => {
    const plain = f.signed();
    const digest = digestOf(bodyOf(plain));
    const sha1 = digestOf(bodyOf(plain), 'sha1');
    return f.encrypted(
      resigned(plain, (info) =>
        info.replace(
          `${SHA256}"></ds:DigestMethod><ds:DigestValue>${digest}`,
          `${SHA1}"></ds:DigestMethod><ds:DigestValue>${sha1}`,
        ),
      ),
    );
  },
  'the certificate of somebody else': (f) => {
    const plain = f.signed();
    const other = certificates.inSeidV2(RESPONDER).der.toString('base64');
    return f.encrypted(plain.replace(/(wsu:Id="X509-1">)[^<]*/, `$1${other}`));
  },
  'a certificate with something after it': (f) =>
    f.encrypted(
      f
        .signed()
        .replace(
          /(wsu:Id="X509-1">)([^<]*)/,
          (_, tag: string, text: string) =>
            tag + Buffer.concat([Buffer.from(text, 'base64'), Buffer.alloc(3)]).toString('base64'),
        ),
    ),
  'a self-signed certificate': (f) => f.encrypted(f.signed({ signer: selfSigned })),
  'a certificate from a root that nobody trusts': (f) =>
    f.encrypted(f.signed({ signer: certificates.fromUntrustedRoot(RESPONDER) })),
  'a certificate that has run out': (f) => f.encrypted(f.signed({ signer: certificates.expired(RESPONDER) })),
  'the root itself': (f) => f.encrypted(f.signed({ signer: certificates.root() })),
  'another organisation': (f) => f.encrypted(f.signed({ signer: certificates.forOrganisation(L1) })),
  'a certificate whose key may not sign': (f) =>
    f.encrypted(f.signed({ signer: byRoot([isEndUser(), keyUsage('keyEncipherment')]) })),
  'a certificate for servers': (f) => f.encrypted(f.signed({ signer: byRoot([isEndUser(), purposes(SERVER_AUTH)]) })),
  'a certificate with a critical extension that nobody knows': (f) =>
    f.encrypted(f.signed({ signer: byRoot([isEndUser(), extension('1.2.3.4', true, nothing())]) })),
  'a certificate signed by SHA-1': (f) => f.encrypted(f.signed({ signer: byRoot([isEndUser()], 'sha1') })),
  'no SignatureConfirmation': (f) => f.encrypted(f.signed({ confirm: null })),
  'the SignatureConfirmation of another request': (f) =>
    f.encrypted(f.signed({ confirm: randomBytes(256).toString('base64') })),
  'a SignatureConfirmation that is cut short': (f) => f.encrypted(f.signed({ confirm: '' })),
  'an unsigned SignatureConfirmation': (f) =>
    f.encrypted(f.signed({ parts: (all) => all.filter(({ id }) => id !== 'SC-1') })),
  'an unsigned Timestamp': (f) => f.encrypted(f.signed({ parts: (all) => all.filter(({ id }) => id !== 'TS-1') })),
  'an unsigned Body': (f) => f.encrypted(f.signed({ parts: (all) => all.filter(({ id }) => id !== 'id-1') })),
  'two Bodies, the false one last': (f) =>
    f.encrypted(f.signed()).replace('</e:Envelope>', `${body(EVIL, 'id-2')}</e:Envelope>`),
  'two Bodies, the false one first': (f) =>
    f.encrypted(f.signed()).replace('</e:Header>', `</e:Header>${body(EVIL, 'id-2')}`),
  'a second Body within the ciphertext': (f) => {
    const plain = f.signed();
    const content = `${EVIL}</e:Body>${bodyOf(plain).replace('</e:Body>', '')}`;
    return f.encrypted(plain.replace(bodyOf(plain), body('', 'id-9')), { content });
  },
  'plain text that is no XML': (f) => f.encrypted(f.signed(), { content: ANSWER.slice(0, -4) }),
  'a document type declaration within the ciphertext': (f) =>
    f.encrypted(f.signed(), { content: `<!DOCTYPE x>${ANSWER}` }),
  'the signed Body moved into a header, and a false one in its place': (f) => {
    const plain = f.signed();
    const wrapped = `<w:Wrapper xmlns:w="urn:wrapper">${bodyOf(plain)}</w:Wrapper>`;
    const moved = plain.replace(bodyOf(plain), body(EVIL, 'id-2')).replace('</e:Header>', `${wrapped}</e:Header>`);
    return f.encrypted(moved);
  },
  'the signed Body wrapped within the false one': (f) => {
    const plain = f.signed();
    return f.encrypted(plain.replace(bodyOf(plain), body(`${EVIL}${bodyOf(plain)}`, 'id-2')));
  },
  'another node with the id of the signed Body': (f) => {
    const plain = f.signed();
    const moved = plain
      .replace(bodyOf(plain), body(EVIL, 'id-1'))
      .replace('</e:Header>', `${bodyOf(plain)}</e:Header>`);
    return f.encrypted(moved);
  },
  'another node with the id of the signed Timestamp': (f) => {
    const plain = f.signed();
    const timestamp = /<wsu:Timestamp.*<\/wsu:Timestamp>/.exec(plain)?.[0] ?? '';
    return f.encrypted(plain.replace('</e:Header>', `<w:W xmlns:w="urn:w">${timestamp}</w:W></e:Header>`));
  },
  'one id twice, anywhere': (f) =>
    f.encrypted(
      f.signed().replace('</e:Header>', '<w:W xmlns:w="urn:w" Id="x"/><w:W xmlns:w="urn:w" xml:id="x"/></e:Header>'),
    ),
  'a comment inside a signed value': (f) => f.encrypted(f.signed().replace('RESERVERT', 'RESER<!-- -->VERT')),
  'a comment inside the Timestamp': (f) => f.encrypted(f.signed().replace('12:01:00', '12:01<!-- -->:00')),
  'a Reference to one thing more': (f) => f.encrypted(f.signed({ parts: (all, token) => [...all, token] })),
  'one thing referred to twice': (f) => f.encrypted(f.signed({ parts: (all) => [...all, ...all.slice(0, 1)] })),
  'a Reference to the whole document': (f) =>
    f.encrypted(resigned(f.signed(), (info) => info.replace('URI="#SC-1"', 'URI=""'))),
  'an XPointer': (f) =>
    f.encrypted(resigned(f.signed(), (info) => info.replace('URI="#SC-1"', `URI="#xpointer(id('SC-1'))"`))),
  'a Reference that leads outside': (f) =>
    f.encrypted(resigned(f.signed(), (info) => info.replace('URI="#SC-1"', 'URI="http://127.0.0.1/#SC-1"'))),
  'a second Transform': (f) =>
    f.encrypted(
      resigned(f.signed(), (info) =>
        info.replace('</ds:Transforms>', `<ds:Transform Algorithm="${EXC_C14N}"></ds:Transform></ds:Transforms>`),
      ),
    ),
  // The Body's inclusive form, which it would be without them, is its exclusive one: the digest fits.
  'no Transforms': (f) =>
    f.encrypted(
      resigned(f.signed(), (info) =>
        info.replace(/(<ds:Reference [^>]*URI="#id-1"[^>]*>)<ds:Transforms>.*?<\/ds:Transforms>/s, '$1'),
      ),
    ),
  'an XSLT Transform': (f) =>
    f.encrypted(
      resigned(f.signed(), (info) =>
        info.replace(
          `Transform Algorithm="${EXC_C14N}"`,
          'Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"',
        ),
      ),
    ),
  'inclusive canonicalisation': (f) =>
    f.encrypted(
      resigned(f.signed(), (info) => info.replaceAll(EXC_C14N, 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315')),
    ),
  'an HMAC signature': (f) =>
    f.encrypted(
      resigned(f.signed(), (info) => info.replace(RSA_SHA256, 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256')),
    ),
  'two Signatures': (f) => {
    const plain = f.signed();
    const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(plain)?.[0] ?? '';
    return f.encrypted(plain.replace(signature, signature + signature.replaceAll(/ Id="[^"]*"| wsu:Id="[^"]*"/g, '')));
  },
  'an Object in the Signature': (f) =>
    f.encrypted(f.signed().replace('</ds:Signature>', '<ds:Object/></ds:Signature>')),
  'two Securities': (f) =>
    f
      .encrypted(f.signed())
      .replace(
        '</e:Header>',
        '<s:Security xmlns:s="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"/></e:Header>',
      ),
  'no Security at all': (f) => f.signed().replace(/<wsse:Security.*<\/wsse:Security>/s, ''),
  'no Header at all': (f) => f.signed().replace(/<e:Header>.*<\/e:Header>/s, ''),
  'no encryption': (f) => f.signed(),
  'ciphertext that is cut by a block': (f) => withCipher(f.encrypted(f.signed()), (bytes) => bytes.subarray(0, -16)),
  'ciphertext that is cut within a block': (f) => withCipher(f.encrypted(f.signed()), (bytes) => bytes.subarray(0, -3)),
  'ciphertext with a block more': (f) =>
    withCipher(f.encrypted(f.signed()), (bytes) => Buffer.concat([bytes, randomBytes(16)])),
  'nothing but an IV': (f) => withCipher(f.encrypted(f.signed()), (bytes) => bytes.subarray(0, 16)),
  'ciphertext with a bit turned': (f) =>
    withCipher(f.encrypted(f.signed()), (bytes) => {
      bytes[40] = (bytes[40] ?? 0) ^ 1;
      return bytes;
    }),
  'ciphertext in base64url': (f) => {
    const envelope = f.encrypted(f.signed());
    return envelope.replace(cipherOf(envelope), `-_${cipherOf(envelope).slice(2)}`);
  },
  'ciphertext of another key': (f) =>
    withCipher(f.encrypted(f.signed()), () => {
      const cipher = createCipheriv('aes-256-cbc', Buffer.alloc(32), Buffer.alloc(16));
      return Buffer.concat([Buffer.alloc(16), cipher.update(ANSWER), cipher.final()]);
    }),
  'a wrapped key that does not unwrap': (f) => {
    const envelope = f.encrypted(f.signed());
    return envelope.replace(/<xenc:CipherValue>[^<]*/, `<xenc:CipherValue>${randomBytes(256).toString('base64')}`);
  },
  'a key for another certificate': (f) => f.encrypted(f.signed(), { to: certificates.forOrganisation('312000016') }),
  'a key for a serial number that is not ours': (f) => {
    const ours = BigInt(`0x${client.sertifikat.serialNumber}`);
    return f.encrypted(f.signed()).replace(`>${ours}<`, `>${ours + 1n}<`);
  },
  'another content cipher': (f) => f.encrypted(f.signed()).replace('aes256-cbc', 'aes128-cbc'),
  'another key transport': (f) => f.encrypted(f.signed()).replace('rsa-oaep-mgf1p', 'rsa-1_5'),
  'encrypted data that the key does not list': (f) =>
    f.encrypted(f.signed()).replace(/DataReference URI="#[^"]*"/, 'DataReference URI="#ED-0"'),
  'something beside the encrypted data': (f) => f.encrypted(f.signed()).replace('</e:Body>', `${EVIL}</e:Body>`),
  'encrypted data in the encrypted data': (f) => {
    const inner = /<xenc:EncryptedData.*<\/xenc:EncryptedData>/s.exec(f.encrypted(f.signed()))?.[0] ?? '';
    return f.encrypted(f.signed({ answer: inner.replaceAll(/ Id="[^"]*"/g, '') }));
  },
  'two elements in the Body': (f) => f.encrypted(f.signed({ answer: ANSWER + ANSWER })),
};
