import type { ExecutionResult } from 'graphql';
import { writeJson } from './json-writer.ts';
import type { GatewayPlugin } from './operation.ts';
import { refusal } from './refusal.ts';

/**
 * Writes answers a piece at a time, and no further than `maxBytes`: an operation of a few lines can have one long text
 * answered a thousand times. Past that, the answer is an error; what the operation was to do has been done.
 */
export function useAnswerSize(maxBytes: number): GatewayPlugin {
  return {
    async onResultProcess({ result, setResult, serverContext }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result || !('data' in result)) return;
      const errors = result.errors?.length ? await writeJson(result.errors, maxBytes) : '';
      const data =
        errors === undefined ? undefined : await writeJson(result.data, maxBytes - Buffer.byteLength(errors));
      if (data !== undefined) {
        setResult({ ...result, stringify: (clean: ExecutionResult) => withData(clean, data) });
        return;
      }
      serverContext.operation.refused = 'ANSWER_TOO_LARGE';
      const message = `The answer is longer than ${maxBytes} bytes. The operation has been executed.`;
      setResult({ data: null, errors: [refusal(message, 'ANSWER_TOO_LARGE', { status: 200 })] });
    },
  };
}

/** Yoga has taken out of the errors what only it looks at; the data have been written already. */
function withData({ data: _, ...others }: ExecutionResult, data: string): string {
  const rest = JSON.stringify({ ...others, stringify: undefined });
  return rest === '{}' ? `{"data":${data}}` : `${rest.slice(0, -1)},"data":${data}}`;
}
