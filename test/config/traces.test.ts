import { afterAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { SAMPLERS } from '../../src/server/traces/settings.ts';
import { createFiles } from '../support/certificates.ts';
import { problemsOf } from './problems.ts';

const files = createFiles();
afterAll(() => files[Symbol.dispose]());

const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.example:4318' };
const traces = (environment: Record<string, string>) => readConfig({ ...ENDPOINT, ...environment }).traces;
const problems = (environment: Record<string, string>) => problemsOf(() => readConfig({ ...ENDPOINT, ...environment }));

describe('traces', () => {
  test('are off where no collector is named', () => {
    expect(readConfig({}).traces).toBeUndefined();
    expect(readConfig({ OTEL_SERVICE_NAME: 'x', OTEL_TRACES_SAMPLER: 'always_on' })).toMatchObject({
      traces: undefined,
      warnings: [],
    });
  });

  test('are on where one is, with the defaults of the specification', () => {
    expect(traces({})).toEqual({
      url: 'http://collector.example:4318/v1/traces',
      headers: {},
      ca: undefined,
      resource: { 'service.name': 'registergraf' },
      sampler: 'parentbased_always_on',
      ratio: 1,
      toRegisters: false,
    });
  });

  test.each([
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'https://c.example/otlp/' }, 'https://c.example/otlp/v1/traces'],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://c.example/in' }, 'https://c.example/in'],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://c.example/' }, 'https://c.example/'],
  ])('with %j go to %s', (environment, url) => {
    expect(traces(environment)?.url).toBe(url);
  });

  test.each([{ OTEL_SDK_DISABLED: 'true' }, { OTEL_TRACES_EXPORTER: 'none' }])('are off by %j', (environment) => {
    expect(traces(environment)).toBeUndefined();
  });

  test.each(SAMPLERS)('are sampled by %s', (sampler) => {
    expect(traces({ OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: '.25' })).toMatchObject({
      sampler,
      ratio: 0.25,
    });
  });

  test('are sampled by no ratio beyond one', () => {
    const ratio = (OTEL_TRACES_SAMPLER_ARG: string) =>
      problems({ OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG });
    for (const fine of ['0', '1', '1.0', '0.01']) expect(ratio(fine)).toEqual([]);
    for (const bad of ['1.01', '-1', '1e-2', 'all', '5%']) {
      expect(ratio(bad)).toEqual(['OTEL_TRACES_SAMPLER_ARG: must be a number from 0 to 1.']);
    }
  });

  test('take the headers of the collector as the specification writes them, also from a file', () => {
    const text = ' authorization=Bearer%20very-secret , x-tenant = a%2Cb=c';
    const headers = { authorization: 'Bearer very-secret', 'x-tenant': 'a,b=c' };
    expect(traces({ OTEL_EXPORTER_OTLP_HEADERS: text })?.headers).toEqual(headers);
    const file = files.write('headers', `${text}\n`);
    expect(traces({ OTEL_EXPORTER_OTLP_HEADERS_FILE: file })?.headers).toEqual(headers);
  });

  test.each([
    'very-secret',
    'a=very-secret,b',
    '=very-secret',
    'a=',
    'a=very%2',
    'a=very%0Asecret',
    'a b=very-secret',
    'a=é',
  ])('stop the start with the headers %j, which no line repeats', (text) => {
    const [line, ...others] = problems({ OTEL_EXPORTER_OTLP_HEADERS: text });
    expect(others).toEqual([]);
    expect(line).toMatch(/^OTEL_EXPORTER_OTLP_HEADERS: must be headers as name=value between commas/);
    expect(line).not.toMatch(/very|é/);
  });

  test('say of the process what the variables say', () => {
    const resource = (environment: Record<string, string>) => traces(environment)?.resource;
    const attributes = 'service.name=one,deployment.environment.name=pr%C3%B8ve';
    expect(resource({ OTEL_RESOURCE_ATTRIBUTES: attributes })).toEqual({
      'service.name': 'one',
      'deployment.environment.name': 'prøve',
    });
    expect(resource({ OTEL_RESOURCE_ATTRIBUTES: attributes, OTEL_SERVICE_NAME: 'two' })).toMatchObject({
      'service.name': 'two',
    });
    expect(resource({ OTEL_RESOURCE_ATTRIBUTES: 'a=b' })).toEqual({ 'service.name': 'registergraf', a: 'b' });
    expect(problems({ OTEL_RESOURCE_ATTRIBUTES: 'very-secret' })).toEqual([
      'OTEL_RESOURCE_ATTRIBUTES: must be key=value between commas, with what is special in a value percent-encoded.',
    ]);
  });

  test('trust whom a file names', () => {
    expect(problems({ OTEL_EXPORTER_OTLP_CERTIFICATE: files.path('absent') })).toHaveLength(1);
    expect(problems({ OTEL_EXPORTER_OTLP_CERTIFICATE: files.write('no.pem', 'x') })).toHaveLength(1);
  });

  test('speak one protocol, and say which', () => {
    expect(problems({ OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' })).toEqual([]);
    expect(problems({ OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' })).toEqual([
      'OTEL_EXPORTER_OTLP_PROTOCOL: must be http/protobuf, which collectors take at their port 4318.',
    ]);
  });

  test('warn of what is set and does nothing', () => {
    const warnings = (environment: Record<string, string>) => readConfig(environment).warnings;
    expect(warnings({ TRACE_TO_REGISTERS: 'on', OTEL_EXPORTER_OTLP_HEADERS: 'a=very-secret' })).toEqual([
      'OTEL_EXPORTER_OTLP_HEADERS: set and not read; OTEL_EXPORTER_OTLP_ENDPOINT is missing.',
      'TRACE_TO_REGISTERS: set and not read; OTEL_EXPORTER_OTLP_ENDPOINT is missing.',
    ]);
    expect(warnings({ ...ENDPOINT, OTEL_TRACES_SAMPLER_ARG: '0.5' })).toEqual([
      'OTEL_TRACES_SAMPLER_ARG: set and not read; the sampler has no ratio.',
    ]);
    // A platform sets more than we read: that stops nobody.
    expect(warnings({ ...ENDPOINT, OTEL_PROPAGATORS: 'tracecontext', OTEL_LOGS_EXPORTER: 'none' })).toHaveLength(2);
  });
});
