import type { Answer } from './answer.ts';
import type { Random } from './random.ts';

const INVALID_UTF8 = ['80', 'c0af', 'eda080', 'f5808080', 'e28228', 'c3', 'fffe', 'feff', '00', 'e5'];
const LABELS = [
  'utf-8',
  'UTF-8',
  'iso-8859-1',
  'ISO-8859-1',
  'utf-16',
  'utf-16le',
  'windows-1252',
  'us-ascii',
  'klingon',
  'utf8',
  'x',
];

/** Changes an answer as it is on the wire: its bytes, its labels, its status. `other` is an answer to another question. */
export function mutateBytes(answer: Answer, random: Random, other: Answer): Answer {
  const { body } = answer;
  const at = random.below(body.length + 1);
  const end = Math.min(body.length, at + 1 + random.below(20));
  const spliced = (piece: Buffer, to = at) => ({
    ...answer,
    body: Buffer.concat([body.subarray(0, at), piece, body.subarray(to)]),
  });
  switch (random.below(9)) {
    case 0:
      return { ...answer, body: body.subarray(0, at) };
    case 1: {
      const flipped = Buffer.from(body);
      for (let count = 1 + random.below(3); count > 0 && body.length > 0; count -= 1) {
        const index = random.below(body.length);
        flipped[index] = (flipped[index] ?? 0) ^ (1 << random.below(8));
      }
      return { ...answer, body: flipped };
    }
    case 2:
      return spliced(Buffer.alloc(0), end);
    case 3:
      return spliced(Buffer.from(body.subarray(at, end)));
    case 4:
      return spliced(
        Buffer.from(random.pick(INVALID_UTF8), 'hex'),
        random.chance(0.5) ? at : Math.min(body.length, at + 1),
      );
    case 5:
      return { ...answer, contentType: relabelled(answer.contentType, random) };
    case 6: {
      // The declaration of an XML document, where there is one.
      const text = body.toString('latin1');
      const declared = text.replace(/encoding=(["'])[^"']*["']/, `encoding=$1${random.pick(LABELS)}$1`);
      return { ...answer, body: Buffer.from(declared, 'latin1') };
    }
    case 7:
      return spliced(other.body.subarray(random.below(other.body.length + 1)), body.length);
    default:
      return {
        ...answer,
        status: random.pick([200, 201, 204, 302, 400, 401, 403, 404, 405, 412, 415, 429, 500, 502, 503]),
      };
  }
}

function relabelled(contentType: string | undefined, random: Random): string | undefined {
  const mediaType = random.pick([contentType?.split(';')[0] ?? 'text/xml', 'text/html', 'application/octet-stream']);
  return random.pick([`${mediaType}; charset=${random.pick(LABELS)}`, mediaType, undefined]);
}
