import { codesWith } from '../../sources/enhet/documented.ts';
import type { Answer } from '../answer.ts';
import { mutateBytes } from '../bytes.ts';
import type { Random } from '../random.ts';
import { date, person, unit, words } from '../texts.ts';
import { chooseEncoding } from '../xml/encode.ts';
import { mutateText, mutateTree } from '../xml/mutate.ts';
import { chooseStyle, print } from '../xml/print.ts';
import { buildAll, type Element, element, type Particle, text } from '../xml/tree.ts';
import { MISSING_CODES } from './judge.ts';
import { endringslogg, MESSAGES, treffliste } from './models.ts';
import { rolleutskrift } from './role-models.ts';

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const NAMESPACE = 'http://no/brreg/saksys/grunndata/ws';
const MEDIA_TYPE = 'text/xml';

const [REDIRECTS, NO_DATA, SERVICE] = [codesWith(0).map(Number), codesWith(1).map(Number), codesWith(-1).map(Number)];

/** The answer to one operation about one key, as the contract wants it. */
export function makeDocument(operation: string, key: string | undefined, random: Random): Element {
  const scenario = random.number();
  const isUnit = operation in MESSAGES;
  if (scenario < 0.72)
    return answerOf(operation, key, random, 0, [0, ...missing(random)], makeMelding(operation, key, random));
  if (scenario < 0.82 && isUnit) {
    const other = random.pick([unit(random), key ?? '']);
    const code = random.pick(REDIRECTS);
    return answerOf(
      operation,
      key,
      random,
      0,
      [...(random.chance(0.7) ? [0] : []), code, ...missing(random)],
      makeMelding(operation, other, random),
      other,
    );
  }
  if (scenario < 0.94) {
    const code = random.pick([...NO_DATA, 1190, 999]);
    return answerOf(operation, key, random, 1, [code], undefined, unit(random));
  }
  if (scenario < 0.97) return answerOf(operation, key, random, -1, [random.pick([...SERVICE, -999])]);
  // What contradicts itself, or is not documented.
  return answerOf(
    operation,
    key,
    random,
    random.pick([0, 1, -1, 2, 7]),
    Array.from({ length: random.below(3) }, () => random.pick([0, 1, 2, 3, 10, 130, -100, 1020, 1999, 180])),
    random.chance(0.6) ? makeMelding(operation, isUnit && random.chance(0.5) ? unit(random) : key, random) : undefined,
    unit(random),
  );
}

const missing = (random: Random) =>
  Array.from({ length: random.below(3) }, () => random.pick([...MISSING_CODES, 1999]));

/** `other`: the unit that a code names beside the one that was asked about. */
function answerOf(
  operation: string,
  key: string | undefined,
  random: Random,
  status: number,
  codes: readonly number[],
  melding?: Element[],
  other = '',
): Element {
  const echo = operation === 'hentRolleutskrift' ? random.pick(['fodselsnr', 'requestID']) : 'orgnr';
  const header = element(
    'responseHeader',
    [
      ...(key === undefined || operation === 'sokEnhet' ? [] : [text(echo, key)]),
      text('hovedStatus', String(status)),
      element(
        'underStatus',
        codes.map((code) => text('underStatusMelding', textOf(code, key ?? '', other, random), { kode: String(code) })),
      ),
    ],
    { prossessDato: date(random), tjeneste: operation },
  );
  return element('grunndata', [header, ...(melding ? [element('melding', melding, { tjeneste: operation })] : [])]);
}

/** Texts are never compared, but the other unit's number is read from some. */
function textOf(code: number, key: string, other: string, random: Random): string {
  if ([1, 2, 120, 130].includes(code)) {
    const spaced = random.chance(0.2) ? other.replace(/(\d{3})(?=\d)/g, '$1 ') : other;
    return `Enhet ${key} er noe annet - korrekt enhet ${spaced}`;
  }
  if (code === 3) return `Enhet ${other} er registreringsenheten til den enheten som ble bestilt!`;
  if (code === 20)
    return `Valideringsfeil i inputstreng: ${random.pick([words(40)(random), grouped(person(random), random)])}`;
  if (code >= 180 && code <= 183) return `Personen ${key} har noe`;
  return code === 0
    ? 'Data returnert'
    : random.pick([words(50)(random), `Enhet ${key} har ikke noe`, `Ukjent ${grouped(person(random), random)} her`]);
}

/** A person's number as people write it. */
const grouped = (number: string, random: Random) =>
  number.slice(0, 6) + random.pick(['', ' ', '\u00a0', '-', '.']) + number.slice(6);

function makeMelding(operation: string, subject: string | undefined, random: Random): Element[] {
  if (operation === 'hentRolleutskrift')
    return buildAll(
      rolleutskrift(() => subject ?? ''),
      random,
    );
  if (operation === 'hentEndringslogg') return buildAll(endringslogg, random);
  if (operation === 'sokEnhet') {
    const shown = random.below(4);
    return buildAll(treffliste(subject ?? '', shown + random.pick([0, 0, 100]), shown), random);
  }
  const particles: readonly Particle[] = MESSAGES[operation as keyof typeof MESSAGES];
  const number = text('organisasjonsnummer', subject ?? '', { registreringsDato: date(random) });
  return [number, ...buildAll(particles, random)];
}

/** The document as text in an envelope, in bytes; with mistakes on the way, where it is to have some. */
export function send(operation: string, document: Element, random: Random, other: Answer | undefined): Answer {
  // At most one stage goes wrong, and now and then two: what everything is wrong with is refused at once.
  const wrong = (probability: number) => other !== undefined && random.chance(probability);
  if (wrong(0.7)) mutateTree(document, random);
  let inner = print(document, chooseStyle(random, undefined));
  if (wrong(0.08)) inner = mutateText(inner, random);
  const declaration = random.pick([
    '<?xml version="1.0"?>\n',
    '<?xml version="1.0"?>\n',
    '<?xml version="1.0" encoding="ISO-8859-1"?>\n\n',
    '',
  ]);
  const envelope = element(
    'Envelope',
    [
      ...(random.chance(0.2) ? [element('Header', [], {}, SOAP)] : []),
      element(
        'Body',
        [element(`${operation}Response`, [element('return', [declaration + inner], {}, NAMESPACE)], {}, NAMESPACE)],
        {},
        SOAP,
      ),
    ],
    {},
    SOAP,
  );
  if (wrong(0.08)) mutateTree(envelope, random);
  const encoding = chooseEncoding(random);
  // A text is one text: comments in it are for documents that people write.
  let outer = print(envelope, { ...chooseStyle(random, encoding.lacks), comments: 0 });
  if (wrong(0.05)) outer = mutateText(outer, random);
  const answer = { status: 200, gzip: random.chance(0.02), ...encoding.encode(outer, MEDIA_TYPE) };
  return other !== undefined && random.chance(0.12) ? mutateBytes(answer, random, other) : answer;
}
