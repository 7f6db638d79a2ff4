import type { CallContext } from '../../../../domain/call.ts';
import { findingIn, findingOf } from '../../../../domain/finding.ts';
import { createReadJoin } from '../../../../domain/join.ts';
import { askEach } from '../../../../domain/loader.ts';
import { failed, found } from '../../../../domain/outcome.ts';
import { kildeUtilgjengelig, udokumentertFeil } from '../../../../domain/registerfeil.ts';
import type { Renewable } from '../../../../domain/renewable.ts';
import { retried } from '../../../../wire/http/retry.ts';
import { MAX_ANSWER_BYTES, type ReadElement, type SoapClient } from '../../../../wire/soap/client.ts';
import { unlessContradictory } from '../../../../wire/soap/once.ts';
import { turns } from '../../../../wire/http/turns.ts';
import { catalogue } from '../../codes.ts';
import type { Answered, DataOfOperation, EnhetAnswer, EnhetPort, Enhetsdata, SokEnhetTreffliste } from '../../enhet.ts';
import {
  type GrunndataOperation,
  isRestOperation,
  type RegisterOperation,
  type RestOperation,
} from '../../operations.ts';
import {
  type GrunndataAnswer,
  type Credentials,
  isHolder,
  isSearchFor,
  READERS,
  readOrganisasjonsnumre,
  readRolleutskrift,
  readSvar,
  readTreffliste,
  repeats,
  type Understatus,
  writeForespoersel,
  writeSearchRequest,
} from './messages/index.ts';
import { type DataReader, nonsense, readMangler, readOutcome } from '../../outcome.ts';

export interface EnhetClients {
  /** The service ErFr; undefined when it is not configured. */
  readonly erfr: SoapClient | undefined;
  /** The service Frivillighet; undefined when it is not configured. */
  readonly frivillighet: SoapClient | undefined;
}

const KILDE = 'GRUNNDATA';
/** It is asked each time; an answer that `kept.ts` keeps says itself how fresh it is. */
const ANSWERED: Answered = { kilde: KILDE, ferskhet: null };

interface Question<Data> {
  readonly operation: GrunndataOperation;
  /** What is sent, or what it is written from. */
  readonly key: string | undefined;
  /** Writes what is sent when its turn comes, where it is not the key itself. */
  readonly write?: () => string | undefined;
  /** The unit's number; null where it is no unit that is asked about. */
  readonly asked: string | null;
  /** Whether an answer says nothing else than that it is about what was asked. */
  isAnswered(svar: GrunndataAnswer): boolean;
  readonly readData: DataReader<Data>;
  /** Where it is not the operation alone that decides. */
  readonly maxResponseBytes?: number;
}

/** grunndataWS. One call a key: it takes no lists. */
export function createGrunndataClient(
  { erfr, frivillighet }: EnhetClients,
  credentials: Renewable<Credentials>,
): EnhetPort {
  const reads = createReadJoin(KILDE);
  return {
    hent(operation, numbers, call, watch) {
      if (isRestOperation(operation)) {
        return Promise.resolve(numbers.map(() => failed(kildeUtilgjengelig(KILDE, 'IKKE_TILBUDT'))));
      }
      return askEach(
        numbers,
        async (nummer, rest) => {
          watch?.begins(nummer);
          const isAnswered = (svar: GrunndataAnswer) => repeats(nummer, svar);
          const readData = dataReader(operation);
          const question = { key: nummer, asked: nummer, isAnswered, readData };
          const answer = await ask({ operation: operation as GrunndataOperation, ...question }, call, rest);
          watch?.tell(nummer, answer);
          return answer;
        },
        turns(KILDE, clientOf(operation), call),
      );
    },
    hentRolleutskrift: (personer, call) =>
      askEach(
        personer,
        (person, rest) => {
          const isAnswered = (svar: GrunndataAnswer) => repeats(person, svar) && isHolder(person, svar);
          const readData = ({ melding }: GrunndataAnswer) => {
            const roller = readRolleutskrift(melding);
            return roller && { ...ANSWERED, roller };
          };
          return ask({ operation: 'hentRolleutskrift', key: person, asked: null, isAnswered, readData }, call, rest);
        },
        turns(KILDE, erfr, call),
      ),
    sokEnhet: (soek, call) =>
      askEach(
        soek,
        async (one, rest) => {
          const isAnswered = (svar: GrunndataAnswer) => isSearchFor(one.soekestreng, svar);
          const readData = ({ melding }: GrunndataAnswer) => {
            const treffliste = readTreffliste(melding);
            return treffliste && { ...ANSWERED, ...treffliste };
          };
          const question = {
            operation: 'sokEnhet',
            key: JSON.stringify(one),
            write: () => writeSearchRequest(one),
            asked: null,
            isAnswered,
            readData,
            maxResponseBytes: maxSearchBytes(one.maksTreff),
          } as const;
          const answer = await ask(question, call, rest);
          return answer.ok ? readReturStatus(answer.data) : answer;
        },
        turns(KILDE, erfr, call),
      ),
    hentEndringslogg: (call) => {
      const readData = ({ melding }: GrunndataAnswer) => {
        const enheter = readOrganisasjonsnumre(melding);
        return enheter && { ...ANSWERED, enheter };
      };
      return ask(
        { operation: 'hentEndringslogg', key: undefined, asked: null, isAnswered: () => true, readData },
        call,
      );
    },
  };

  function clientOf(operation: RegisterOperation): SoapClient | undefined {
    return operation === 'hentFrivillighet' ? frivillighet : erfr;
  }

  /** Asks one question, and again while its failure may pass. */
  async function ask<Data>(
    {
      operation,
      key,
      write = () => key,
      asked,
      isAnswered,
      readData,
      maxResponseBytes = maxResponseBytesOf(operation),
    }: Question<Data>,
    call: CallContext,
    rest?: () => void,
  ): Promise<EnhetAnswer<Data>> {
    const client = clientOf(operation);
    if (!client) return failed(kildeUtilgjengelig(KILDE, 'IKKE_KONFIGURERT'));
    const message = { ...writeForespoersel(operation, credentials.current, write), maxResponseBytes };
    const read: ReadElement<GrunndataAnswer | undefined> = (element, readXml) =>
      readSvar(element, operation, (text, limits) => readXml(text, limits, call.signal), maxResponseBytes);
    const attempt = async (tried: number, call: CallContext): Promise<EnhetAnswer<Data>> => {
      const subject = { operation, kind: 'read', key, attempt: tried, onAside: rest } as const;
      const answer = await client.call(message, call, subject, read);
      if (!answer.ok) return failed(answer.feil);
      const svar = answer.element;
      if (!svar) return failed(kildeUtilgjengelig(KILDE, 'UGYLDIG_SVAR'));
      const outcome = unlessContradictory(() =>
        isAnswered(svar) ? readOutcome(operation, asked, svar, readData) : failed(nonsense('ABOUT_SOMEBODY_ELSE')),
      );
      return outcome ?? failed(kildeUtilgjengelig(KILDE, 'UGYLDIG_SVAR'));
    };
    const find = (outcome: EnhetAnswer<Data>) => (outcome.ok ? undefined : findingOf(outcome.feil, catalogue));
    const reported = (tried: number) => findingIn(call, (own) => attempt(tried, own), find);
    const again = { call, retries: client.retries, onPause: rest };
    const askAgain = () => retried(reported, (outcome) => (outcome.ok ? undefined : outcome.feil), again);
    return reads.join([operation, key ?? ''], call, askAgain, rest);
  }
}

function dataReader<Operation extends keyof DataOfOperation>(
  operation: Operation,
): DataReader<DataOfOperation[Operation]> {
  // What is not asked has no answer to be read.
  const { read } = READERS[operation as Exclude<Operation, RestOperation>];
  return (svar: GrunndataAnswer, subject: string | null, notes: readonly Understatus[]) => {
    const felt = read(svar.melding);
    if (!felt || svar.prosessDato === undefined || subject === null) return undefined;
    const common: Enhetsdata = {
      ...ANSWERED,
      operation,
      organisasjonsnummer: subject,
      prosessDato: svar.prosessDato,
      mangler: readMangler(notes),
    };
    const data: object = { ...common, ...felt };
    return data as DataOfOperation[Operation];
  };
}

/** A search that the register answered with a status of its own search engine. */
function readReturStatus(data: SokEnhetTreffliste | { readonly returStatus: string }): EnhetAnswer<SokEnhetTreffliste> {
  return 'returStatus' in data ? failed(udokumentertFeil(KILDE, `ReturStatus_${data.returStatus}`)) : found(data);
}

const KIB = 1024;

// A person or a unit that holds a role takes about a kilobyte, and so does a role that somebody holds; an entry of the
// other two less than a hundred bytes. The longest that are known: some hundred roles, and the changes of a weekend.
const MAX_RESPONSE_BYTES: Partial<Record<RegisterOperation, number>> = {
  hentRoller: 1024 * KIB,
  hentProkuraSignatur: 1024 * KIB,
  hentRolleutskrift: 1024 * KIB,
  hentBedrifterVirksomheter: 4096 * KIB,
  hentEndringslogg: 4096 * KIB,
};

/** Bytes of an answer of the operation, unzipped. */
function maxResponseBytesOf(operation: RegisterOperation): number {
  return MAX_RESPONSE_BYTES[operation] ?? MAX_ANSWER_BYTES;
}

/** Of a search: a hit takes some three hundred bytes, and more than asked for do not come. */
function maxSearchBytes(maksTreff: number): number {
  return (64 + maksTreff) * KIB;
}
