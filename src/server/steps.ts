import { recordOperations } from './audit/trail.ts';
import { identifyCaller } from './callers/identify.ts';
import { refuseCost } from './checks/cost.ts';
import { refusePersonalData } from './checks/personal-data.ts';
import { refuseOverRate, settleCalls } from './checks/rate-limit.ts';
import { rulesOf } from './checks/rules.ts';
import { shapeRules } from './checks/shape.ts';
import { readVariables } from './checks/variables.ts';
import type { Step } from './context.ts';
import { readBodyText } from './http/body.ts';
import { readIdempotencyKey, refuseByHeaders } from './http/headers.ts';
import { refuseOverload } from './http/load.ts';
import { waitForTurn } from './http/turns.ts';
import { logRequest } from './logging.ts';
import { countRequest } from './metrics/count-request.ts';
import { useAnswerSize } from './plugins/use-answer-size.ts';
import { useAnswers, useOneLineErrors, usePartialSuccess } from './plugins/use-answers.ts';
import { useExecution } from './plugins/use-execution.ts';
import { useMasking } from './plugins/use-masking.ts';
import { useParseLimits } from './plugins/use-parse-limits.ts';
import { usePersistedDocuments } from './plugins/use-persisted-documents.ts';
import { useRequestParameters } from './plugins/use-request-parameters.ts';
import { useZip } from './plugins/use-zip.ts';
import { useFirstMistake, useRules } from './plugins/use-rules.ts';

/**
 * The steps of a request to /graphql, in the order in which they run. The code runs by this list: `http/endpoint.ts` calls the
 * steps before and after GraphQL, and `plugins/yoga.ts` gives Yoga those that are plugins or check an operation. Each step refuses the
 * request or goes on. After a refusal `log` still runs; after one by `parameters` or later, `masking` and `answers` do too.
 * docs/architecture.md says what each step does.
 */
export const STEPS = [
  { name: 'load', request: refuseOverload },
  { name: 'headers', request: refuseByHeaders },
  { name: 'caller', request: identifyCaller },
  { name: 'idempotency key', request: readIdempotencyKey },
  { name: 'body', request: readBodyText },
  { name: 'turn', request: waitForTurn },
  { name: 'parameters', hook: 'onRequestParse', plugins: () => [useRequestParameters()] },
  {
    name: 'persisted id',
    hook: 'onParams',
    plugins: ({ documents, options: { profile } }) => usePersistedDocuments(documents, profile),
  },
  { name: 'parse', hook: 'onParse', plugins: ({ options }) => useParseLimits(options.limits) },
  {
    name: 'rules',
    hook: 'onValidate',
    plugins: ({ options: { limits, profile } }) => [
      useRules([...shapeRules(limits), ...rulesOf(profile)]),
      ...(profile.guidance ? [] : [useFirstMistake()]),
    ],
  },
  { name: 'personal data', check: refusePersonalData },
  { name: 'variables', check: readVariables },
  { name: 'cost', check: refuseCost },
  { name: 'rate limit', check: refuseOverRate },
  { name: 'execution', hook: 'onExecute', plugins: ({ kept }) => [useExecution(kept)] },
  { name: 'audit', record: recordOperations },
  { name: 'masking', hook: 'onResultProcess', plugins: () => [useMasking()] },
  {
    name: 'answers',
    hook: 'onResultProcess',
    plugins: ({ options: { limits, profile }, writeJson }) => [
      useAnswers(),
      useZip(),
      ...(profile.guidance ? [] : [useOneLineErrors()]),
      // Writes the answer as text: what comes after it sees to the status alone.
      useAnswerSize(limits.answerBytes, writeJson),
      usePartialSuccess(),
    ],
  },
  { name: 'settlement', closed: settleCalls },
  { name: 'metrics', closed: countRequest },
  { name: 'log', closed: logRequest },
] as const satisfies readonly Step[];

export type StepName = (typeof STEPS)[number]['name'];
