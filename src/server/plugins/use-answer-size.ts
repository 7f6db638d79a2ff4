import type { ExecutionResult } from 'graphql';
import { byteLength, createJsonWriter } from './json-writer.ts';
import type { GatewayPlugin } from '../context.ts';
import { ERRORS } from '../errors.ts';
import { refusalError } from '../refuse.ts';

/**
 * Writes answers a piece at a time, and no further than `maxBytes`: an operation of a few lines can have one long text
 * answered a thousand times. Past that, the answer is an error; what the operation was to do has been done.
 */
export function useAnswerSize(maxBytes: number): GatewayPlugin {
  const writeJson = createJsonWriter();
  return {
    async onResultProcess({ result, setResult, serverContext }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result || !('data' in result)) return;
      const errors = result.errors?.length ? await writeJson(result.errors, maxBytes) : '';
      const data = errors === undefined ? undefined : await writeJson(result.data, maxBytes - byteLength(errors));
      if (data !== undefined) {
        setResult({
          ...result,
          stringify(clean: ExecutionResult) {
            const [before, after] = around(clean);
            if (typeof data === 'string') return before + data + after;
            serverContext.longAnswer.pieces = [Buffer.from(before), ...data, Buffer.from(after)];
            return IN_PIECES;
          },
        });
        return;
      }
      const refused = refusalError(ERRORS.answerTooLarge, [{ limit: maxBytes }]);
      serverContext.operation.refused = String(refused.extensions.code);
      setResult({ data: null, errors: [refused] });
    },
  };
}

/** What Yoga's response holds in the place of an answer that goes out in pieces. */
const IN_PIECES = '{}';

/** What stands before and after the data. Yoga has taken out of the errors what only it looks at. */
function around({ data: _, ...others }: ExecutionResult): [string, string] {
  const rest = JSON.stringify({ ...others, stringify: undefined });
  return [rest === '{}' ? '{"data":' : `${rest.slice(0, -1)},"data":`, '}'];
}
