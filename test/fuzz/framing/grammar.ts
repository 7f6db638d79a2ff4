import type { Random } from '../../differential/random.ts';
import { BODIES, BYTES, HEADERS, METHODS, TARGETS, VERSIONS } from './odd-pieces.ts';

/** A question, and what is told of whom it asks about and of nobody else. */
export interface Question {
  readonly key: string;
  readonly told: string;
  readonly body: string;
}

const unit = (key: string, told: string): Question => ({
  key,
  told,
  body: `{"query":"{ enhet(organisasjonsnummer: \\"${key}\\") { basisdata { ... on Basisdata { navn } } } }"}`,
});
const citizen = (key: string, told: string): Question => ({
  key,
  told,
  body: `{"query":"query ($cpr: ID!) { borger(cpr: $cpr) { kontaktinformation { ... on Kontaktinformationer { kontaktinformation { kontaktdata } } } } }","variables":{"cpr":"${key}"}}`,
});

export const QUESTIONS: readonly Question[] = [
  unit('700000001', 'FULLSTENDIG SANDKASSE AS'),
  unit('700102009', 'BLÅBÆR & FLØYTE'),
  unit('700013103', 'SANDVIK KOMMUNE'),
  citizen('0101505006', 'borger-1@example.org'),
  citizen('0202505002', 'borger-2@example.org'),
];

/** What one client sends over one connection, and how it leaves. */
export interface Connection {
  /** In pieces, each written by itself. */
  readonly pieces: readonly Buffer[];
  /** What must be answered, in this order; undefined where the messages are broken and any refusal is right. */
  readonly asked?: readonly { readonly question: Question; readonly requestId: string }[];
  /** Whom its messages ask about, also those that are broken. */
  readonly about: readonly Question[];
  /** Goes away without waiting. */
  readonly leaves: boolean;
}

/** One connection: either all right, however it is cut and framed, or broken somewhere. */
export function connectionOf(random: Random): Connection {
  const isBroken = random.chance(0.6);
  const count = 1 + random.below(random.chance(0.1) ? 12 : 3);
  const messages = Array.from({ length: count }, () => (isBroken ? broken(random) : whole(random)));
  const bytes = Buffer.from(messages.map(({ text }) => text).join(''), 'latin1');
  const sent = isBroken && random.chance(0.5) ? mutateBytes(bytes, random) : bytes;
  const asked = messages.map(({ question, requestId }) => ({ question, requestId }));
  const about = messages.map(({ question }) => question);
  return { pieces: cut(sent, random), ...(!isBroken && { asked }), about, leaves: random.chance(0.05) };
}

interface Message {
  readonly text: string;
  readonly question: Question;
  readonly requestId: string;
}

function whole(random: Random): Message {
  const question = random.pick(QUESTIONS);
  const requestId = `fuzz-${random.pick('abcdefgh'.split(''))}${random.below(1000)}`;
  const name = (text: string) => random.pick([text, text.toLowerCase(), text.toUpperCase()]);
  const headers = [
    `${name('Host')}:${random.pick([' ', '', '\t', '  '])}localhost`,
    `${name('Content-Type')}: ${random.pick(['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON;charset=UTF-8'])}`,
    `${name('X-Request-Id')}: ${requestId}`,
    ...(random.chance(0.2) ? ['Accept-Encoding: identity'] : []),
    ...(random.chance(0.1) ? ['x: '] : []),
  ];
  const framed = frame(question.body, random, false);
  const target = random.pick([
    '/graphql',
    '/graphql',
    '/graphql?x=%',
    'http://localhost/graphql',
    'http://127.0.0.1:1/graphql',
  ]);
  const lines = [
    `${random.pick(['POST', 'QUERY'])} ${target} HTTP/1.1`,
    ...random.shuffled([...headers, framed.header]),
  ];
  return { text: `${lines.join('\r\n')}\r\n\r\n${framed.body}`, question, requestId };
}

function broken(random: Random): Message {
  const odd = (probability: number) => random.chance(probability);
  const question = random.pick(QUESTIONS);
  const body = odd(0.3) ? random.pick(BODIES) : question.body;
  const framed = frame(body, random, odd(0.3));
  const headers = [
    ...(odd(0.1) ? [] : ['Host: localhost']),
    ...(odd(0.1) ? [] : ['Content-Type: application/json']),
    ...(odd(0.1) ? [] : [framed.header]),
    ...Array.from({ length: odd(0.5) ? 1 + random.below(3) : 0 }, () => random.pick(HEADERS)),
  ];
  const method = odd(0.2) ? random.pick(METHODS) : 'POST';
  const target = odd(0.3) ? random.pick(TARGETS) : '/graphql';
  const version = odd(0.05) ? random.pick(VERSIONS) : 'HTTP/1.1';
  const end = odd(0.05) ? random.pick(['\n', '\r', '\r\n\r\n', '']) : '\r\n';
  const lines = [`${method} ${target} ${version}`, ...random.shuffled(headers)];
  return { text: `${lines.join(end || '\r\n')}${end}\r\n${framed.body}`, question, requestId: '' };
}

/** A body by its length, or in chunks; where it is `odd`, not by its length, or in chunks that are none. */
function frame(body: string, random: Random, odd: boolean): { readonly header: string; readonly body: string } {
  const wrong = odd ? random.pick([1, -1, 10, 1000]) : 0;
  const bytes = Buffer.from(body, 'utf8').toString('latin1');
  if (!random.chance(0.5)) return { header: `Content-Length: ${Math.max(0, bytes.length + wrong)}`, body: bytes };
  let chunks = '';
  for (let at = 0; at < bytes.length; ) {
    const piece = bytes.slice(at, at + bytes.length - random.below(bytes.length));
    at += piece.length;
    const size = (piece.length + (odd ? random.pick([0, 1, -1]) : 0)).toString(16);
    const extension = random.pick(['', '', ';a=b', ';a="b;c"', ';a']);
    chunks += `${odd ? random.pick([size, `0x${size}`, ` ${size}`, `-${size}`, `${size} `, size.toUpperCase()]) : size}${extension}\r\n${piece}\r\n`;
  }
  const trailer = random.pick(['', '', 'x-trailer: y\r\n', odd ? 'content-length: 5\r\n' : '']);
  return {
    header: 'Transfer-Encoding: chunked',
    body: `${chunks}${odd ? random.pick(['0', '00', '']) : '0'}\r\n${trailer}\r\n`,
  };
}

function mutateBytes(bytes: Buffer, random: Random): Buffer {
  let mutated = bytes;
  for (let left = 1 + random.below(3); left > 0; left -= 1) {
    const at = random.below(mutated.length + 1);
    const end = Math.min(mutated.length, at + 1 + random.below(30));
    const [before, after] = [mutated.subarray(0, at), mutated.subarray(at)];
    const piece = Buffer.from(random.pick(BYTES), 'latin1');
    switch (random.below(5)) {
      case 0:
        mutated = Buffer.concat([before, piece, after]);
        break;
      case 1:
        mutated = Buffer.concat([before, mutated.subarray(end)]);
        break;
      case 2:
        mutated = Buffer.concat([mutated.subarray(0, end), after]);
        break;
      case 3:
        mutated = before;
        break;
      default:
        mutated = Buffer.concat([before, Buffer.alloc(piece.length * 2 ** random.below(12), piece), after]);
    }
  }
  return mutated;
}

/** Whole, in a few pieces, or byte by byte. */
function cut(bytes: Buffer, random: Random): Buffer[] {
  if (random.chance(0.05) && bytes.length < 1_500) return [...bytes].map((byte) => Buffer.from([byte]));
  const places = Array.from({ length: random.chance(0.5) ? random.below(4) : 0 }, () => random.below(bytes.length + 1));
  const ends = [...places.toSorted((one, other) => one - other), bytes.length];
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end)).filter((piece) => piece.length > 0);
}
