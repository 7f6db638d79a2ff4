import { style } from '../output.ts';

const TOKEN = /("(?:\\.|[^"\\])*")(:?)|\b(?:true|false|null)\b|-?\d[\d.eE+-]*/g;
/** Control characters that JSON does not escape, and that a terminal could execute. */
const CONTROL = /[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Readable JSON; names, texts and the rest in colours, where the output is a terminal. */
export function colourJson(value: unknown): string {
  const json = JSON.stringify(value, null, 2).replace(
    CONTROL,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return json.replace(TOKEN, (token, text: string | undefined, colon: string | undefined) => {
    if (text === undefined) return style('yellow', token);
    return colon ? `${style('cyan', text)}:` : style('green', text);
  });
}
