import { randomUUID } from 'node:crypto';
import type { CallContext } from '../../../../domain/call.ts';
import type { Cpr } from '../../../../domain/cpr.ts';
import { findingIn, findingOf } from '../../../../domain/finding.ts';
import { DONE, notDone, unknownEffect, type WriteOutcome } from '../../../../domain/outcome.ts';
import { kildeUtilgjengelig } from '../../../../domain/registerfeil.ts';
import { type KontaktinformationConfig, VERIFIKATIONSKODE_PATH } from '../../settings.ts';
import { readSent, reportOf, type Sent } from '../../outcome.ts';
import { findInvalid, kodeOfType, writeCreate, writeUpdate, writeVerificer } from './messages/bodies.ts';
import { catalogue, type StarOperation } from '../../codes.ts';
import type { HttpClient, HttpRequest } from '../../../../wire/http/http.ts';
import { connectionFor, type StarConnection } from './access.ts';
import type {
  Change,
  KnownStatus,
  KnownType,
  Kontaktinformation,
  KontaktinformationPort,
} from '../../kontaktinformation.ts';
import { PATHS } from './messages/answers.ts';
import { writeHeaders } from './messages/headers.ts';

type Entries = readonly Kontaktinformation[];

/** A POST that changes something, and how to tell afterwards whether it did. */
interface Writing {
  readonly operation: StarOperation;
  readonly path: string;
  readonly cpr: Cpr;
  /** The values of code lists in it. */
  readonly codes: { readonly types: readonly KnownType[]; readonly status?: KnownStatus };
  readonly writeBody: (config: KontaktinformationConfig) => string;
  /** Whether STAR may be sent it a second time, with the same x-requestId. */
  readonly mayResend: boolean;
  readonly isAsWanted: (entries: Entries) => boolean;
}

/** The writes of STAR's REST service: done once, or found by reading back, or reported as unknown. */
export function createDelivery(
  connection: StarConnection | undefined,
  getKontaktinformation: KontaktinformationPort['getKontaktinformation'],
  /** Before and after each POST: reads that are under way may or may not see it. */
  forgetReads: () => void,
): Omit<KontaktinformationPort, `getKontaktinformation${string}`> {
  return {
    createKontaktinformation: (cpr, changes, call) =>
      write(
        {
          operation: 'CreateKontaktinformation',
          path: PATHS.kontaktinformation,
          cpr,
          codes: { types: changes.map(({ type }) => type) },
          writeBody: ({ kodelister, form = 'wrapped' }) => writeCreate(changes, kodelister, form),
          mayResend: true,
          isAsWanted: (entries) => changes.every((change) => isApplied(change, entries)),
        },
        call,
      ),

    updateKontaktinformation: (cpr, input, call) =>
      write(
        {
          operation: 'UpdateKontaktinformation',
          path: PATHS.status,
          cpr,
          codes: { types: [input.type], status: input.status },
          writeBody: ({ kodelister }) => writeUpdate(input, kodelister),
          mayResend: true,
          isAsWanted: (entries) => hasStatus(entries, input.type, input.status),
        },
        call,
      ),

    verificerKontaktinformation: (cpr, input, call) =>
      write(
        {
          operation: 'VerificerKontaktinformation',
          path: PATHS.verificering,
          cpr,
          codes: { types: [input.type] },
          writeBody: ({ kodelister }) => writeVerificer(input, kodelister),
          mayResend: false,
          isAsWanted: (entries) => hasStatus(entries, input.type, 'VERIFICERET'),
        },
        call,
      ),

    async getVerifikationskode(cpr, type, call) {
      const operation = 'GetVerifikationskode';
      const connected = connectionFor(connection, operation, call, cpr);
      if ('feil' in connected) return notDone(connected.feil);
      const { client, config } = connected;
      if (config.verificering === 'off') return notDone(kildeUtilgjengelig('STAR', 'IKKE_TILBUDT'));
      const invalid = findInvalid({ types: [type] }, config.kodelister, new Date());
      if (invalid) return notDone(catalogue.feil(operation, invalid, { opphav: 'GATEWAY' }));
      const template = config.verifikationskodePath ?? VERIFIKATIONSKODE_PATH;
      const path = template.replace('{kontaktdataType}', String(kodeOfType(config.kodelister, type)));
      const headers = { ...writeHeaders(config, call.caller, new Date()), 'x-civilregistrationIdentifier': cpr };
      const request = { method: 'GET', path, headers, reads: reportOf(operation) } as const;
      const { outcome } = await sendOnce(client, request, operation, cpr, call);
      if (outcome.effect !== 'unknown') return outcome;
      // Nothing can be read back, and asking again may send the citizen another message.
      return unknownEffect(kildeUtilgjengelig('STAR', 'UTFALL_UKJENT'));
    },
  };

  async function write(writing: Writing, call: CallContext): Promise<WriteOutcome> {
    const { operation } = writing;
    const connected = connectionFor(connection, operation, call, writing.cpr);
    if ('feil' in connected) return notDone(connected.feil);
    const isOffered = operation !== 'VerificerKontaktinformation' || connected.config.verificering !== 'off';
    if (!isOffered) return notDone(kildeUtilgjengelig('STAR', 'IKKE_TILBUDT'));
    const invalid = findInvalid(writing.codes, connected.config.kodelister, new Date());
    if (invalid) return notDone(catalogue.feil(operation, invalid, { opphav: 'GATEWAY' }));

    let requestId = randomUUID();
    let first = await send(writing, requestId, connected, call);
    if (first.gentaget) {
      // A 412 on the first try: another caller has used the same id. Try once more with a new one.
      requestId = randomUUID();
      first = await send(writing, requestId, connected, call);
    }
    const isLost = first.outcome.effect === 'unknown' || first.by === 'NOBODY';
    // Not before the time that STAR has named.
    const isToWait = !first.outcome.ok && first.outcome.feil.proevIgjenOm !== undefined;
    if (isLost && writing.mayResend && !isToWait) {
      // With the same x-requestId STAR does not do the write twice; if it ignores the id, the same value is written again.
      const again = await send(writing, requestId, connected, call);
      // A refusal of the second try that may be a proxy's says nothing about the first try.
      const tellsOfBoth = again.by === 'STAR' || (first.outcome.effect === 'not done' && !again.gentaget);
      return tellsOfBoth && again.outcome.effect !== 'unknown' ? again.outcome : readBack(writing, call);
    }
    return first.outcome.effect === 'unknown' ? readBack(writing, call) : first.outcome;
  }

  async function send(...exchange: Parameters<typeof post>): Promise<Sent> {
    forgetReads();
    const sent = await post(...exchange);
    forgetReads();
    return sent;
  }

  /** Reads what is stored, to find out whether a write was done whose answer was lost or whose retry got a 412. */
  async function readBack({ cpr, isAsWanted }: Writing, call: CallContext): Promise<WriteOutcome> {
    const [outcome] = await getKontaktinformation([cpr], call);
    // Only a list that is there, or the code for "nothing is registered", says what is stored.
    const entries = outcome?.ok ? outcome.data : outcome?.feil.kode === '9159' ? [] : undefined;
    return entries && isAsWanted(entries)
      ? DONE
      : unknownEffect(kildeUtilgjengelig('STAR', 'UTFALL_UKJENT', { kanProevesIgjen: true }));
  }
}

async function post(
  { operation, path, cpr, writeBody }: Writing,
  requestId: string,
  { client, config }: StarConnection,
  call: CallContext,
): Promise<Sent> {
  const headers = {
    ...writeHeaders(config, call.caller, new Date()),
    'content-type': 'application/json; charset=utf-8',
    'x-civilregistrationIdentifier': cpr,
    'x-requestId': requestId,
  };
  const request = { method: 'POST', path, headers, body: writeBody(config), reads: reportOf(operation) } as const;
  return sendOnce(client, request, operation, cpr, call);
}

function sendOnce(
  client: HttpClient,
  request: HttpRequest,
  operation: StarOperation,
  cpr: Cpr,
  call: CallContext,
): Promise<Sent> {
  const send = async (own: CallContext) =>
    readSent(operation, await client.send(request, own, { operation, kind: 'write', key: cpr }));
  const find = ({ outcome }: Sent) => (outcome.effect === 'done' ? undefined : findingOf(outcome.feil, catalogue));
  return findingIn(call, send, find);
}

function isApplied(change: Change, entries: Entries): boolean {
  return change.handling === 'save'
    ? isAll(entries, change.type, ({ kontaktdata }) => kontaktdata === change.value)
    : !entries.some(({ kontaktdataType }) => kontaktdataType === change.type);
}

function hasStatus(entries: Entries, type: KnownType, status: KnownStatus): boolean {
  return isAll(entries, type, ({ kontaktdatastatus }) => kontaktdatastatus === status);
}

/** Whether there is an entry of this kind, and every one that there is says so: STAR keeps one of each. */
function isAll(entries: Entries, type: KnownType, says: (entry: Kontaktinformation) => boolean): boolean {
  const ofType = entries.filter(({ kontaktdataType }) => kontaktdataType === type);
  return ofType.length > 0 && ofType.every(says);
}
