import type { CallContext } from '../../../../domain/call.ts';
import { createReadJoin } from '../../../../domain/join.ts';
import { askEach } from '../../../../domain/loader.ts';
import { failed, type Outcome } from '../../../../domain/outcome.ts';
import type { Personidentifikator } from '../../../../domain/personidentifikator.ts';
import { kildeUtilgjengelig } from '../../../../domain/registerfeil.ts';
import type { CallSubject } from '../../../../wire/http/http.ts';
import { retried } from '../../../../wire/http/retry.ts';
import type { SoapAnswer, SoapClient, SoapMessage } from '../../../../wire/soap/client.ts';
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
}

const KILDE = 'OPPSLAGSTJENESTEN';

export function createOppslagstjenestenClient(
  { postkasse, kontaktregister }: PostkasseClients,
  { paaVegneAv }: PostkasseOptions = {},
): PostkassePort {
  const reads = createReadJoin();
  return {
    kanVelgeSikkerDigitalPostkasse: (personer, call) =>
      askEach(
        personer,
        async (person, rest) => {
          const operation = 'KanVelgeSikkerDigitalPostkasse';
          const subject = { operation, kind: 'read', key: person } as const;
          const answer = await read(postkasse, subject, ['KanVelge', person], writeKanVelge(person), call, rest);
          return answer.ok ? readKanVelgeOutcome(answer.element, person) : failed(answer.feil);
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
      async (person, call) => (await hentBatch([person], call, POSTKASSE_NEEDS))[0]?.[1] ?? failed(nonsense()),
      reads.forget,
    ),
  };

  async function hentBatch(
    personer: readonly Personidentifikator[],
    call: CallContext,
    needs?: readonly string[],
  ): Promise<(readonly [Personidentifikator, Outcome<Kontaktregisteroppfoering>])[]> {
    const question = ['HentPersoner', ...personer, ...(needs ?? [])];
    const key = personer.length === 1 ? personer[0] : undefined;
    const subject = { operation: 'HentPersoner', kind: 'read', key } as const;
    const message = writeHentPersoner(personer, paaVegneAv, needs);
    const answer = await read(kontaktregister, subject, question, message, call);
    if (!answer.ok) return personer.map((person) => [person, failed(answer.feil)]);
    const entries = readHentPersoner(answer.element, needs);
    return personer.map((person) => [person, readEntryOutcome(entries?.get(person))]);
  }

  /** `question` is what the message asks, which says it all. */
  function read(
    client: SoapClient | undefined,
    subject: CallSubject,
    question: readonly string[],
    message: SoapMessage,
    call: CallContext,
    rest?: () => void,
  ): Promise<SoapAnswer> {
    if (!client) {
      const feil = kildeUtilgjengelig(KILDE, 'IKKE_KONFIGURERT');
      return Promise.resolve({ ok: false, feil, effect: 'not done' });
    }
    return reads.join(question, call, () =>
      retried(
        (attempt) => client.call(message, call, { ...subject, attempt, onAside: rest }),
        (answer) => (answer.ok ? undefined : answer.feil),
        { call, retries: client.retries, onPause: rest },
      ),
    );
  }
}
