import { describe, expect, test } from 'vitest';
import { createCertificates } from '../../src/sandbox/postkasse/certificates.ts';
import { issueLeaf, issueRoot, type Subject } from '../../src/sandbox/common/issuance.ts';
import { createTrust, organisasjonsnummerOf } from '../../src/wire/certificate.ts';

const NOW = new Date('2026-06-15T12:00:00Z');
const L1 = '311000012';
const certificates = createCertificates(() => NOW);
const validity = { from: new Date('2026-06-01T00:00:00Z'), to: new Date('2026-07-01T00:00:00Z') };

const root = issueRoot([['CN', 'TESTROT']], validity);

const leaf = (...subject: Subject) => issueLeaf([['C', 'NO'], ...subject], root, validity).sertifikat;

describe('The organisasjonsnummer of a certificate', () => {
  test.each<[string, Subject, string | undefined]>([
    ['stands in serialNumber', [['serialNumber', L1]], L1],
    [
      'stands in organizationIdentifier',
      [
        ['organizationIdentifier', `NTRNO-${L1}`],
        ['serialNumber', 'UN:1-2'],
      ],
      L1,
    ],
    [
      'may stand in both',
      [
        ['organizationIdentifier', `NTRNO-${L1}`],
        ['serialNumber', L1],
      ],
      L1,
    ],
    [
      'is none when both differ',
      [
        ['organizationIdentifier', `NTRNO-${L1}`],
        ['serialNumber', '312000016'],
      ],
      undefined,
    ],
    [
      'is none when one stands twice',
      [
        ['serialNumber', L1],
        ['serialNumber', L1],
      ],
      undefined,
    ],
    [
      'is none in the identifier of another country, whatever else stands there',
      [
        ['organizationIdentifier', `NTRSE-${L1}`],
        ['serialNumber', L1],
      ],
      undefined,
    ],
    ['is none in an identifier of another kind', [['organizationIdentifier', `VATNO-${L1}`]], undefined],
    ['is none in an identifier with something after it', [['organizationIdentifier', `NTRNO-${L1}MVA`]], undefined],
    ['is none in an identifier without a prefix', [['organizationIdentifier', L1]], undefined],
    [
      'is none when an identifier is false and serialNumber is true',
      [
        ['organizationIdentifier', 'NTRNO-311000013'],
        ['serialNumber', L1],
      ],
      undefined,
    ],
    ['is none when its check digit is wrong', [['serialNumber', '311000013']], undefined],
    [
      'is never read from a name',
      [
        ['CN', L1],
        ['O', `serialNumber=${L1}`],
      ],
      undefined,
    ],
    ['is not smuggled in by a line break', [['CN', `x\nserialNumber=${L1}`]], undefined],
    ['is not smuggled in by a plus', [['CN', `x + serialNumber=${L1}`]], undefined],
  ])('%s', (_, subject, expected) => {
    expect(organisasjonsnummerOf(leaf(...subject))).toBe(expected);
  });

  test('is none in serialNumber, when the holder is of another country', () => {
    const of = (...subject: Subject) => organisasjonsnummerOf(issueLeaf(subject, root, validity).sertifikat);
    expect(of(['C', 'SE'], ['serialNumber', L1])).toBeUndefined();
    expect(of(['C', 'SE'], ['organizationIdentifier', `NTRSE-${L1}`])).toBeUndefined();
    expect(of(['C', 'no'], ['serialNumber', L1])).toBe(L1);
    expect(of(['serialNumber', L1])).toBe(L1);
  });
});

describe('Trust', () => {
  const trusted = createTrust([certificates.root().sertifikat]);
  const vouches = (certificate: ReturnType<typeof leaf>, at = NOW) => trusted.vouchesFor(certificate, at);

  test('is given to what the authority has issued, while it is valid', () => {
    const { sertifikat } = certificates.forOrganisation(L1);
    expect(vouches(sertifikat)).toBe(true);
    expect(vouches(sertifikat, new Date('2026-06-15T11:54:00Z'))).toBe(false);
    // The sandbox's certificates are good for 90 days.
    expect(vouches(sertifikat, new Date('2026-09-12T00:00:00Z'))).toBe(true);
    expect(vouches(sertifikat, new Date('2026-09-14T00:00:00Z'))).toBe(false);
  });

  test('is not given to a stranger’s, to the authority itself, nor by somebody who is no authority', () => {
    expect(vouches(certificates.fromUntrustedRoot(L1).sertifikat)).toBe(false);
    expect(vouches(certificates.root().sertifikat)).toBe(false);
    const l1 = certificates.forOrganisation(L1);
    const issued = issueLeaf([['serialNumber', L1]], { ...l1, subject: [['C', 'NO']] }, validity).sertifikat;
    expect(createTrust([l1.sertifikat, certificates.root().sertifikat]).vouchesFor(issued, NOW)).toBe(false);
  });
});
