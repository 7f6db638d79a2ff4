import type { X509Certificate } from 'node:crypto';
import { DAY_MS, WARN_DAYS } from '../../server/health.ts';
import type { Certificates } from '../../sources/define.ts';
import { configOf, SOURCES, type SourcesConfig } from '../../sources/index.ts';
import { findDefect, type PathDefect } from '../../wire/certificate-path.ts';
import { oneLine } from '../output.ts';
import type { Check, State } from './check.ts';

/** The certificates that we show and sign by, and those that we trust. That key and certificate fit, the configuration has seen to. */
export function checkCertificates(sources: SourcesConfig): Check[] {
  return SOURCES.flatMap((source) => {
    const config = configOf(source, sources);
    const certificates = config && source.certificatesOf?.(config);
    return certificates ? checkAll(certificates) : [];
  });
}

function checkAll({ own, trusted, warnings }: Certificates): Check[] {
  const warned = (wanted: Check['area']) =>
    warnings.flatMap(({ area, text }): Check[] => (area === wanted ? [{ area, state: 'warning', text }] : []));
  return [
    ...own.flatMap(checkOwn),
    ...warned('certificate'),
    ...(trusted ? checkTrust(trusted) : []),
    ...warned('trust'),
  ];
}

function checkOwn({ of, sertifikat }: Certificates['own'][number]): Check[] {
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
function checkTrust({ of, certificates }: NonNullable<Certificates['trusted']>): Check[] {
  const [first, ...others] = (certificates ?? []).toSorted(
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
