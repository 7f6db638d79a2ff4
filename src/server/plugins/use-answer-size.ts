import type { ExecutionResult } from 'graphql';
import { byteLength, createJsonWriter } from './json-writer.ts';
import type { GatewayPlugin } from '../context.ts';
import { ERRORS } from '../errors.ts';
import { refusalError } from '../refuse.ts';

/**
 * Writes answers in pieces, up to `maxBytes`: an operation of a few lines can ask for one long text a thousand times. A longer answer is
 * replaced by an error. The operation has been executed by then, its writes too.
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

/** The body of Yoga's response when the answer is sent in pieces instead. */
const IN_PIECES = '{}';

/** The JSON before and after the data. Yoga has removed its own properties from the errors by now. */
function around({ data: _, ...others }: ExecutionResult): [string, string] {
  const rest = JSON.stringify({ ...others, stringify: undefined });
  return [rest === '{}' ? '{"data":' : `${rest.slice(0, -1)},"data":`, '}'];
}
