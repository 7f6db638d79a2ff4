import type { Answer } from '../../differential/answer.ts';
import type { Random } from '../../differential/random.ts';

/** Bytes that an answer is made to grow to, at most: more than the gateway reads of an answer about one key. */
const MOST = 300 * 1024;

const PIECES = [
  ' ',
  '<a>',
  '</a>',
  '<a/>',
  '<a b="c">',
  ' xmlns:a="urn:a"',
  '&amp;',
  '&#65;',
  '&lt;',
  '<![CDATA[x]]>',
  '<!-- x -->',
  '<?x y?>',
  ']]>',
  '[',
  ']',
  '{"a":',
  '[{"fejlkode":',
  '"a":1,',
  '\\u0041',
  '\\"',
  '9',
  '0',
  '-',
  'e9',
  '1,',
  'A=',
  '\n',
  '\u00e5',
  '/',
  '=',
  '"',
  '\u0000',
] as const;

/** An answer in which one piece stands again and again: what costs more for each is found so. */
export function grow(answer: Answer, random: Random): Answer {
  const { body } = answer;
  const at = pickPlace(body, random);
  const own = body.subarray(at, at + 1 + random.below(400));
  const piece = random.chance(0.5) ? own : Buffer.from(random.pick(PIECES), 'utf8');
  if (piece.length === 0) return answer;
  const times = Math.min(2 ** random.below(18), Math.floor(MOST / piece.length));
  const grown = Buffer.alloc(piece.length * times, piece);
  return { ...answer, body: Buffer.concat([body.subarray(0, at), grown, body.subarray(at)]) };
}

/** Where markup or a value begins, or anywhere. */
function pickPlace(body: Buffer, random: Random): number {
  const at = random.below(body.length + 1);
  if (random.chance(0.3)) return at;
  const next = ['<', '>', '"', ' ', ',', '{'].map((mark) => body.indexOf(mark, at)).filter((place) => place >= 0);
  return next.length > 0 ? random.pick(next) : at;
}
