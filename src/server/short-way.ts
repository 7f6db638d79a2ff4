import { type ExecutionArgs, type ExecutionResult, execute, type GraphQLError } from 'graphql';
import type { Exchange, GatewayPlugin, Parts, ServerContext, Step } from './context.ts';
import type { KeptOperation } from './documents/kept.ts';
import { answerOf } from './plugins/plain-answer.ts';
import { createMaskError } from './plugins/use-masking.ts';
import { type Params, withOneId } from './plugins/use-persisted-documents.ts';
import { readParameters } from './plugins/use-request-parameters.ts';
import type { Executed } from './plugins/yoga.ts';

/** Answers by the short way; undefined where the request is not one that takes it: Yoga decides then what becomes of it. */
export type FindShortWay = (exchange: Exchange, context: ServerContext) => Promise<Executed> | undefined;

/** An operation that is kept, with what the request adds to it. */
interface Found {
  readonly kept: KeptOperation;
  readonly variables: Record<string, unknown> | null | undefined;
}

/**
 * The second way through the list of steps, for a POST or a QUERY whose document has been through all of them before. What those found out about the
 * document is kept, and what depends on the variables, the caller and the headers runs again: the same plugins, at their hooks onExecute and
 * onResultProcess, in the same order. Nothing is decided here: whatever is not known, or not as it always is, goes to Yoga.
 */
export function createShortWay(steps: readonly Step[], plugins: readonly GatewayPlugin[], parts: Parts): FindShortWay {
  const { options, documents, kept, schema } = parts;
  const begins = steps.flatMap((step) => ('hook' in step && DONE.has(step.hook) && step.begins) || []);
  const onExecute = plugins.flatMap((plugin) => plugin.onExecute?.bind(plugin) ?? []);
  const onResultProcess = plugins.flatMap((plugin) => plugin.onResultProcess?.bind(plugin) ?? []);

  function find({ request, body }: Exchange, { acceptsParts }: ServerContext): Found | undefined {
    if (options.shortWay === false || request.method === 'GET' || !body) return undefined;
    const params = paramsOf(body.text);
    const text = params && textOf(params);
    if (!params || text === undefined) return undefined;
    const { operationName } = params;
    const known = kept.find(text, operationName === '' ? undefined : operationName);
    if (!known || (acceptsParts && known.mayDefer)) return undefined;
    return { kept: known, variables: params.variables };
  }

  /** Undefined where they are refused, or not what they mostly are. */
  function paramsOf(body: string): Params | undefined {
    let params: Params;
    try {
      params = withOneId(readParameters(body), documents.current);
    } catch {
      return undefined;
    }
    const { operationName, variables, extensions } = params as Record<string, unknown>;
    if (!isObjectOrNone(variables) || !isObjectOrNone(extensions)) return undefined;
    if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') return undefined;
    return params;
  }

  function textOf({ query, documentId }: Params): string | undefined {
    if (query) return options.profile.freeText && typeof query === 'string' ? query : undefined;
    return typeof documentId === 'string' ? documents.current.get(documentId) : undefined;
  }

  async function answer({ kept: operation, variables }: Found, context: ServerContext): Promise<Executed> {
    for (const begin of begins) begin(context);
    context.operation.name = operation.name;
    context.operation.logged = operation.logged;
    context.operation.kind = operation.kind;
    context.kept = operation;
    let result = await resultOf(operation, variables, context);
    const payload = {
      serverContext: context,
      result,
      setResult(changed: ExecutionResult) {
        result = changed;
        payload.result = changed;
      },
    };
    // By their places, here and below: an iterator that a wait may come between is an object of its own.
    for (let index = 0; index < onResultProcess.length; index += 1) {
      const done = (onResultProcess[index] as Hook)(payload);
      if (done) await done;
    }
    return { ...answerOf(result, context), later: undefined };
  }

  async function resultOf(
    { document, operationName }: KeptOperation,
    variableValues: Found['variables'],
    contextValue: ServerContext,
  ): Promise<ExecutionResult> {
    const args = { schema, document, operationName, variableValues, contextValue };
    let executeFn: (args: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult> = execute;
    let refused: ExecutionResult | undefined;
    const payload = {
      args,
      context: contextValue,
      setExecuteFn(chosen: typeof executeFn) {
        executeFn = chosen;
      },
      setResultAndStopExecution(stopped: ExecutionResult) {
        refused = stopped;
      },
    };
    try {
      for (let index = 0; index < onExecute.length; index += 1) {
        const done = (onExecute[index] as Hook)(payload);
        if (done) await done;
        if (refused) return refused;
      }
      const executed = await executeFn(args);
      return executed.errors ? { ...executed, errors: masked(executed.errors, contextValue) } : executed;
    } catch (thrown) {
      return { errors: masked([thrown], contextValue) };
    }
  }

  /** As Yoga does it to what has been executed, and to what has been thrown before. */
  function masked(errors: readonly unknown[], { requestId }: ServerContext): readonly GraphQLError[] {
    const request = { requestId, logged: new WeakSet() };
    const mask = createMaskError(parts.logger, () => request);
    return errors.map((error) => mask(error) as GraphQLError);
  }

  return (exchange, context) => {
    const found = find(exchange, context);
    return found && answer(found, context);
  };
}

type Hook = (payload: object) => Promise<void> | undefined;

/** The hooks of the steps whose work has been done when the document first came. */
const DONE: ReadonlySet<string> = new Set(['onRequestParse', 'onParams', 'onParse', 'onValidate']);

function isObjectOrNone(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'object' && !Array.isArray(value));
}
