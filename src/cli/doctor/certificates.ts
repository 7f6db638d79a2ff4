import type { X509Certificate } from 'node:crypto';
import { isLoopback } from '../../config/values.ts';
import { DAY_MS, WARN_DAYS } from '../../server/health.ts';
import type { PostkasseConfig, PostkasseSigning, SourcesConfig } from '../../sources/config.ts';
import { findDefect, type PathDefect } from '../../wire/certificate-path.ts';
import type { KeyPair } from '../../wire/key-pair.ts';
import { oneLine } from '../output.ts';
import type { Check, State } from './check.ts';

/** The certificates that we show and sign by, and those that we trust. That key and certificate fit, the configuration has seen to. */
export function checkCertificates({ kontaktinformation, postkasse }: SourcesConfig): Check[] {
  const signing = signingOf(postkasse);
  return [
    ...(kontaktinformation?.client ? checkOwn('STAR', kontaktinformation.client) : []),
    ...(kontaktinformation && !kontaktinformation.client && isTls(kontaktinformation.url) ? NONE_FOR_STAR : []),
    ...checkTrust('STAR', kontaktinformation?.trusted),
    ...(signing ? checkOwn('postkasse', signing.postkasse) : []),
    // One for both, unless the second service has its own.
    ...(signing && !isSame(signing.postkasse, signing.kontaktregister)
      ? checkOwn('kontaktregister', signing.kontaktregister)
      : []),
    ...checkTrust('Oppslagstjenesten', signing?.postkasse.trusted),
    ...(signing && isElsewhere(postkasse) ? checkIssuers(signing.postkasse.trusted) : []),
  ];
}

/** Only a sandbox is on this machine, and its root issues what its answers are signed with. */
function isElsewhere(postkasse: PostkasseConfig | undefined): boolean {
  return [postkasse?.postkasseUrl, postkasse?.kontaktregisterUrl].some((url) => url !== undefined && !isLoopback(url));
}

/** Signed answers hold the register's own certificate and none above it, and roots issue to authorities alone. */
function checkIssuers(trusted: readonly X509Certificate[]): Check[] {
  if (!trusted.every((one) => one.issuer === one.subject && one.verify(one.publicKey))) return [];
  const text =
    'Oppslagstjenesten: POSTKASSE_CA holds roots only; answers bring no certificate but the register’s own, so the authority that issued it must be in the file too';
  return [{ area: 'trust', state: 'warning', text }];
}

/** A configuration names files. Only a sandbox makes its keys later. */
function signingOf(postkasse: PostkasseConfig | undefined): PostkasseSigning | undefined {
  if (postkasse?.security !== 'signed' || typeof postkasse.signing === 'function') return undefined;
  return postkasse.signing;
}

type Own = Pick<KeyPair, 'sertifikat'>;

function isSame(one: Own, other: Own): boolean {
  return one.sertifikat.fingerprint256 === other.sertifikat.fingerprint256;
}

function isTls(url: string): boolean {
  return new URL(url).protocol === 'https:';
}

const NONE_FOR_STAR: readonly Check[] = [
  {
    area: 'certificate',
    state: 'warning',
    text: 'STAR: none is shown; unless a proxy on the way adds it, STAR refuses us',
  },
];

function checkOwn(of: string, { sertifikat }: Own): Check[] {
  const { state, says, facts } = judge(sertifikat);
  const text = `${of}: ${nameOf(sertifikat)}; ${says}; the key belongs to it`;
  return [{ area: 'certificate', state, text, facts }, ...checkUse(of, sertifikat)];
}

/** What a register may refuse it for, beside its dates. */
function checkUse(of: string, sertifikat: X509Certificate): Check[] {
  const defect = findDefect([sertifikat], sertifikat.validFromDate);
  const says = defect && USE_PROBLEMS[defect];
  return says ? [{ area: 'certificate', state: 'warning', text: `${of}: ${says}` }] : [];
}

const USE_PROBLEMS: Partial<Record<PathDefect, string>> = {
  KEY_USAGE: 'its key usage allows neither digitalSignature nor nonRepudiation',
  EXTENDED_KEY_USAGE: 'its extended key usage allows neither clients nor mail nor documents',
  UNKNOWN_CRITICAL_EXTENSION: 'it has a critical extension that others may not know',
  MALFORMED: 'its extensions are not as RFC 5280 wants them',
};

/** One line a bundle: of its authorities, the one that runs out first. */
function checkTrust(of: string, trusted: readonly X509Certificate[] | undefined): Check[] {
  const [first, ...others] = (trusted ?? []).toSorted(
    (one, other) => Number(one.validToDate) - Number(other.validToDate),
  );
  if (!first) return [];
  const { state, says, facts } = judge(first);
  const count = others.length + 1;
  return [
    {
      area: 'trust',
      // Others of the bundle may still vouch for the register.
      state: others.length > 0 && state === 'failure' ? 'warning' : state,
      text: `${of}: ${count} ${count === 1 ? 'authority' : 'authorities'}, the first to run out ${nameOf(first)}; ${says}`,
      facts,
    },
  ];
}

function judge({ validFromDate, validToDate }: X509Certificate) {
  const now = Date.now();
  const daysLeft = Math.floor((validToDate.getTime() - now) / DAY_MS);
  const validTo = validToDate.toISOString();
  const facts = { daysLeft, validTo };
  const state: State =
    validFromDate.getTime() > now || daysLeft < 0 ? 'failure' : daysLeft <= WARN_DAYS ? 'warning' : 'ok';
  const day = validTo.slice(0, 10);
  const says =
    daysLeft < 0
      ? `expired on ${day}`
      : validFromDate.getTime() > now
        ? `not valid before ${validFromDate.toISOString().slice(0, 10)}`
        : `${daysLeft} days left, to ${day}`;
  return { state, says, facts };
}

function nameOf({ subject }: X509Certificate): string {
  return oneLine(subject.replaceAll('\n', ', '));
}
