import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { SubsequentIncrementalExecutionResult } from '@graphql-tools/executor';
import type { DocumentNode, GraphQLError, GraphQLSchema, OperationTypeNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Caller } from '../domain/caller.ts';
import type { Roll } from '../domain/roll.ts';
import type { ValueOrPromise } from '../domain/value-or-promise.ts';
import type { Audit } from '../graph-kit/audit.ts';
import type { GraphContext, Tally } from '../graph-kit/context.ts';
import type { HeldDocuments } from './documents/documents.ts';
import type { SaidReason } from './audit/reason.ts';
import type { KeptDocuments, KeptOperation } from './documents/kept.ts';
import type { Sources } from '../sources/index.ts';
import type { Load } from './http/load.ts';
import type { GraphqlMethod } from './http/methods.ts';
import type { SlowClients } from './http/slow-clients.ts';
import type { Zip } from './http/zip.ts';
import type { RequestMetrics } from './metrics/observer.ts';
import type { InfoLine } from './log/info-line.ts';
import type { GatewayOptions } from './options.ts';
import type { Admission, Rates } from './rates/rates.ts';
import type { Refused } from './refuse.ts';
import type { RequestTrace } from './traces/traces.ts';

/** What becomes known of a request's operation on its way, for the log line. */
export interface Operation {
  name?: string | undefined;
  /** The name as it may be logged, where that has been found out before. */
  logged?: string | undefined;
  kind?: OperationTypeNode | undefined;
  /** extensions.code of an operation that was refused before execution, or whose answer is too long. */
  refused?: string | undefined;
  /** What was wrong with the caller's token, in a word of ours. */
  why?: string | undefined;
}

/** What was taken from the caller's calls of the minute. Set by the step `rate limit`, when they have a limit. */
export interface Admitted {
  taken?: ValueOrPromise<Admission>;
}

/** One request to /graphql, and what its steps have found in it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  /** The headers that each answer has: names and values in turns. */
  readonly head: readonly string[];
  /** When it came: a time of performance.now. */
  readonly began: number;
  /** Fires when the time is up, with a TimeoutError, and when the client hangs up, with an AbortError. */
  readonly signal: AbortSignal;
  /**
   * A signal that fires when the time is up only, made when it is first asked for. Writes go by it: a client that hangs up does not abort a
   * write that it has asked for.
   */
  readonly deadline: () => AbortSignal;
  /** When that is, by `performance.now()`. */
  readonly deadlineAt: number;
  /** Fires `signal` when nobody waits any more for the calls that are out. */
  readonly stop: () => void;
  readonly tally: Tally;
  readonly operation: Operation;
  readonly admitted: Admitted;
  /** What is counted of it; undefined where nothing is. */
  readonly metrics: RequestMetrics | undefined;
  /** Undefined where it is not traced. */
  readonly trace?: RequestTrace | undefined;
  /** Set when the steps begin: all that is done for the request, which may go on when the client has hung up. */
  work: Promise<void> | undefined;
  /** The media types of JSON that the client accepts. Set by the step `headers`. */
  accepts: string | undefined;
  /** Set by the step `caller`. */
  caller: Caller | undefined;
  /** Set by the step `idempotency key`, when the client has sent one. */
  idempotencyKey?: string;
  /** Why the caller asks; set when the steps before GraphQL are done. */
  reason?: SaidReason | undefined;
  /** Set by the step `turn`: called when the answer is written, or there will be none. */
  leave: (() => void) | undefined;
  /** Bytes of the answer's body, when it is sent. */
  answerBytes: number | undefined;
  /** By which way it has gone through the steps after `turn`. */
  way: 'short' | 'yoga' | undefined;
  /** Set by the step `body`. */
  body: { readonly bytes: number; readonly text: string } | undefined;
}

/** The resolvers' context, and what only the gateway looks at. */
export interface ServerContext extends GraphContext {
  readonly operation: Operation;
  readonly admitted: Admitted;
  /** Headers of the answer, by names in small letters, beside those that every answer has. */
  readonly headers: Record<string, string>;
  /** The media types of JSON that the client accepts, in its order: `acceptedJson` of `http/headers.ts`. */
  readonly accepts: string;
  /** Why the caller asks, as token and headers say it. */
  readonly reason: SaidReason;
  /** What is kept of the operation, where it takes the short way. */
  kept?: KeptOperation;
  /** Calls that the operation could cost. Set by the step `cost`. */
  calls?: number;
  readonly method: GraphqlMethod;
  /** The operation's variables, read by their types. Set by the step `variables`. */
  variables?: Record<string, unknown>;
  /** Whether the client reads an answer in parts, and the profile gives one. */
  readonly acceptsParts: boolean;
  /** Whether @defer stands at fragments of the operation, few enough to be delivered on their own. Set by the step `cost`. */
  defers?: boolean;
  /** What comes after the first part of an answer in parts, and what to do when it is not waited for. */
  readonly later: { results?: AsyncGenerator<Later>; readonly stop: () => void };
  readonly answer: {
    /** The bytes of a long answer, sent instead of the body of Yoga's response. */
    pieces?: readonly Buffer[];
    /** Whether the client takes it zipped, and whether it holds nothing that must not be. */
    readonly takesGzip: boolean;
    mayBeZipped?: boolean;
    /** Whether it is a GET of what the gateway itself may keep. Set by the step `personal data`. */
    mayBeKept?: boolean;
    /** Whether it is one answer, without an error. Set when it has been executed. */
    isWhole?: boolean;
  };
}

/** Deferred fragments that have become known together: as the executor tells them. */
export type Later = SubsequentIncrementalExecutionResult;

export type GatewayPlugin = Plugin<ServerContext, ServerContext> & {
  /** What a plugin does to the errors of an answer, done to those of a later part: Yoga is shown the first part only. */
  readonly onLaterErrors?: (errors: readonly GraphQLError[]) => readonly GraphQLError[];
};

/** JSON as text, or, when it is long, as pieces of bytes, which are not joined, since that would take the same memory again. */
export type Json = string | readonly Buffer[];

/** Writes a value as JSON; undefined when it is longer than `maxBytes`. */
export type WriteJson = (value: unknown, maxBytes: number) => Json | undefined | Promise<Json | undefined>;

/** What all requests of one gateway share. */
export interface Parts {
  readonly schema: GraphQLSchema;
  readonly sources: Pick<Sources, 'answering' | 'makeLoaders' | 'makeWrites'>;
  readonly options: GatewayOptions;
  readonly logger: Logger;
  /** `logger.info`, for what is logged of every request. */
  readonly logInfo: InfoLine;
  readonly slowClients: SlowClients;
  /** For each request whose time is not up, what ends it at once: a gateway that shuts down can wait no longer. */
  readonly ends: Roll<() => void>;
  readonly load: Load;
  readonly zip: Zip;
  /** The persisted ones. */
  readonly documents: HeldDocuments;
  readonly kept: KeptDocuments;
  /** Undefined where callers may ask for as much as they like. */
  readonly rates: Rates | undefined;
  /** What a request waits for before it is executed, when many come together. */
  readonly turn: (isLarge: boolean) => Promise<void> | undefined;
  readonly writeJson: WriteJson;
  /** The media types of JSON that the headers of a request accept; undefined: none. */
  readonly readAccept: (headers: IncomingHttpHeaders) => string | undefined;
}

/** A hook of Yoga's in which a plugin step does its work. */
export type Hook = 'onRequestParse' | 'onParams' | 'onParse' | 'onValidate' | 'onExecute' | 'onResultProcess';

/** An operation that is parsed and valid, before it is executed. */
export interface CheckedOperation {
  readonly document: DocumentNode;
  readonly schema: GraphQLSchema;
  readonly operationName?: string | null | undefined;
  /** As they were sent. */
  readonly variableValues?: Readonly<Record<string, unknown>> | null | undefined;
  readonly contextValue: ServerContext;
}

/** One step of a request to /graphql. There are five kinds, by when they run and what they have at hand. */
export type Step = { readonly name: string } & (
  | {
      /** Before GraphQL: refuses, or goes on. */
      readonly request: (exchange: Exchange, parts: Parts) => Refused | undefined | Promise<Refused | undefined>;
    }
  | {
      /** Plugins of Yoga's, the first of which with this hook does the step's work. */
      readonly hook: Hook;
      /** Told when the short way begins the step, whose work has been done when the document first came. Left out: nobody listens. */
      readonly begins?: (context: ServerContext) => void;
      readonly plugins: (parts: Parts) => readonly GatewayPlugin[];
    }
  | {
      /** On the operation, before it is executed: refuses with errors, or goes on. */
      readonly check: (
        operation: CheckedOperation,
        parts: Parts,
      ) => readonly GraphQLError[] | undefined | Promise<readonly GraphQLError[] | undefined>;
    }
  | {
      /** While it is executed: what each operation of a register on a person is recorded by. */
      readonly record: (exchange: Exchange, parts: Parts) => Audit;
    }
  | {
      /** When the answer is sent, or the client has hung up. */
      readonly closed: (exchange: Exchange, parts: Parts) => void;
    }
);
