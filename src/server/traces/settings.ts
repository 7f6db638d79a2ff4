/** Which requests are traced, by the names that OpenTelemetry gives its samplers. */
export const SAMPLERS = [
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
  'always_on',
  'always_off',
  'traceidratio',
] as const;

/** Where spans are sent, and of which requests there are any. */
export interface TraceSettings {
  /** The whole address at the collector. */
  readonly url: string;
  /** What the collector wants to be sent with them. May be secret: never for a log. */
  readonly headers: Readonly<Record<string, string>>;
  /** PEM: whom to trust as the collector. Left out: whom Node trusts. */
  readonly ca?: string | undefined;
  /** What the collector is told of this program and where it runs: `service.name`, by which it knows it, and what the operator adds. */
  readonly resource: Readonly<Record<string, string>>;
  readonly sampler: (typeof SAMPLERS)[number];
  /** Of the samplers with a ratio: from 0 to 1. */
  readonly ratio: number;
  /** Whether registers are told the trace's id. */
  readonly toRegisters: boolean;
}
