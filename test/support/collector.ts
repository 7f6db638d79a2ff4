import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { keepOutput } from './output.ts';
import { hexOf, type Message, messagesOf, numberOf, readMessage, textOf } from './protobuf.ts';

/** A span as opentelemetry/proto/trace/v1/trace.proto has it. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** Empty where it has no parent. */
  readonly parentSpanId: string;
  readonly traceState: string;
  readonly name: string;
  readonly kind: 'INTERNAL' | 'SERVER' | 'CLIENT' | undefined;
  /** Milliseconds since 1970. */
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly isError: boolean;
  readonly statusMessage: string;
  /** Events and links. */
  readonly others: number;
  /** What is said of the process. */
  readonly resource: Readonly<Record<string, unknown>>;
}

export interface Collector {
  /** Its address, to which `/v1/traces` is added. */
  readonly url: string;
  readonly spans: readonly ReceivedSpan[];
  /** Of every message. */
  readonly headers: readonly IncomingHttpHeaders[];
  /** All bytes of all messages, one character a byte. */
  readonly text: string;
  /** What it answers with; `silent`: nothing at all. */
  answers: number | 'silent';
  close(): Promise<void>;
}

/** A collector of OpenTelemetry's: takes OTLP over HTTP in Protobuf, at a loopback socket, and reads it. */
export async function startCollector(tls?: { readonly key: string; readonly cert: string }): Promise<Collector> {
  const spans: ReceivedSpan[] = [];
  const headers: IncomingHttpHeaders[] = [];
  let text = '';
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    headers.push({ ...request.headers, ':path': request.url ?? '' });
    if (collector.answers === 'silent') return;
    if (collector.answers === 200) {
      const body = Buffer.concat(pieces);
      text += body.toString('latin1');
      spans.push(...spansIn(readMessage(body)));
    }
    response.writeHead(collector.answers, { 'content-type': 'application/x-protobuf' }).end();
  };
  const server = tls ? createTlsServer(tls, take) : createServer(take);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const collector: Collector = {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    headers,
    get text() {
      return text;
    },
    answers: 200,
    close: () => {
      keepSpans(spans);
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
  return collector;
}

/** For the test at the very end: without times, whose digits are nobody's. */
function keepSpans(spans: readonly ReceivedSpan[]): void {
  const keep = keepOutput('spans');
  for (const { startMs: _, endMs: __, name, ...span } of spans) keep(`${JSON.stringify({ span: name, ...span })}\n`);
}

const KINDS = { 1: 'INTERNAL', 2: 'SERVER', 3: 'CLIENT' } as const;
const ERROR = 2n;

function spansIn(request: Message): ReceivedSpan[] {
  return messagesOf(request, 1).flatMap((ofResource) => {
    const resource = attributesOf(messagesOf(ofResource, 1)[0] ?? new Map(), 1);
    return messagesOf(ofResource, 2).flatMap((ofScope) =>
      messagesOf(ofScope, 2).map((span): ReceivedSpan => {
        const [status = new Map()] = messagesOf(span, 15);
        return {
          traceId: hexOf(span, 1),
          spanId: hexOf(span, 2),
          parentSpanId: hexOf(span, 4),
          traceState: textOf(span, 3),
          name: textOf(span, 5),
          kind: KINDS[Number(numberOf(span, 6)) as keyof typeof KINDS],
          startMs: Number(numberOf(span, 7)) / 1e6,
          endMs: Number(numberOf(span, 8)) / 1e6,
          attributes: attributesOf(span, 9),
          isError: numberOf(status, 3) === ERROR,
          statusMessage: textOf(status, 2),
          others: (span.get(11)?.length ?? 0) + (span.get(13)?.length ?? 0),
          resource,
        };
      }),
    );
  });
}

function attributesOf(message: Message, field: number): Record<string, unknown> {
  return Object.fromEntries(
    messagesOf(message, field).map((pair) => [textOf(pair, 1), valueIn(messagesOf(pair, 2)[0] ?? new Map())]),
  );
}

function valueIn(value: Message): unknown {
  const [field] = value.keys();
  if (field === 1) return textOf(value, 1);
  if (field === 2) return numberOf(value, 2) === 1n;
  if (field === 3) return Number(numberOf(value, 3));
  if (field !== 4) return undefined;
  const bits = Buffer.alloc(8);
  bits.writeBigUInt64LE(numberOf(value, 4));
  return bits.readDoubleLE();
}
