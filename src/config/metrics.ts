import type { Variables } from './variables.ts';

/** Where metrics are answered. The embedded sandbox shows them beside the rest. Of several workers one would answer, who knows what it has counted itself. */
export function metricsOf(
  { METRICS_PORT, METRICS_HOST, HOST, WORKERS }: Variables,
  sandbox: boolean,
): { readonly port: number | undefined; readonly host: string } | undefined {
  if (METRICS_PORT === undefined && !(sandbox && WORKERS === 1)) return undefined;
  return { port: METRICS_PORT, host: METRICS_HOST ?? HOST };
}
