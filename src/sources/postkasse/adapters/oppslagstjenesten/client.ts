import type { CallContext } from '../../../../domain/call.ts';
import { findingIn, findingOf } from '../../../../domain/finding.ts';
import { createReadJoin } from '../../../../domain/join.ts';
import { askEach } from '../../../../domain/loader.ts';
import { failed, found, type Outcome } from '../../../../domain/outcome.ts';
import type { Personidentifikator } from '../../../../domain/personidentifikator.ts';
import { kildeUtilgjengelig } from '../../../../domain/registerfeil.ts';
import type { CallSubject } from '../../../../wire/http/http.ts';
import { retried } from '../../../../wire/http/retry.ts';
import type { SoapClient, SoapMessage } from '../../../../wire/soap/client.ts';
import type { XmlElement } from '../../../../wire/soap/xml.ts';
import { bodyActedFor } from '../../../on-behalf-of.ts';
import { catalogue } from '../../codes.ts';
import { turns } from '../../../../wire/http/turns.ts';
import { nonsense, readEntryOutcome, readKanVelgeOutcome } from '../../outcome.ts';
import { MAX_PERSONER, POSTKASSE_NEEDS, readHentPersoner, writeHentPersoner, writeKanVelge } from './messages/reads.ts';
import type { Kontaktregisteroppfoering, PostkassePort } from '../../postkasse.ts';
import { createDelivery } from './delivery.ts';

export interface PostkasseClients {
  /** postkasseleverandoer-v1, SOAP 1.1; undefined when it is not configured. */
  readonly postkasse: SoapClient | undefined;
  /** Oppslagstjenesten 16-02, SOAP 1.2; undefined when it is not configured. */
  readonly kontaktregister: SoapClient | undefined;
}

export interface PostkasseOptions {
  /** The public body that HentPersoner is asked for, when it is not the one that asks. */
  readonly paaVegneAv?: string | undefined;
  /** The bodies that it is asked for, each for its own callers, when there are many. */
  readonly onBehalfOf?: readonly string[] | undefined;
  /** Who is asked what became of a write, when it is not HentPersoner; and is told of writes. */
  readonly readBack?: ReadBack | undefined;
}

/** Another contact register than Oppslagstjenesten, for writes alone. */
export interface ReadBack {
  hentPostkasse(person: Personidentifikator, call: CallContext): Promise<Outcome<Kontaktregisteroppfoering>>;
  forget(): void;
}

const KILDE = 'OPPSLAGSTJENESTEN';

export function createOppslagstjenestenClient(
  { postkasse, kontaktregister }: PostkasseClients,
  { paaVegneAv, onBehalfOf, readBack }: PostkasseOptions = {},
): PostkassePort {
  const reads = createReadJoin(KILDE);
  return {
    kanVelgeSikkerDigitalPostkasse: (personer, call) =>
      askEach(
        personer,
        (person, rest) => {
          const operation = 'KanVelgeSikkerDigitalPostkasse';
          const subject = { operation, kind: 'read', key: person } as const;
          const take = (element: XmlElement) => readKanVelgeOutcome(element, person);
          return read(postkasse, subject, ['KanVelge', person], writeKanVelge(person), take, call, rest);
        },
        turns(KILDE, postkasse, call),
      ),

    async hentPersoner(personer, call) {
      const distinct = [...new Set(personer)];
      const batches = Array.from({ length: Math.ceil(distinct.length / MAX_PERSONER) }, (_, index) =>
        distinct.slice(index * MAX_PERSONER, (index + 1) * MAX_PERSONER),
      );
      const outcomes = new Map((await Promise.all(batches.map((batch) => hentBatch(batch, call)))).flat());
      return personer.map((person) => outcomes.get(person) ?? failed(nonsense()));
    },

    ...createDelivery(
      postkasse,
      readBack?.hentPostkasse ??
        (async (person, call) => (await hentBatch([person], call, POSTKASSE_NEEDS))[0]?.[1] ?? failed(nonsense())),
      () => {
        reads.forget();
        readBack?.forget();
      },
    ),
  };

  async function hentBatch(
    personer: readonly Personidentifikator[],
    call: CallContext,
    needs?: readonly string[],
  ): Promise<(readonly [Personidentifikator, Outcome<Kontaktregisteroppfoering>])[]> {
    const body = bodyActedFor(KILDE, onBehalfOf, call);
    if (!body.ok) return personer.map((person) => [person, body]);
    const actedFor = body.data ?? paaVegneAv;
    const question = ['HentPersoner', actedFor ?? '', ...personer, ...(needs ?? [])];
    // One of a list who hangs makes all of it hang: the list is the key.
    const subject = { operation: 'HentPersoner', kind: 'read', key: personer.join() } as const;
    const message = writeHentPersoner(personer, actedFor, needs);
    const take = (element: XmlElement) => {
      const entries = readHentPersoner(element, needs);
      return entries ? found(entries) : failed(nonsense());
    };
    const answer = await read(kontaktregister, subject, question, message, take, call);
    return personer.map((person) => [
      person,
      answer.ok ? readEntryOutcome(answer.data.get(person)) : failed(answer.feil),
    ]);
  }

  /** `question` is what the message asks, which says it all. */
  function read<Data>(
    client: SoapClient | undefined,
    subject: CallSubject,
    question: readonly string[],
    message: SoapMessage,
    take: (element: XmlElement) => Outcome<Data>,
    call: CallContext,
    rest?: () => void,
  ): Promise<Outcome<Data>> {
    if (!client) return Promise.resolve(failed(kildeUtilgjengelig(KILDE, 'IKKE_KONFIGURERT')));
    const ask = async (attempt: number, own: CallContext): Promise<Outcome<Data>> => {
      const answer = await client.call(message, own, { ...subject, attempt, onAside: rest });
      return answer.ok ? take(answer.element) : failed(answer.feil);
    };
    const find = (outcome: Outcome<Data>) => (outcome.ok ? undefined : findingOf(outcome.feil, catalogue));
    const askAgain = () =>
      retried(
        (attempt) => findingIn(call, (own) => ask(attempt, own), find),
        (outcome) => (outcome.ok ? undefined : outcome.feil),
        { call, retries: client.retries, onPause: rest },
      );
    return reads.join(question, call, askAgain, rest);
  }
}
