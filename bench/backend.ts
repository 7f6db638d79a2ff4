import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { startSandbox } from '../src/sandbox/index.ts';
import { answerParent } from './answer-parent.ts';
import { isMadeUp, SMALL } from './units.ts';

/**
 * grunndataWS that answers at once: the simulator's own answer, recorded the first time that a question is asked. The simulator
 * itself, or node:http, would cost more than what is measured; so this reads as much of HTTP as the bench's servers write. It also
 * answers with the keys of the issuer of tokens, which stand in BENCH_JWKS.
 */
const sandbox = await startSandbox();
const recorded = new Map<string, Buffer>();
let calls = 0;
let delayMs = 0;

const END_OF_HEAD = '\r\n\r\n';
const jwks = asAnswer(200, 'application/jwk-set+json', Buffer.from(process.env.BENCH_JWKS ?? '{"keys":[]}'));

const server = createServer({ noDelay: true }, (socket) => {
  let before: Buffer | undefined;
  socket.on('data', (chunk: Buffer) => {
    let bytes = before ? Buffer.concat([before, chunk]) : chunk;
    for (let length = wholeLength(bytes); length > 0; length = wholeLength(bytes)) {
      answer(socket, bytes.subarray(0, length));
      bytes = bytes.subarray(length);
    }
    before = bytes.length > 0 ? bytes : undefined;
  });
  // Whoever is stopped resets its connections.
  socket.on('error', () => socket.destroy());
});

/** Bytes of the first request, 0 while it is not there as a whole. */
function wholeLength(bytes: Buffer): number {
  const end = bytes.indexOf(END_OF_HEAD);
  if (end < 0) return 0;
  const length = Number(/\ncontent-length: *(\d+)/i.exec(bytes.toString('latin1', 0, end))?.[1] ?? 0);
  const whole = end + END_OF_HEAD.length + length;
  return bytes.length < whole ? 0 : whole;
}

function answer(socket: Socket, bytes: Buffer): void {
  const end = bytes.indexOf(END_OF_HEAD);
  const [method, target = ''] = bytes.toString('latin1', 0, end).split(' ', 2);
  if (method === 'GET') {
    if (target === '/jwks') socket.write(jwks);
    else void wsdl().then((document) => socket.write(document));
    return;
  }
  calls += 1;
  // The whole envelope is the key: the organisasjonsnummer is all that differs.
  const question = bytes.toString('latin1', end + END_OF_HEAD.length);
  const known = recorded.get(question);
  if (!known) void record(question).then((fresh) => socket.write(fresh));
  else if (delayMs > 0) setTimeout(() => socket.write(known), delayMs);
  else socket.write(known);
}

/** What the sandbox answers. It knows a few units: of one that is made up for the bench it is asked as if it were `SMALL`. */
async function record(question: string): Promise<Buffer> {
  const asked = /orgnr>(\d{9})</.exec(question)?.[1] ?? SMALL;
  const madeUp = isMadeUp(asked);
  const { statusCode, headers, body } = await request(sandbox.urls.grunndata, {
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' },
    body: madeUp ? question.replace(asked, SMALL) : question,
  });
  const text = await body.text();
  const told = asAnswer(
    statusCode,
    String(headers['content-type']),
    Buffer.from(madeUp ? text.replaceAll(SMALL, asked) : text),
  );
  recorded.set(question, told);
  return told;
}

/** The register's description of its service, as if it stood here. */
async function wsdl(): Promise<Buffer> {
  const { statusCode, body } = await request(`${sandbox.urls.grunndata}.wsdl`);
  const text = await body.text();
  return asAnswer(statusCode, 'text/xml', Buffer.from(text.replaceAll(sandbox.urls.grunndata, url())));
}

function url(): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/grunndata/ErFr`;
}

function asAnswer(status: number, contentType: string, body: Buffer): Buffer {
  const head = `HTTP/1.1 ${status} -\r\ncontent-type: ${contentType}\r\ncontent-length: ${body.length}${END_OF_HEAD}`;
  return Buffer.concat([Buffer.from(head, 'latin1'), body]);
}

server.listen(0, '127.0.0.1', () => {
  answerParent(url(), {
    /** How often anybody has asked. */
    calls: () => calls,
    /** How many different questions. None may be new while something is measured. */
    recorded: () => recorded.size,
    /** Milliseconds that each answer takes from now on. */
    delay: (milliseconds) => {
      delayMs = Number(milliseconds);
      return delayMs;
    },
  });
});
