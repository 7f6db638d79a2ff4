import type { CallContext } from '../../domain/call.ts';
import { createReadJoin } from '../../domain/join.ts';
import { askEach } from '../../domain/loader.ts';
import { failed, found, type Outcome } from '../../domain/outcome.ts';
import type { Personidentifikator } from '../../domain/personidentifikator.ts';
import { kildeUtilgjengelig, type Registerfeil } from '../../domain/registerfeil.ts';
import { retried } from '../../wire/retry.ts';
import type { SoapAnswer, SoapClient, SoapMessage } from '../../wire/soap/client.ts';
import { turns } from '../../wire/turns.ts';
import { catalogue, type PostkasseOperation } from './codes.ts';
import {
  MAX_PERSONER,
  POSTKASSE_NEEDS,
  readHentPersoner,
  readRespons,
  writeHentPersoner,
  writeKanVelge,
} from './messages.ts';
import type { KanVelge, Kontaktregisteroppfoering, PostkassePort } from './postkasse.ts';
import { createPostkasseSkriv } from './skriv.ts';

export interface PostkasseClients {
  /** postkasseleverandoer-v1, SOAP 1.1; undefined when it is not configured. */
  readonly postkasse: SoapClient | undefined;
  /** Oppslagstjenesten 16-02, SOAP 1.2; undefined when it is not configured. */
  readonly kontaktregister: SoapClient | undefined;
}

export interface PostkasseOptions {
  /** Milliseconds to wait before each further try of a read. */
  readonly pausesMs?: readonly number[] | undefined;
  /** The public body that HentPersoner is asked for, when it is not the one that asks. */
  readonly paaVegneAv?: string | undefined;
}

const KILDE = 'OPPSLAGSTJENESTEN';

export function createPostkasseSoap(
  { postkasse, kontaktregister }: PostkasseClients,
  { pausesMs, paaVegneAv }: PostkasseOptions = {},
): PostkassePort {
  const reads = createReadJoin();
  return {
    kanVelgeSikkerDigitalPostkasse: (personer, call) =>
      askEach(
        personer,
        async (person, rest) => {
          const answer = await read(postkasse, ['KanVelge', person], writeKanVelge(person), call, rest);
          return answer.ok ? readKanVelge(answer.element, person) : failed(answer.feil);
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

    ...createPostkasseSkriv(
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
    const answer = await read(kontaktregister, question, writeHentPersoner(personer, paaVegneAv, needs), call);
    if (!answer.ok) return personer.map((person) => [person, failed(answer.feil)]);
    const entries = readHentPersoner(answer.element, needs);
    return personer.map((person) => [person, entryOf(entries?.get(person))]);
  }

  /** `question` is what the message asks, which says it all. */
  function read(
    client: SoapClient | undefined,
    question: readonly string[],
    message: SoapMessage,
    call: CallContext,
    onPause?: () => void,
  ): Promise<SoapAnswer> {
    if (!client) {
      const feil = kildeUtilgjengelig(KILDE, 'IKKE_KONFIGURERT');
      return Promise.resolve({ ok: false, feil, effect: 'not done' });
    }
    return reads.join(question, call, () =>
      retried(
        () => client.call(message, call),
        (answer) => !answer.ok && answer.feil.kanProevesIgjen,
        { signal: call.signal, pausesMs, onPause },
      ),
    );
  }
}

function nonsense(): Registerfeil {
  return kildeUtilgjengelig(KILDE, 'UGYLDIG_SVAR');
}

/** A person of whom the answer says nothing, or nothing sure, has none. Unknown to the register is the answer that its sister service has a code for; deleted is a status that it tells. */
function entryOf(entry: Kontaktregisteroppfoering | undefined): Outcome<Kontaktregisteroppfoering> {
  if (!entry) return failed(nonsense());
  if (entry.status === 'IKKE_REGISTRERT') return failed(catalogue.feil('HentPersoner', 'BRUKER_IKKE_FUNNET'));
  return found(entry);
}

function readKanVelge(element: Parameters<typeof readRespons>[0], person: Personidentifikator): Outcome<KanVelge> {
  const operation: PostkasseOperation = 'KanVelgeSikkerDigitalPostkasse';
  const respons = readRespons(element, operation);
  if (respons?.status === 'JA') return found({ personidentifikator: person });
  // The refusal stands also without a reason, and with one that nobody has documented.
  if (respons?.status === 'NEI') return failed(catalogue.feil(operation, respons.beskrivelse ?? 'NEI'));
  return failed(nonsense());
}
