import { randomUUID } from 'node:crypto';
import type { CallContext } from '../../domain/call.ts';
import type { Cpr } from '../../domain/cpr.ts';
import { failed, found, type Outcome } from '../../domain/outcome.ts';
import { kildeUtilgjengelig, type Registerfeil } from '../../domain/registerfeil.ts';
import { type KontaktinformationConfig, VERIFIKATIONSKODE_STI } from '../config.ts';
import { readReceipt } from './answer.ts';
import { kodeOfType, writeCreate, writeUpdate, writeVerificer } from './bodies.ts';
import { katalog, type StarOperation } from './codes.ts';
import { connectionFor, type StarConnection } from './connection.ts';
import { isGentaget, isTekniskFejl } from './fejl.ts';
import type { Aendring, Kontaktinformation, KontaktinformationPort } from './kontaktinformation.ts';
import { PATHS } from './messages.ts';
import { writeHeaders } from './metadata.ts';

type Entries = readonly Kontaktinformation[];

/** A POST that changes something, and how to tell afterwards whether it did. */
interface Skrivning {
  readonly operation: StarOperation;
  readonly path: string;
  readonly cpr: Cpr;
  readonly writeBody: (config: KontaktinformationConfig) => string;
  /** Whether STAR may be sent it a second time, with the same x-requestId. */
  readonly kanGensendes: boolean;
  readonly isAsWanted: (entries: Entries) => boolean;
}

/** What one POST came to. `uklart`: nobody knows whether STAR has done it. */
type Svar =
  | { readonly kind: 'udfoert' }
  | { readonly kind: 'afvist'; readonly feil: Registerfeil }
  | { readonly kind: 'gentaget' }
  | { readonly kind: 'uklart'; readonly feil: Registerfeil; readonly unsent: boolean };

/** The writes of STAR's REST service: done once, or found by reading back, or reported as unknown. */
export function createKontaktinformationSkriv(
  connection: StarConnection | undefined,
  getKontaktinformation: KontaktinformationPort['getKontaktinformation'],
  /** Before and after each POST: reads that are under way may or may not see it. */
  forgetReads: () => void,
): Omit<KontaktinformationPort, `getKontaktinformation${string}`> {
  return {
    createKontaktinformation: (cpr, aendringer, call) =>
      write(
        {
          operation: 'CreateKontaktinformation',
          path: PATHS.kontaktinformation,
          cpr,
          writeBody: ({ kodelister, form = 'indpakket' }) => writeCreate(aendringer, kodelister, form),
          kanGensendes: true,
          isAsWanted: (entries) => aendringer.every((aendring) => isApplied(aendring, entries)),
        },
        call,
      ),

    updateKontaktinformation: (cpr, input, call) =>
      write(
        {
          operation: 'UpdateKontaktinformation',
          path: PATHS.status,
          cpr,
          writeBody: ({ kodelister }) => writeUpdate(input, kodelister),
          kanGensendes: true,
          isAsWanted: (entries) => findType(entries, input.type)?.kontaktdatastatus === input.status,
        },
        call,
      ),

    verificerKontaktinformation: (cpr, input, call) =>
      write(
        {
          operation: 'VerificerKontaktinformation',
          path: PATHS.verificering,
          cpr,
          writeBody: ({ kodelister }) => writeVerificer(input, kodelister),
          kanGensendes: false,
          isAsWanted: (entries) => findType(entries, input.type)?.kontaktdatastatus === 'VERIFICERET',
        },
        call,
      ),

    async getVerifikationskode(cpr, type, call) {
      const connected = connectionFor(connection, 'GetVerifikationskode', call);
      if ('feil' in connected) return failed(connected.feil);
      const { client, config } = connected;
      if (config.verificering === 'fra') return failed(kildeUtilgjengelig('STAR', 'IKKE_TILBUDT'));
      const template = config.verifikationskodeSti ?? VERIFIKATIONSKODE_STI;
      const path = template.replace('{kontaktdataType}', String(kodeOfType(config.kodelister, type)));
      const headers = { ...writeHeaders(config, call.kalder, new Date()), 'x-civilregistrationIdentifier': cpr };
      const answer = await client.send({ method: 'GET', path, headers }, call);
      if (answer.kind === 'response') {
        const said = readReceipt('GetVerifikationskode', answer);
        if (said.kind === 'success') return found(null);
        if (said.kind === 'error') return failed(said.feil);
      } else if (answer.unsent) return failed(kildeUtilgjengelig('STAR', answer.kode));
      // Nothing can be read back, and asking again may send the citizen another message.
      return failed(kildeUtilgjengelig('STAR', 'UDFALD_UKENDT', { kanProevesIgjen: false }));
    },
  };

  async function write(skrivning: Skrivning, call: CallContext): Promise<Outcome<null>> {
    const connected = connectionFor(connection, skrivning.operation, call);
    if ('feil' in connected) return failed(connected.feil);
    const isOffered = skrivning.operation !== 'VerificerKontaktinformation' || connected.config.verificering !== 'fra';
    if (!isOffered) return failed(kildeUtilgjengelig('STAR', 'IKKE_TILBUDT'));

    let requestId = randomUUID();
    let svar = await send(skrivning, requestId, connected, call);
    if (svar.kind === 'gentaget') {
      // Seen before, though we have sent it once: somebody else has had the same id.
      requestId = randomUUID();
      svar = await send(skrivning, requestId, connected, call);
    }
    if (svar.kind === 'gentaget') return failed(katalog.feil(skrivning.operation, 'GENTAGET_REQUEST'));
    if (svar.kind !== 'uklart') return outcomeOf(svar);

    let neverSent = svar.unsent;
    if (skrivning.kanGensendes) {
      // By the same id a service that honours it cannot do the write twice, and one that does not only repeats it.
      svar = await send(skrivning, requestId, connected, call);
      if (svar.kind === 'udfoert' || svar.kind === 'afvist') return outcomeOf(svar);
      neverSent &&= svar.kind === 'uklart' && svar.unsent;
    }
    if (neverSent && svar.kind === 'uklart') return failed(svar.feil);
    return readBack(skrivning, call);
  }

  async function send(...exchange: Parameters<typeof post>): Promise<Svar> {
    forgetReads();
    const svar = await post(...exchange);
    forgetReads();
    return svar;
  }

  /** The state tells what became of a write whose answer was lost, or whose id has been seen when it was sent again. */
  async function readBack({ cpr, isAsWanted }: Skrivning, call: CallContext): Promise<Outcome<null>> {
    const [outcome] = await getKontaktinformation([cpr], call);
    const entries = outcome?.ok ? outcome.data : outcome?.feil.type === 'IngenKontaktinformation' ? [] : undefined;
    return entries && isAsWanted(entries) ? found(null) : failed(kildeUtilgjengelig('STAR', 'UDFALD_UKENDT'));
  }
}

async function post(
  { operation, path, cpr, writeBody }: Skrivning,
  requestId: string,
  { client, config }: StarConnection,
  call: CallContext,
): Promise<Svar> {
  const headers = {
    ...writeHeaders(config, call.kalder, new Date()),
    'content-type': 'application/json; charset=utf-8',
    'x-civilregistrationIdentifier': cpr,
    'x-requestId': requestId,
  };
  const answer = await client.send({ method: 'POST', path, headers, body: writeBody(config) }, call);
  if (answer.kind === 'failure') {
    return { kind: 'uklart', feil: kildeUtilgjengelig('STAR', answer.kode), unsent: answer.unsent === true };
  }
  if (isGentaget(answer)) return { kind: 'gentaget' };
  const said = readReceipt(operation, answer);
  if (said.kind === 'success') return { kind: 'udfoert' };
  const { kind, feil } = said;
  return kind === 'nonsense' || isTekniskFejl(feil)
    ? { kind: 'uklart', feil, unsent: false }
    : { kind: 'afvist', feil };
}

function outcomeOf(svar: Extract<Svar, { kind: 'udfoert' | 'afvist' }>): Outcome<null> {
  return svar.kind === 'udfoert' ? found(null) : failed(svar.feil);
}

function isApplied(aendring: Aendring, entries: Entries): boolean {
  const entry = findType(entries, aendring.type);
  return aendring.handling === 'gem' ? entry?.kontaktdata === aendring.vaerdi : entry === undefined;
}

function findType(entries: Entries, type: Aendring['type']): Kontaktinformation | undefined {
  return entries.find(({ kontaktdataType }) => kontaktdataType === type);
}
