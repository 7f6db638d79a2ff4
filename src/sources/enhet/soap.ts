import type { CallContext } from '../../domain/call.ts';
import { createReadJoin } from '../../domain/join.ts';
import { askEach } from '../../domain/loader.ts';
import { failed, found } from '../../domain/outcome.ts';
import { kildeUtilgjengelig, udokumentertFeil } from '../../domain/registerfeil.ts';
import { retried } from '../../wire/retry.ts';
import type { SoapClient } from '../../wire/soap/client.ts';
import type { Understatus } from './classify.ts';
import type { GrunndataOperasjon } from './codes.ts';
import type { DataOfOperasjon, EnhetPort, Enhetsdata, Enhetssvar, SokEnhetTreffliste } from './enhet.ts';
import {
  type GrunndataSvar,
  type Legitimasjon,
  READERS,
  readOrganisasjonsnumre,
  readRolleutskrift,
  readSvar,
  readTreffliste,
  writeForespoersel,
  writeSearchRequest,
} from './messages/index.ts';
import { type DataReader, readMangler, readOutcome } from './outcome.ts';

export interface EnhetClients {
  /** The service ErFr; undefined when it is not configured. */
  readonly erfr: SoapClient | undefined;
  /** The service Frivillighet; undefined when it is not configured. */
  readonly frivillighet: SoapClient | undefined;
}

const KILDE = 'GRUNNDATA';

/** grunndataWS. One call a key: it takes no lists. */
export function createEnhetSoap(
  { erfr, frivillighet }: EnhetClients,
  legitimasjon: Legitimasjon,
  pausesMs?: readonly number[],
): EnhetPort {
  const reads = createReadJoin();
  return {
    hent: (operasjon, numre, call) =>
      askEach(numre, (nummer) => ask(operasjon, nummer, nummer, call, dataReader(operasjon))),
    hentRolleutskrift: (personer, call) =>
      askEach(personer, (person) =>
        ask('hentRolleutskrift', person, null, call, ({ melding }) => readRolleutskrift(melding)),
      ),
    sokEnhet: (soek, call) =>
      askEach(soek, async (one) => {
        const answer = await ask('sokEnhet', writeSearchRequest(one), null, call, ({ melding }) =>
          readTreffliste(melding),
        );
        return answer.ok ? readReturstatus(answer.data) : answer;
      }),
    hentEndringslogg: (call) =>
      ask('hentEndringslogg', undefined, null, call, ({ melding }) => readOrganisasjonsnumre(melding)),
  };

  /** One question, tried again while its failure may pass. `asked`: the unit's number, null where it is no unit. */
  async function ask<Data>(
    operasjon: GrunndataOperasjon,
    key: string | undefined,
    asked: string | null,
    call: CallContext,
    readData: DataReader<Data>,
  ): Promise<Enhetssvar<Data>> {
    const client = operasjon === 'hentFrivillighet' ? frivillighet : erfr;
    if (!client) return failed(kildeUtilgjengelig(KILDE, 'IKKE_KONFIGURERT'));
    const message = writeForespoersel(operasjon, legitimasjon, key);
    const attempt = async (): Promise<Enhetssvar<Data>> => {
      const answer = await client.call(message, call);
      if (!answer.ok) return failed(answer.feil);
      const svar = readSvar(answer.element, operasjon);
      return svar ? readOutcome(operasjon, asked, svar, readData) : failed(kildeUtilgjengelig(KILDE, 'UGYLDIG_SVAR'));
    };
    return reads.join([operasjon, key ?? ''], call, () =>
      retried(attempt, (outcome) => !outcome.ok && outcome.feil.kanProevesIgjen, { signal: call.signal, pausesMs }),
    );
  }
}

function dataReader<Operasjon extends keyof DataOfOperasjon>(
  operasjon: Operasjon,
): DataReader<DataOfOperasjon[Operasjon]> {
  const { type, read } = READERS[operasjon];
  return (svar: GrunndataSvar, subject: string | null, notes: readonly Understatus[]) => {
    const felt = read(svar.melding);
    if (!felt || svar.prosessDato === undefined || subject === null) return undefined;
    const common: Enhetsdata = {
      type,
      organisasjonsnummer: subject,
      prosessDato: svar.prosessDato,
      mangler: readMangler(notes),
    };
    return { ...common, ...felt } as DataOfOperasjon[Operasjon];
  };
}

/** A search that the register answered with a status of its own search engine. */
function readReturstatus(data: SokEnhetTreffliste | { readonly returstatus: string }): Enhetssvar<SokEnhetTreffliste> {
  return 'returstatus' in data ? failed(udokumentertFeil(KILDE, `ReturStatus_${data.returstatus}`)) : found(data);
}
