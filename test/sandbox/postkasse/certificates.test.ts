import { createPrivateKey, sign, verify, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createCertificates } from '../../../src/sandbox/postkasse/certificates.ts';
import { textOf } from '../../../src/wire/soap/xml.ts';
import { L1, L2, NOW, startSandbox } from './client.ts';

const certificates = createCertificates(() => NOW);
const lines = (subject: string) => subject.split('\n');

describe('The sandbox’s own certificates', () => {
  it('are issued by its root, which signs itself', () => {
    const root = certificates.root();
    const leaf = new X509Certificate(certificates.forOrganisation(L1).der);
    expect(leaf.verify(root.publicKey)).toBe(true);
    expect(leaf.checkIssued(root.sertifikat)).toBe(true);
    expect(root.sertifikat.verify(root.publicKey)).toBe(true);
    expect([root.sertifikat.ca, leaf.ca]).toEqual([true, false]);
    expect(leaf.raw).toEqual(certificates.forOrganisation(L1).der);
  });

  it('hold the unit’s number in either SEID form', () => {
    const v1 = certificates.forOrganisation(L2).sertifikat.subject;
    expect(lines(v1)).toEqual(['C=NO', 'O=TESTPOST SØR AS', 'CN=TESTPOST SØR AS', `serialNumber=${L2}`]);
    const v2 = lines(certificates.inSeidV2(L2).sertifikat.subject);
    expect(v2).toContain(`organizationIdentifier=NTRNO-${L2}`);
    expect(v2).not.toContain(`serialNumber=${L2}`);
  });

  it('run from five minutes ago for ninety days, on the clock they are given', () => {
    const { validFromDate, validToDate } = certificates.forOrganisation(L1).sertifikat;
    expect(validFromDate).toEqual(new Date('2026-06-15T11:55:00Z'));
    expect(validToDate).toEqual(new Date('2026-09-13T12:00:00Z'));
    expect(certificates.expired(L1).sertifikat.validToDate.getTime()).toBeLessThan(NOW.getTime());
  });

  it('have serial numbers of their own, positive and 16 bytes long', () => {
    const serials = [certificates.root(), certificates.forOrganisation(L1), certificates.forOrganisation(L2)].map(
      ({ sertifikat }) => sertifikat.serialNumber,
    );
    expect(new Set(serials).size).toBe(3);
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{31}$/);
  });

  it('come with the key that belongs to them', () => {
    const { privateKey, sertifikat } = certificates.forOrganisation(L1);
    expect(sertifikat.checkPrivateKey(createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })))).toBe(
      true,
    );
    const signature = sign('sha256', Buffer.from('hei'), privateKey);
    expect(verify('sha256', Buffer.from('hei'), sertifikat.publicKey, signature)).toBe(true);
  });

  it('are made once, and only when asked for', () => {
    let asked = 0;
    const lazy = createCertificates(() => {
      asked += 1;
      return NOW;
    });
    expect(asked).toBe(0);
    expect(lazy.root()).toBe(lazy.root());
    expect(asked).toBe(1);
  });

  it('of the stranger’s root are not the root’s', () => {
    const { sertifikat } = certificates.fromUntrustedRoot(L1);
    expect(sertifikat.verify(certificates.root().publicKey)).toBe(false);
    expect(sertifikat.verify(certificates.untrustedRoot().publicKey)).toBe(true);
  });
});

describe('A certificate on the wire', () => {
  const sandbox = startSandbox();

  it('is the supplier’s own, and the root vouches for it', async () => {
    const [person] = await sandbox.hentPersoner(['S02'], ['Sertifikat']);
    const sertifikat = new X509Certificate(Buffer.from(textOf(person, 'X509Sertifikat') ?? '', 'base64'));
    expect(sertifikat.verify(sandbox.sandbox.certificates.root().publicKey)).toBe(true);
    expect(lines(sertifikat.subject)).toContain(`serialNumber=${L1}`);
  });
});
