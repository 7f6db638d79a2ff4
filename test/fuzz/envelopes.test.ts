import { isDeepStrictEqual } from 'node:util';
import { beforeAll } from 'vitest';
import type { SoapVersion } from '../../src/wire/soap/envelope.ts';
import type { SoapExchange } from '../../src/wire/soap/client.ts';
import { parseXml, type XmlElement } from '../../src/wire/soap/xml.ts';
import { mutateBytes } from '../differential/bytes.ts';
import type { Random } from '../differential/random.ts';
import {
  ANSWER,
  certificates,
  type Forger,
  forger,
  L1,
  PK,
  QUESTION,
  security,
  selfSigned,
  signatureValueOf,
} from '../wire/soap/security/kit.ts';
import { type Donor, donate } from './envelopes/change.ts';
import { mutate } from './envelopes/mutate.ts';
import { testInputs, timed } from './fuzz.ts';

/** One request, what it was truly answered with, and what liars and other requests have got. */
interface Asked {
  readonly exchange: SoapExchange<unknown>;
  readonly forger: Forger;
  readonly truth: XmlElement;
  readonly signed: string;
  readonly donors: readonly Donor[];
}

interface Received {
  readonly asked: Asked;
  readonly body: Buffer;
  readonly contentType: string;
}

const LIE = ANSWER.replace('NEI', 'JA').replace('RESERVERT', 'RESERVERT_IKKE');
const TRUTHS = [
  ANSWER,
  `<s:KanVelgeSikkerDigitalPostkasseRespons xmlns:s="${PK}">\n  <s:status>NEI</s:status>\n  <s:beskrivelse a="&amp; &lt;">Blåbær &amp; fløyte</s:beskrivelse>\n</s:KanVelgeSikkerDigitalPostkasseRespons>`,
];

const all: Asked[] = [];
beforeAll(async () => {
  const ask = async (version: SoapVersion, truth: string): Promise<Asked> => {
    const exchange = await security().protect(version, QUESTION);
    const own = forger(version, signatureValueOf(exchange.envelope));
    const other = forger(version, signatureValueOf((await security().protect(version, QUESTION)).envelope));
    const donors = [
      // A true answer to another request, and lies about this one.
      other.signed({ answer: LIE }),
      own.signed({ answer: LIE, signer: selfSigned }),
      own.signed({ answer: LIE, signer: certificates.forOrganisation(L1) }),
    ];
    return {
      exchange: exchange as SoapExchange<unknown>,
      forger: own,
      truth: parseXml(truth),
      signed: own.signed({ answer: truth }),

      donors: donors.map(donate),
    };
  };
  for (const truth of TRUTHS) all.push(await ask('1.1', truth), await ask('1.2', truth));
});

/** What somebody in between could make of a true answer: of what it says before it is encrypted, and of what is sent. */
function received(random: Random): Received {
  const asked = random.pick(all);
  const { forger: words, donors } = asked;
  const plain = random.chance(0.6) ? mutate({ text: asked.signed, donors }, 3, random) : asked.signed;
  const sent = encrypted(words, plain);
  const text = random.chance(0.6) ? mutate({ text: sent, donors }, 3, random) : sent;
  const whole = { status: 200, contentType: 'text/xml; charset=utf-8', body: Buffer.from(text, 'utf8') };
  const { body, contentType = '' } = random.chance(0.05) ? mutateBytes(whole, random, whole) : whole;
  return { asked, body, contentType };
}

/** What cannot be encrypted any more is sent as it is. */
function encrypted({ encrypted: encrypt }: Forger, plain: string): string {
  try {
    return encrypt(plain);
  } catch {
    return plain;
  }
}

testInputs('a signed answer says what its signer has said, or is refused', () => ({
  target: 'envelopes',
  grammar: received,
  async judge({ asked, body, contentType }) {
    const { result, cpuMs } = await timed(() => asked.exchange.open(body, contentType));
    const { kind, element } = result as { readonly kind: string; readonly element?: XmlElement };
    const isFalse = kind === 'body' && !isDeepStrictEqual(element, asked.truth);
    return { complaint: isFalse ? 'what nobody has signed is read' : undefined, cpuMs, outcomes: [kind] };
  },
  show: ({ body, contentType }) => `${contentType}\n${body.toString('utf8').slice(0, 20_000)}`,
  enough: { outcome: 'body', share: 0.05 },
}));
