import type { Config } from './config.ts';

/** What holds for each worker by itself where several answer, a line each: what an operator would otherwise take to hold for all. */
export function perProcess({ workers, rates, authentication, shared }: Config): readonly string[] {
  if (shared) return [];
  const { callsPerMinute, organisationCallsPerMinute, quotas } = rates;
  const all = [callsPerMinute, organisationCallsPerMinute, ...Object.values(quotas).flatMap(Object.values)];
  const isLimited = all.some((limit) => limit !== undefined);
  return [
    `WORKERS=${workers}: an Idempotency-Key is known to the worker that has taken it, and not to the others`,
    ...(isLimited ? [`WORKERS=${workers}: a caller may ask for up to ${workers} times what a limit allows`] : []),
    ...(authentication.publicUrl === undefined
      ? []
      : [`WORKERS=${workers}: a proof of possession that has been seen is known to one worker, and not to the others`]),
  ];
}
