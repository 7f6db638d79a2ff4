import { expect, test } from 'vitest';
import { checkCertificates } from '../../src/cli/doctor/certificates.ts';
import type { SourcesConfig } from '../../src/sources/index.ts';
import { type Issued, isAuthority, isEndUser, issue, keyUsage, purposes, rsa } from '../wire/certificates.ts';

const VALID = { from: '2026-01-01T00:00:00Z', to: '2126-01-01T00:00:00Z' };
const AUTHORITY = { ...VALID, extensions: [isAuthority(), keyUsage('keyCertSign')] };
const root = issue({ ...AUTHORITY, subject: [['CN', 'Root']] });
const authority = issue({ ...AUTHORITY, subject: [['CN', 'Authority']], issuer: root });
const keys = rsa();
const holder = (...extensions: readonly Buffer[]) =>
  issue({ ...VALID, subject: [['CN', 'Holder']], issuer: authority, keys, extensions: [isEndUser(), ...extensions] });
const good = holder(keyUsage('digitalSignature', 'keyEncipherment'));

const REGISTER = 'https://register.example/ws';

/** The lines of what is not well. */
function problems(own: Issued, trusted: readonly Issued[], url = REGISTER): string[] {
  const sertifikat = own.certificate;
  const signing = {
    sertifikat,
    chain: [sertifikat],
    privateKey: own.keys.privateKey,
    trusted: trusted.map(({ certificate }) => certificate),
    responderOrgnr: '310000000',
  };
  const postkasse = {
    postkasseUrl: url,
    kontaktregisterUrl: undefined,
    security: 'signed',
    signing: { postkasse: signing, kontaktregister: signing },
  } as const;
  const checks = checkCertificates({ postkasse } as unknown as SourcesConfig);
  return checks.filter(({ state }) => state !== 'ok').map(({ area, state, text }) => `${area} ${state}: ${text}`);
}

test('doctor warns where only roots are trusted, but for a sandbox on this machine', () => {
  expect(problems(good, [root])).toEqual([
    'trust warning: Oppslagstjenesten: POSTKASSE_CA holds roots only; answers bring no certificate but the register’s own, so the authority that issued it must be in the file too',
  ]);
  expect(problems(good, [root, authority])).toEqual([]);
  expect(problems(good, [authority])).toEqual([]);
  expect(problems(good, [root], 'http://127.0.0.1:4001/ws')).toEqual([]);
});

test.each([
  ['key usage', keyUsage('keyEncipherment'), 'its key usage allows neither digitalSignature nor nonRepudiation'],
  ['purpose', purposes('1.3.6.1.5.5.7.3.1'), 'its extended key usage allows neither clients nor mail nor documents'],
])('doctor warns of a certificate of ours with another %s', (_, extension, says) => {
  expect(problems(holder(extension), [authority])).toEqual([`certificate warning: postkasse: ${says}`]);
});
