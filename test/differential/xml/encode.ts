import type { Answer } from '../answer.ts';
import type { Random } from '../random.ts';

export interface Encoding {
  /** The characters that it lacks; undefined: none. */
  readonly lacks: RegExp | undefined;
  /** The bytes of a document with the declarations that fit them. */
  encode(document: string, mediaType: string): Pick<Answer, 'body' | 'contentType'>;
}

// Windows' code page has other characters where the standard has control characters: neither is used.
const NOT_LATIN1 = /[^\p{ASCII}\xa0-\xff]/u;

/** Mostly as registers send; each with declarations that are true. */
export function chooseEncoding(random: Random): Encoding {
  const quote = random.pick(['"', "'"]);
  const declare = (label: string) =>
    `<?xml version=${quote}1.0${quote} encoding=${quote}${label}${quote}?>${random.pick(['', '\n'])}`;
  const inHeader = random.chance(0.7);
  const typed = (mediaType: string, label: string) =>
    inHeader
      ? `${mediaType};${random.pick(['', ' '])}charset=${random.pick([label, `"${label}"`, label.toLowerCase()])}`
      : mediaType;
  const choice = random.number();
  if (choice < 0.82) {
    return {
      lacks: undefined,
      encode: (document, mediaType) => {
        const declaration = random.pick([declare('UTF-8'), declare('utf-8'), '', '<?xml version="1.0"?>']);
        const mark = random.chance(0.1) ? '\uFEFF' : '';
        return { body: Buffer.from(mark + declaration + document), contentType: typed(mediaType, 'UTF-8') };
      },
    };
  }
  if (choice < 0.92) {
    const label = random.pick(['ISO-8859-1', 'iso-8859-1', 'latin1']);
    return {
      lacks: NOT_LATIN1,
      encode: (document, mediaType) => ({
        // Without the header's label the declaration is all there is.
        body: Buffer.from((inHeader && random.chance(0.3) ? '' : declare(label)) + document, 'latin1'),
        contentType: typed(mediaType, label),
      }),
    };
  }
  return {
    lacks: undefined,
    encode: (document, mediaType) => {
      const body = Buffer.from(`\uFEFF${random.chance(0.5) ? declare('UTF-16') : ''}${document}`, 'utf16le');
      return { body: random.chance(0.5) ? body.swap16() : body, contentType: typed(mediaType, 'UTF-16') };
    },
  };
}
