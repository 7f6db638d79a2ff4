import type { Quota } from '../domain/quota.ts';
import { CALLS_PER_MINUTE, ORGANISATION_CALLS_PER_MINUTE, type RateSettings } from '../server/rates/settings.ts';
import { QUOTAS } from '../sources/index.ts';
import { limit } from '../sources/values.ts';

/** A limit of a caller's, whose default holds only where it is known who asks. */
const perCaller = (description: string, otherwise: number, example: string) =>
  limit(100_000_000)
    .optional()
    .meta({ description, unset: `\`${otherwise}\`; \`off\` without tokens, and on the embedded sandbox`, example });

type QuotaVariable = `QUOTA_${string}_PER_HOUR`;

const nameOf = ({ name }: Quota): QuotaVariable => `QUOTA_${name}_PER_HOUR`;
const organisationNameOf = ({ name }: Quota): QuotaVariable => `QUOTA_ORGANISATION_${name}_PER_HOUR`;

/** How much callers may ask for: calls to registers, and what the sources' fields declare a quota for. */
export const RATE_VARIABLES = {
  RATE_LIMIT_CALLS_PER_MINUTE: perCaller(
    'Calls to registers that one caller may cause in a minute, or `off` ([more](docs/limits.md))',
    CALLS_PER_MINUTE,
    '600',
  ),
  RATE_LIMIT_ORGANISATION_CALLS_PER_MINUTE: perCaller(
    'The same of all callers together who act for one organisation, or `off`',
    ORGANISATION_CALLS_PER_MINUTE,
    '3000',
  ),
  ...(Object.fromEntries(
    QUOTAS.flatMap((quota) => [
      [nameOf(quota), perCaller(`${quota.counts}, of one caller in an hour, or \`off\``, quota.perHour, '50')],
      [
        organisationNameOf(quota),
        perCaller(
          `The same of all callers together who act for one organisation, or \`off\``,
          quota.organisationPerHour,
          '500',
        ),
      ],
    ]),
  ) as Record<QuotaVariable, ReturnType<typeof perCaller>>),
};

/**
 * What holds: what is set, and the defaults where tokens say who asks real registers. Without tokens everybody is one caller, and
 * whoever asks for much would leave nothing to the others.
 */
export function readRates(read: Readonly<Record<string, unknown>>, byDefault: boolean): RateSettings {
  const value = (name: string, otherwise: number): number | undefined => {
    const set = read[name] ?? (byDefault ? otherwise : 'off');
    return typeof set === 'number' ? set : undefined;
  };
  return {
    callsPerMinute: value('RATE_LIMIT_CALLS_PER_MINUTE', CALLS_PER_MINUTE),
    organisationCallsPerMinute: value('RATE_LIMIT_ORGANISATION_CALLS_PER_MINUTE', ORGANISATION_CALLS_PER_MINUTE),
    quotas: Object.fromEntries(
      QUOTAS.map((quota) => [
        quota.name,
        {
          perHour: value(nameOf(quota), quota.perHour),
          organisationPerHour: value(organisationNameOf(quota), quota.organisationPerHour),
        },
      ]),
    ),
  };
}
