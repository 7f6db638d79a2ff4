import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { SoapContent, SoapVersion } from '../../../src/wire/soap/envelope.ts';

/** One exchange on the wire; the folder's name is the claim. */
export interface Sample {
  readonly claim: string;
  /** Where the claim is about the question as well. */
  readonly request: string | undefined;
  readonly response: Buffer;
  /** The version that was asked in, and how the answer came. */
  readonly version: SoapVersion;
  readonly status: number;
  readonly contentType: string;
  /** What the answer says; of an element only what the claim is about. */
  readonly content: SoapContent;
}

const FOLDER = new URL('samples/', import.meta.url);

export const samples: readonly Sample[] = readdirSync(FOLDER).map((claim) => {
  const file = (name: string) => new URL(`${claim}/${name}`, FOLDER);
  return {
    ...JSON.parse(readFileSync(file('exchange.json'), 'utf8')),
    claim: claim.replaceAll('-', ' '),
    request: existsSync(file('request.xml')) ? readFileSync(file('request.xml'), 'utf8') : undefined,
    response: readFileSync(file('response.xml')),
  };
});
