import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { startSandbox } from '../src/sandbox/index.ts';
import { answerParent } from './child.ts';

/**
 * grunndataWS that answers at once: the simulator's own answer, recorded the first time that a question is asked.
 * The simulator itself would cost more than all that is measured.
 */
interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
}

const sandbox = await startSandbox();
const recorded = new Map<string, Answer>();
let sealed = false;
let calls = 0;

const server = createServer(async (incoming, outgoing) => {
  calls += 1;
  // The whole envelope is the key: the organisasjonsnummer is all that differs.
  const question = await readText(incoming);
  const answer = recorded.get(question) ?? (sealed ? undefined : await record(question));
  // A question that was not recorded cannot come from a gateway that does what it did before.
  if (!answer) return outgoing.writeHead(500).end();
  outgoing.writeHead(answer.status, { 'content-type': answer.contentType, 'content-length': answer.body.length });
  outgoing.end(answer.body);
});
// A server waits while the other one is measured. Its connections must be there when its turn comes.
server.keepAliveTimeout = 600_000;

async function record(question: string): Promise<Answer> {
  const { statusCode, headers, body } = await request(sandbox.urls.grunndata, {
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' },
    body: question,
  });
  const bytes = Buffer.from(await body.arrayBuffer());
  const answer = { status: statusCode, contentType: String(headers['content-type']), body: bytes };
  recorded.set(question, answer);
  return answer;
}

async function readText(incoming: IncomingMessage): Promise<string> {
  let text = '';
  incoming.setEncoding('latin1');
  for await (const chunk of incoming) text += chunk;
  return text;
}

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  answerParent(`http://127.0.0.1:${port}/grunndata/ErFr`, {
    /** How often anybody has asked. */
    calls: () => calls,
    /** Ends the recording, and says how many answers it holds. */
    seal: async () => {
      sealed = true;
      await sandbox.close();
      return recorded.size;
    },
  });
});
