import type { X509Certificate } from 'node:crypto';
import type { AnySource } from './sources/define.ts';
import { configOf, SOURCES, type SourcesConfig, tokensOf } from './sources/index.ts';

/** Why certificates cannot be used now; `until` when that may be otherwise, though no file changes. */
export interface Undated {
  readonly text: string;
  readonly isTooEarly: boolean;
}

/**
 * What is wrong with the dates of certificates that come in place of others. A gateway starts with one that has expired, and warns of it: it is
 * what there is. In place of one that holds it would be worse than none.
 */
export function undatedIn(
  after: SourcesConfig,
  before: SourcesConfig,
  nouns: ReadonlySet<string>,
  now = new Date(),
): readonly Undated[] {
  return SOURCES.filter(({ noun }) => nouns.has(noun)).flatMap((source) => {
    const known = new Set(certificatesOf(source, before).all.map(({ fingerprint256 }) => fingerprint256));
    const isNew = ({ fingerprint256 }: X509Certificate) => !known.has(fingerprint256);
    const { own, trusted } = certificatesOf(source, after);
    const late = own.filter((one) => isNew(one) && one.validToDate < now);
    const early = own.filter((one) => isNew(one) && one.validFromDate > now);
    const isTrustOver = trusted.some(isNew) && trusted.every(({ validToDate }) => validToDate < now);
    return [
      ...late.map(() => ({ text: `${source.kilde}: the certificate has expired.`, isTooEarly: false })),
      ...early.map(() => ({ text: `${source.kilde}: the certificate is not valid yet.`, isTooEarly: true })),
      ...(isTrustOver
        ? [{ text: `${source.kilde}: all certificate authorities have expired.`, isTooEarly: false }]
        : []),
    ];
  });
}

function certificatesOf(source: AnySource, all: SourcesConfig) {
  const config = configOf(source, all);
  const { own = [], trusted } = (config && source.certificatesOf?.(config)) ?? {};
  const shownAs = tokensOf(source, all)?.client.shownAs;
  const client = shownAs && 'chain' in shownAs ? shownAs.chain.slice(0, 1) : [];
  const ours = [...own.map(({ sertifikat }) => sertifikat), ...client];
  const authorities = trusted?.certificates ?? [];
  return { own: ours, trusted: authorities, all: [...ours, ...authorities] };
}
