import { LIMITS, LOAD } from '../server/limits.ts';
import { wholeNumber } from '../sources/values.ts';

/** What one request may ask for, and how much may be under way at once. */
export const LIMIT_VARIABLES = {
  MAX_BODY_BYTES: wholeNumber(1, 64 * 1024 * 1024)
    .default(LIMITS.bodyBytes)
    .meta({ description: 'Bytes of a body, as it is sent, and unzipped ([more](docs/limits.md))', example: '65536' }),
  MAX_DEPTH: wholeNumber(1, 100)
    .default(LIMITS.depth)
    .meta({ description: 'Depth of an operation: fields inside fields ([more](docs/limits.md))', example: '10' }),
  MAX_TOKENS: wholeNumber(1, 1_000_000)
    .default(LIMITS.tokens)
    .meta({ description: 'Tokens of a document ([more](docs/limits.md))', example: '2000' }),
  MAX_ALIASES: wholeNumber(0, 100_000)
    .default(LIMITS.aliases)
    .meta({ description: 'Aliases of an operation ([more](docs/limits.md))', example: '50' }),
  MAX_CALLS: wholeNumber(1, 1_000_000).default(LIMITS.calls).meta({
    description: 'Calls to the registers that an operation could cause ([more](docs/limits.md))',
    example: '100',
  }),
  MAX_FIELDS: wholeNumber(1, 10_000_000)
    .default(LIMITS.fields)
    .meta({ description: 'Fields of an answer, each on every object ([more](docs/limits.md))', example: '50000' }),
  MAX_RESPONSE_BYTES: wholeNumber(1024, 256 * 1024 * 1024)
    .default(LIMITS.answerBytes)
    .meta({ description: 'Bytes of an answer ([more](docs/limits.md))', example: '4194304' }),
  MAX_REQUESTS: wholeNumber(1, 1_000_000)
    .default(LOAD.requests)
    .meta({ description: 'Requests under way at once; see [Limits](docs/limits.md)', example: '200' }),
  MAX_EVENT_LOOP_DELAY_MS: wholeNumber(1, 60_000).default(LOAD.eventLoopDelayMs).meta({
    description: 'Milliseconds that the event loop may be late; see [Limits](docs/limits.md)',
    example: '200',
  }),
};
