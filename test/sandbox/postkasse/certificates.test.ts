import { createPrivateKey, sign, verify, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as der from '../../../src/sandbox/postkasse/der.ts';
import { createCertificates } from '../../../src/sandbox/postkasse/certificates.ts';
import { textOf } from '../../../src/wire/soap/xml.ts';
import { L1, L2, NOW, startSandbox } from './client.ts';

const certificates = createCertificates(() => NOW);
const lines = (subject: string) => subject.split('\n');

describe('The sandbox’s own certificates', () => {
  it('are issued by its root, which signs itself', () => {
    const rot = certificates.rot();
    const leaf = new X509Certificate(certificates.forVirksomhet(L1).der);
    expect(leaf.verify(rot.publicKey)).toBe(true);
    expect(leaf.checkIssued(rot.sertifikat)).toBe(true);
    expect(rot.sertifikat.verify(rot.publicKey)).toBe(true);
    expect([rot.sertifikat.ca, leaf.ca]).toEqual([true, false]);
    expect(leaf.raw).toEqual(certificates.forVirksomhet(L1).der);
  });

  it('hold the unit’s number in either SEID form', () => {
    const v1 = certificates.forVirksomhet(L2).sertifikat.subject;
    expect(lines(v1)).toEqual(['C=NO', 'O=TESTPOST SØR AS', 'CN=TESTPOST SØR AS', `serialNumber=${L2}`]);
    const v2 = lines(certificates.iSeidV2(L2).sertifikat.subject);
    expect(v2).toContain(`organizationIdentifier=NTRNO-${L2}`);
    expect(v2).not.toContain(`serialNumber=${L2}`);
  });

  it('run from five minutes ago for ninety days, on the clock they are given', () => {
    const { validFromDate, validToDate } = certificates.forVirksomhet(L1).sertifikat;
    expect(validFromDate).toEqual(new Date('2026-06-15T11:55:00Z'));
    expect(validToDate).toEqual(new Date('2026-09-13T12:00:00Z'));
    expect(certificates.expired(L1).sertifikat.validToDate.getTime()).toBeLessThan(NOW.getTime());
  });

  it('have serial numbers of their own, positive and 16 bytes long', () => {
    const serials = [certificates.rot(), certificates.forVirksomhet(L1), certificates.forVirksomhet(L2)].map(
      ({ sertifikat }) => sertifikat.serialNumber,
    );
    expect(new Set(serials).size).toBe(3);
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{31}$/);
  });

  it('come with the key that belongs to them', () => {
    const { privateKey, sertifikat } = certificates.forVirksomhet(L1);
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
    expect(lazy.rot()).toBe(lazy.rot());
    expect(asked).toBe(1);
  });

  it('of the stranger’s root are not the root’s', () => {
    const { sertifikat } = certificates.fraFremmedRot(L1);
    expect(sertifikat.verify(certificates.rot().publicKey)).toBe(false);
    expect(sertifikat.verify(certificates.fremmedRot().publicKey)).toBe(true);
  });
});

describe('A certificate on the wire', () => {
  const sandbox = startSandbox();

  it('is the supplier’s own, and the root vouches for it', async () => {
    const [person] = await sandbox.hentPersoner(['S02'], ['Sertifikat']);
    const sertifikat = new X509Certificate(Buffer.from(textOf(person, 'X509Sertifikat') ?? '', 'base64'));
    expect(sertifikat.verify(sandbox.sandbox.certificates.rot().publicKey)).toBe(true);
    expect(lines(sertifikat.subject)).toContain(`serialNumber=${L1}`);
  });
});

describe('DER', () => {
  it.each([
    ['a short length', der.octetString(Buffer.alloc(127)).subarray(0, 2), '047f'],
    ['a long length', der.octetString(Buffer.alloc(128)).subarray(0, 3), '048180'],
    ['a longer length', der.octetString(Buffer.alloc(256)).subarray(0, 4), '04820100'],
    ['a number with its high bit set', der.integer(Buffer.from([0x80])), '02020080'],
    ['a number with zeros before it', der.integer(Buffer.from([0, 0, 1])), '020101'],
    ['zero', der.integer(Buffer.from([0])), '020100'],
    ['an object identifier', der.oid('1.2.840.113549.1.1.11'), '06092a864886f70d01010b'],
    ['a time up to 2049', der.time(new Date('2049-12-31T23:59:59.999Z')), `170d${hex('491231235959Z')}`],
    ['a time from 2050', der.time(new Date('2050-01-01T00:00:00Z')), `180f${hex('20500101000000Z')}`],
    ['the bits of a leaf’s key usage', der.bitString(Buffer.from([0xb0]), 4), '030204b0'],
  ])('writes %s', (_, written, expected) => {
    expect(written.toString('hex')).toBe(expected);
  });

  function hex(text: string): string {
    return Buffer.from(text).toString('hex');
  }
});
