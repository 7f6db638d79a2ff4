import type { Definition } from './definition.ts';

// A part of definitions.ts: audit, log, and the process itself. Names of OpenTelemetry's conventions for V8, Node and processes.

/** Seconds of the collector of garbage. */
export const GC_BUCKETS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1] as const;

export const LOG_METRICS = {
  auditRecords: {
    name: 'registergraf_audit_records_total',
    type: 'counter',
    help: 'Audit records that were written',
    labels: [],
  },
  auditLost: {
    name: 'registergraf_audit_records_lost_total',
    type: 'counter',
    help: 'Audit records that could not be written, or not in time: of a read that was not answered, or of a write',
    labels: [],
  },
  auditQueue: {
    name: 'registergraf_audit_queue_bytes',
    type: 'gauge',
    help: 'Bytes of audit records that wait to be written',
    labels: [],
  },
  logLines: {
    name: 'registergraf_log_lines_total',
    type: 'counter',
    help: 'Lines of the log, also those that were lost',
    labels: ['level'],
  },
  logLost: {
    name: 'registergraf_log_lines_lost_total',
    type: 'counter',
    help: 'Lines of the log that nobody has taken',
    labels: [],
  },
} as const satisfies Record<string, Definition>;

const delay = <Name extends string>(name: Name, what: string) =>
  ({
    name: `nodejs_eventloop_delay_${name}_seconds`,
    type: 'gauge',
    help: `By how much turns of the event loop came late since /metrics was last asked: ${what}`,
    labels: [],
    together: 'max',
  }) as const satisfies Definition;

export const PROCESS_METRICS = {
  delayMean: delay('mean', 'the mean'),
  delayP50: delay('p50', 'half of them less'),
  delayP90: delay('p90', 'nine of ten less'),
  delayP99: delay('p99', 'ninety-nine of a hundred less'),
  delayMax: delay('max', 'the most'),
  utilization: {
    name: 'nodejs_eventloop_utilization_ratio',
    type: 'gauge',
    help: 'The part of the time since /metrics was last asked in which the event loop was not idle',
    labels: [],
    together: 'max',
  },
  gc: {
    name: 'v8js_gc_duration_seconds',
    type: 'histogram',
    help: 'Collections of garbage',
    labels: ['v8js_gc_type'],
    buckets: GC_BUCKETS,
  },
  heapUsed: {
    name: 'v8js_memory_heap_used_bytes',
    type: 'gauge',
    help: 'Bytes of the heap in use',
    labels: ['v8js_heap_space_name'],
  },
  heapLimit: {
    name: 'registergraf_heap_limit_bytes',
    type: 'gauge',
    help: 'Bytes to which the heap may grow',
    labels: [],
  },
  memory: {
    name: 'process_memory_usage_bytes',
    type: 'gauge',
    help: 'Resident memory',
    labels: [],
  },
  cpu: {
    name: 'process_cpu_time_seconds_total',
    type: 'counter',
    help: 'CPU time of all threads of the process',
    labels: ['cpu_mode'],
  },
  uptime: {
    name: 'process_uptime_seconds',
    type: 'gauge',
    help: 'For how long the process has run; of workers the youngest',
    labels: [],
    together: 'min',
  },
  build: {
    name: 'registergraf_build_info',
    type: 'gauge',
    help: '1, with the versions of Registergraf and of Node',
    labels: ['version', 'node_version'],
    together: 'max',
  },
} as const satisfies Record<string, Definition>;
