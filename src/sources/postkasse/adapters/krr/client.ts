import type { CallContext } from '../../../../domain/call.ts';
import { createReadJoin } from '../../../../domain/join.ts';
import { failed, found, type Outcome } from '../../../../domain/outcome.ts';
import type { Personidentifikator } from '../../../../domain/personidentifikator.ts';
import { kildeUtilgjengelig, type Registerfeil } from '../../../../domain/registerfeil.ts';
import type { HttpClient, HttpRequest } from '../../../../wire/http/http.ts';
import { retried } from '../../../../wire/http/retry.ts';
import { sendAuthorized, type Tokens } from '../../../../wire/maskinporten/index.ts';
import { bodyActedFor } from '../../../on-behalf-of.ts';
import type { Kontaktregisteroppfoering, PostkassePort } from '../../postkasse.ts';
import { deriveKanVelge } from './derived.ts';
import { MAX_PERSONER, writePersoner } from './messages/personer.ts';
import { isAskedAgain, nonsense, type Persons, readAnswer, readEntryOutcome, reportOf } from './outcome.ts';
import { grantFor, type KrrData } from './scopes.ts';

const KILDE = 'KRR';

/** How KRR is asked. */
export interface KrrConnection {
  readonly client: HttpClient;
  readonly tokens: Tokens;
  /** What tokens are asked for. */
  readonly data: readonly KrrData[];
  /** The bodies that the gateway acts for, each a caller's own; undefined: it asks for itself. */
  readonly onBehalfOf: readonly string[] | undefined;
}

/** What KRR's REST service can be asked: it writes nothing. */
export interface KrrClient extends Pick<PostkassePort, 'hentPersoner' | 'kanVelgeSikkerDigitalPostkasse'> {
  /** One person, for the read-back of a write. */
  hentPostkasse(person: Personidentifikator, call: CallContext): Promise<Outcome<Kontaktregisteroppfoering>>;
  /** Around a write: no read that comes after it is answered by one that began before it was done. */
  forget(): void;
}

/** What was asked, and the scopes of the token that it was asked with. */
interface Seen {
  readonly persons: Persons;
  readonly scopes: readonly string[];
}

type Asked = Outcome<Seen> & { readonly isFinal?: boolean };

/** KRR's REST service, by lists of up to 1000 people. Without a connection every answer is IKKE_KONFIGURERT. */
export function createKrrClient(connection: KrrConnection | undefined): KrrClient {
  const reads = createReadJoin(KILDE);
  const hentPersoner: KrrClient['hentPersoner'] = (personer, call) =>
    askAll('HentPersoner', personer, call, (person, { persons }) => readEntryOutcome(persons.get(person)));

  return {
    hentPersoner,
    kanVelgeSikkerDigitalPostkasse: (personer, call) =>
      askAll('KanVelgeSikkerDigitalPostkasse', personer, call, (person, { persons, scopes }) =>
        deriveKanVelge(persons.get(person), person, scopes),
      ),
    hentPostkasse: async (person, call) => (await hentPersoner([person], call))[0] ?? failed(nonsense()),
    forget: reads.forget,
  };

  /** A batch that fails costs those who are in it. `read` finds a person by the number, never by the place. */
  async function askAll<Data>(
    operation: string,
    personer: readonly Personidentifikator[],
    call: CallContext,
    read: (person: Personidentifikator, seen: Seen) => Outcome<Data>,
  ): Promise<Outcome<Data>[]> {
    const distinct = [...new Set(personer)];
    const batches = Array.from({ length: Math.ceil(distinct.length / MAX_PERSONER) }, (_, index) =>
      distinct.slice(index * MAX_PERSONER, (index + 1) * MAX_PERSONER),
    );
    const outcomes = new Map<Personidentifikator, Outcome<Data>>();
    await Promise.all(
      batches.map(async (batch) => {
        const answer = await ask(operation, batch, call);
        for (const person of batch) outcomes.set(person, answer.ok ? read(person, answer.data) : failed(answer.feil));
      }),
    );
    return personer.map((person) => outcomes.get(person) ?? failed(nonsense()));
  }

  function ask(operation: string, personer: readonly Personidentifikator[], call: CallContext): Promise<Asked> {
    if (!connection) return Promise.resolve(failed(kildeUtilgjengelig(KILDE, 'IKKE_KONFIGURERT')));
    const { client, tokens, data, onBehalfOf } = connection;
    const body = bodyActedFor(KILDE, onBehalfOf, call);
    if (!body.ok) return Promise.resolve(body);
    const grant = grantFor(data, body.data);
    // One of a list who hangs makes all of it hang: the list is the key.
    const key = personer.join();
    const attempt = async (tried: number): Promise<Asked> => {
      let said: Outcome<Persons> | undefined;
      const make = (): HttpRequest => ({
        ...writePersoner(personer),
        reads: async (response) => {
          said = readAnswer(response);
          return reportOf(said, response);
        },
      });
      const subject = { operation, kind: 'read', key, attempt: tried } as const;
      const answer = await sendAuthorized({ client, tokens, grant }, make, call, subject);
      // Maskinporten's own client has tried again already, where that could help.
      if (answer.kind === 'no token') return { ...failed(answer.feil), isFinal: true };
      if (answer.kind === 'failure') {
        return failed(kildeUtilgjengelig(KILDE, answer.kode, { proevIgjenOm: answer.proevIgjenOm }));
      }
      if (!said?.ok) return said ?? failed(nonsense());
      return found({ persons: said.data, scopes: answer.scopes });
    };
    const mayPass = (answer: Asked): Registerfeil | undefined =>
      answer.ok || answer.isFinal || !isAskedAgain(answer.feil) ? undefined : answer.feil;
    return reads.join([operation, body.data ?? '', ...personer], call, () =>
      retried(attempt, mayPass, { call, retries: client.retries }),
    );
  }
}
