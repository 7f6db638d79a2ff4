import type { ExecutionResult } from 'graphql';
import { processRegularResult } from 'graphql-yoga';
import type { ServerContext } from '../context.ts';
import { mediaTypeOf } from '../http/headers.ts';
import type { Executed } from './yoga.ts';

/** An answer to be sent. */
type Plain = Pick<Executed, 'status' | 'statusText' | 'headers' | 'body'>;

/** Status, headers and body of a result: by Yoga's own function, which makes a Response of fetch of them where it is given that. */
export function answerOf(result: ExecutionResult, context: ServerContext): Plain {
  return processRegularResult(result, PLAIN, mediaTypeOf(context.accepts)) as unknown as Plain;
}

class PlainResponse implements Plain {
  readonly status: number;
  readonly statusText = '';
  readonly headers: Plain['headers'];
  readonly body: string;

  constructor(body: string, { status, headers }: { status: number; headers: Record<string, string> }) {
    this.status = status;
    this.body = body;
    this.headers = { 'content-type': headers['Content-Type'], allow: headers.Allow ?? headers.allow };
  }
}

const PLAIN = { Response: PlainResponse } as unknown as Parameters<typeof processRegularResult>[1];
