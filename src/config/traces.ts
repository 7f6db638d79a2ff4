import { z } from 'zod';
import { SAMPLERS, type TraceSettings } from '../server/traces/settings.ts';
import { type FromFiles, readTrust } from '../sources/keys.ts';
import { type Environment, oneOf, text, url } from '../sources/values.ts';

// Traces, by the variables that OpenTelemetry's specification gives every program. What it knows beside them is not read.

/** What is put behind the address of a collector. */
const TRACES_PATH = '/v1/traces';

/** `key=value` between commas, each percent-encoded, as the specification has it. A message must not repeat any of it. */
const pairs = (says: string, takes: RegExp) =>
  z.string().transform((text, context): Readonly<Record<string, string>> => {
    const all = text.split(',').map((pair) => {
      const [, name, value] = /^\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? [];
      return [decode(name), decode(value)] as const;
    });
    if (all.every(([name, value]) => NAME.test(name) && takes.test(value))) return Object.fromEntries(all);
    context.addIssue(`must be ${says} between commas, with what is special in a value percent-encoded`);
    return z.NEVER;
  });

const NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const headers = pairs('headers as name=value', /^[\x20-\x7e]+$/);
const attributes = pairs('key=value', /^[^\p{C}]{1,255}$/u);

/** Nothing, where it is not encoded as it must be: that is neither a name nor a value. */
function decode(text = ''): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

const IS_RATIO = 'must be a number from 0 to 1';
const ratio = z
  .string()
  .regex(/^(?:\d+(?:\.\d+)?|\.\d+)$/, IS_RATIO)
  .transform(Number)
  .pipe(z.number().max(1, IS_RATIO));

export const TRACE_VARIABLES = {
  OTEL_EXPORTER_OTLP_ENDPOINT: url.optional().meta({
    description: `The collector’s address, to which \`${TRACES_PATH}\` is added. Unset, nothing is traced ([more](docs/operations.md#traces))`,
    example: 'http://collector.example:4318',
  }),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: url.optional().meta({
    description: 'Or the whole address, to which nothing is added',
    example: 'http://collector.example:4318/v1/traces',
  }),
  OTEL_EXPORTER_OTLP_HEADERS: headers.optional().meta({
    secret: true,
    description: 'Headers that the collector wants: `name=value` between commas, percent-encoded',
    example: 'authorization=Bearer%20replace-this',
  }),
  OTEL_EXPORTER_OTLP_CERTIFICATE: text.meta({
    description: 'PEM file: whom to trust as the collector. Unset, whom Node trusts',
    example: 'collector-ca.pem',
  }),
  OTEL_EXPORTER_OTLP_PROTOCOL: z
    .literal('http/protobuf', 'must be http/protobuf, which collectors take at their port 4318')
    .default('http/protobuf')
    .meta({ description: 'How spans are sent: this is the only way that is spoken', example: 'http/protobuf' }),
  OTEL_SERVICE_NAME: z
    .string()
    .max(255, 'must have at most 255 characters')
    .default('registergraf')
    .meta({ description: 'By which name the collector knows the gateway', example: 'registergraf-test' }),
  OTEL_RESOURCE_ATTRIBUTES: attributes.optional().meta({
    description: 'What else it is told of where the gateway runs: `key=value` between commas, percent-encoded',
    example: 'deployment.environment.name=test',
  }),
  OTEL_TRACES_SAMPLER: oneOf(SAMPLERS)
    .default('parentbased_always_on')
    .meta({
      description: `Which requests are traced: ${SAMPLERS.map((name) => `\`${name}\``).join(', ')}`,
      example: 'traceidratio',
    }),
  OTEL_TRACES_SAMPLER_ARG: ratio.default(1).meta({
    description: 'Of the samplers with a ratio: of how many requests, from 0 to 1',
    example: '0.01',
  }),
  OTEL_TRACES_EXPORTER: oneOf(['otlp', 'none']).default('otlp').meta({
    description: '`none`: nothing is traced, whatever else is set',
    example: 'none',
  }),
  OTEL_SDK_DISABLED: oneOf(['true', 'false']).default('false').meta({
    description: '`true`: the same',
    example: 'true',
  }),
  TRACE_TO_REGISTERS: oneOf(['on', 'off']).default('off').meta({
    description: '`on`: registers are sent `traceparent`, the trace’s id ([why not](docs/operations.md#traces))',
    example: 'on',
  }),
};

type Read = z.output<z.ZodObject<typeof TRACE_VARIABLES>>;

/** Undefined where nothing is to be traced. */
export function readTraces(from: FromFiles, read: Read | undefined): TraceSettings | undefined {
  const trusted = readTrust(from, 'OTEL_EXPORTER_OTLP_CERTIFICATE');
  if (!read) return undefined;
  const base = read.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/$/, '');
  const whole = read.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? (base === undefined ? undefined : base + TRACES_PATH);
  const isOff = read.OTEL_SDK_DISABLED === 'true' || read.OTEL_TRACES_EXPORTER === 'none';
  if (whole === undefined || isOff) return undefined;
  return {
    url: whole,
    headers: read.OTEL_EXPORTER_OTLP_HEADERS ?? {},
    ca: trusted?.join('\n'),
    resource: {
      ...read.OTEL_RESOURCE_ATTRIBUTES,
      'service.name':
        from.set.OTEL_SERVICE_NAME ?? read.OTEL_RESOURCE_ATTRIBUTES?.['service.name'] ?? read.OTEL_SERVICE_NAME,
    },
    sampler: read.OTEL_TRACES_SAMPLER,
    ratio: read.OTEL_TRACES_SAMPLER_ARG,
    toRegisters: read.TRACE_TO_REGISTERS === 'on',
  };
}

/** What is set and read by nobody, as long as something else is not set: whoever sets it expects more than happens. */
export function untraced(set: Environment): string[] {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: base, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: whole } = set;
  const isOn = base !== undefined || whole !== undefined;
  const needed = ['OTEL_EXPORTER_OTLP_HEADERS', 'OTEL_EXPORTER_OTLP_CERTIFICATE', 'TRACE_TO_REGISTERS'];
  const idle = isOn ? [] : needed.filter((name) => set[name] !== undefined && set[name] !== 'off');
  const sampler = set.OTEL_TRACES_SAMPLER;
  const isRatioIdle = set.OTEL_TRACES_SAMPLER_ARG !== undefined && !sampler?.endsWith('traceidratio');
  return [
    ...idle.map((name) => `${name}: set and not read; OTEL_EXPORTER_OTLP_ENDPOINT is missing.`),
    ...(isOn && isRatioIdle ? ['OTEL_TRACES_SAMPLER_ARG: set and not read; the sampler has no ratio.'] : []),
  ];
}
