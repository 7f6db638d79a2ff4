import type { Definition } from './definition.ts';
import { LOG_METRICS, PROCESS_METRICS } from './process-definitions.ts';

/** Seconds of requests and calls: those that OpenTelemetry's conventions advise, and 30, which is all the time that a request has by default. */
export const DURATION_BUCKETS = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30,
] as const;
/** Seconds of the gateway's own work, which is mostly about a millisecond. */
export const OWN_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1] as const;
/** Seconds for which a call waits for its turn: mostly none, and 10 at most by default. */
export const WAIT_BUCKETS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] as const;

/** What is counted when a request, or a call, is over. Names and labels are those of OpenTelemetry's conventions where there are any. */
export const COUNTED = {
  requestDuration: {
    name: 'http_server_request_duration_seconds',
    type: 'histogram',
    help: 'Requests to /graphql, from when they came to when the answer was sent or the client had hung up',
    labels: [
      'http_route',
      'http_request_method',
      'http_response_status_code',
      'graphql_operation_type',
      'graphql_operation_name',
      'error_type',
    ],
    buckets: DURATION_BUCKETS,
  },
  ownDuration: {
    name: 'registergraf_request_own_duration_seconds',
    type: 'histogram',
    help: 'What requests that were executed took, less the time of calls to registers: under way, waiting, or before a further try',
    labels: ['graphql_operation_type'],
    buckets: OWN_BUCKETS,
  },
  ways: {
    name: 'registergraf_requests_by_way_total',
    type: 'counter',
    help: 'Requests that were executed: short, where the document had come before, or yoga',
    labels: ['way'],
  },
  outcomes: {
    name: 'registergraf_outcomes_total',
    type: 'counter',
    help: 'Fields that a register answers, by the type of the answer, and of a failure its kode',
    labels: ['type', 'kode'],
  },
  tokens: {
    name: 'registergraf_token_verifications_total',
    type: 'counter',
    help: 'Requests where tokens are required: ok, or why the token was refused',
    labels: ['result'],
  },
  callDuration: {
    name: 'http_client_request_duration_seconds',
    type: 'histogram',
    help: 'Calls to registers that were sent, each try by itself, from when their turn came to when the answer was read',
    labels: ['kilde', 'operation', 'http_response_status_code', 'error_type'],
    buckets: DURATION_BUCKETS,
  },
  calls: {
    name: 'registergraf_calls_total',
    type: 'counter',
    help: 'Calls to registers: data, documented (a code of the catalogue), failed, aborted (the client hung up) or unsent',
    labels: ['kilde', 'operation', 'result', 'kode'],
  },
  waits: {
    name: 'registergraf_call_wait_seconds',
    type: 'histogram',
    help: 'For how long calls have waited for their turn',
    labels: ['kilde'],
    buckets: WAIT_BUCKETS,
  },
  retries: {
    name: 'registergraf_call_retries_total',
    type: 'counter',
    help: 'Further tries of reads',
    labels: ['kilde', 'operation'],
  },
  joins: {
    name: 'registergraf_joined_reads_total',
    type: 'counter',
    help: 'Reads that were answered by a call that was under way',
    labels: ['kilde'],
  },
  kept: {
    name: 'registergraf_kept_answers_total',
    type: 'counter',
    help: 'Keys that were answered by what was kept of units',
    labels: ['kilde'],
  },
  transitions: {
    name: 'registergraf_transitions_total',
    type: 'counter',
    help: 'How often a service went up or down (state), or a breaker of its reads or writes opened or closed (breaker)',
    labels: ['kilde', 'service', 'what', 'kind', 'to'],
  },
} as const satisfies Record<string, Definition>;

/** What is read when somebody asks. */
export const READ = {
  active: {
    name: 'http_server_active_requests',
    type: 'gauge',
    help: 'Requests to /graphql under way',
    labels: [],
  },
  states: {
    name: 'registergraf_source_states',
    type: 'gauge',
    help: 'Processes that have last seen the register in this state',
    labels: ['kilde', 'state'],
  },
  sandbox: {
    name: 'registergraf_source_sandbox',
    type: 'gauge',
    help: '1 where the embedded sandbox answers in the place of the register',
    labels: ['kilde'],
    together: 'max',
  },
  breakers: {
    name: 'registergraf_breakers',
    type: 'gauge',
    help: 'Breakers in this state: of each process one for the reads and one for the writes of a service',
    labels: ['kilde', 'service', 'kind', 'state'],
  },
  copyAge: {
    name: 'registergraf_copy_age_seconds',
    type: 'gauge',
    help: 'How long ago the copy of the register was last known to hold all: by so much it lags behind the feeds',
    labels: ['kilde'],
    together: 'max',
  },
  copyUsable: {
    name: 'registergraf_copy_usable',
    type: 'gauge',
    help: '1 where the copy answers, 0 where it is too old or cannot be read and the register is asked instead',
    labels: ['kilde'],
    together: 'min',
  },
  certificateLeft: {
    name: 'registergraf_certificate_remaining_seconds',
    type: 'gauge',
    help: 'Until the first certificate of ours (client), or the first of those that we trust (trust), expires; negative afterwards',
    labels: ['kilde', 'use'],
    together: 'min',
  },
  filesRefused: {
    name: 'registergraf_files_refused',
    type: 'gauge',
    help: 'Parts of the configuration whose changed files cannot be used: what they held before goes on',
    labels: [],
    together: 'max',
  },
  fileChanges: {
    name: 'registergraf_file_changes_total',
    type: 'counter',
    help: 'Changes of files of the configuration that were taken, or refused',
    labels: ['outcome'],
  },
  sharedUp: {
    name: 'registergraf_shared_store_up',
    type: 'gauge',
    help: '1 where the store that gateways share answers, 0 where it is lost; of workers 0 where one has lost it',
    labels: [],
    together: 'min',
  },
  sharedLosses: {
    name: 'registergraf_shared_store_losses_total',
    type: 'counter',
    help: 'How often the store that gateways share was lost',
    labels: [],
  },
  ...LOG_METRICS,
  ...PROCESS_METRICS,
} as const satisfies Record<string, Definition>;

/** What only the process that answers /metrics knows. */
export const WHOLE = {
  workers: {
    name: 'registergraf_workers',
    type: 'gauge',
    help: 'Processes that answer requests',
    labels: [],
  },
  crashes: {
    name: 'registergraf_worker_crashes_total',
    type: 'counter',
    help: 'Workers that have crashed, and were replaced',
    labels: [],
  },
} as const satisfies Record<string, Definition>;

/** All there are. */
export const DEFINITIONS: readonly Definition[] = [COUNTED, READ, WHOLE].flatMap((some) => Object.values(some));
