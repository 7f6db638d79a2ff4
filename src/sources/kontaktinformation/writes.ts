import { type Cpr, parseCpr } from '../../domain/cpr.ts';
import type { WriteResult } from '../../domain/idempotency.ts';
import { failed, found, type Outcome } from '../../domain/outcome.ts';
import { trimmed } from '../../domain/key.ts';
import type { RunWrite } from '../../domain/write.ts';
import { catalogue, type StarOperation } from './codes.ts';
import {
  type Change,
  type KnownStatus,
  type KnownType,
  KONTAKTDATA_TYPES,
  type KontaktdataStatus,
  type KontaktdataType,
  type KontaktinformationPort,
} from './kontaktinformation.ts';
import type { KontaktinformationLoaders } from './reads.ts';
import { MAX_KONTAKTDATA, MAX_VERIFIKATIONSKODE, normaliseTelefonnummer } from './rules.ts';

/** The writes of one request, as the graph's inputs say them. What STAR would surely refuse is answered without a call. */
export interface KontaktinformationWrites {
  createKontaktinformation(input: {
    readonly cpr: string;
    readonly kontaktinformation: readonly { readonly kontaktdataType: KontaktdataType; readonly kontaktdata: string }[];
  }): Promise<WriteResult>;
  sletKontaktinformation(input: TypeInput): Promise<WriteResult>;
  updateKontaktinformation(input: TypeInput & { readonly kontaktdatastatus: KontaktdataStatus }): Promise<WriteResult>;
  getVerifikationskode(input: TypeInput): Promise<WriteResult>;
  verificerKontaktinformation(input: TypeInput & { readonly verifikationskode: string }): Promise<WriteResult>;
}

interface TypeInput {
  readonly cpr: string;
  readonly kontaktdataType: KontaktdataType;
}

export function createKontaktinformationWrites(
  port: KontaktinformationPort,
  loaders: KontaktinformationLoaders,
  run: RunWrite,
): KontaktinformationWrites {
  // Of everybody: data follow a citizen from an old cpr to a new one, and a number that is stored is found by the searches.
  const after = () => {
    for (const loader of Object.values(loaders)) loader.clearAll();
  };
  return {
    createKontaktinformation: (input) =>
      run({
        felt: 'createKontaktinformation',
        parse: () => parseCreate(input),
        send: ({ cpr, changes }, call) => port.createKontaktinformation(cpr, changes, call),
        after,
      }),

    sletKontaktinformation: (input) =>
      run({
        felt: 'sletKontaktinformation',
        parse: () => parseType('CreateKontaktinformation', input),
        send: ({ cpr, type }, call) => port.createKontaktinformation(cpr, [{ type, handling: 'delete' }], call),
        after,
      }),

    updateKontaktinformation: (input) =>
      run({
        felt: 'updateKontaktinformation',
        parse: () => parseUpdate(input),
        send: ({ cpr, type, status }, call) => port.updateKontaktinformation(cpr, { type, status }, call),
        after,
      }),

    getVerifikationskode: (input) =>
      run({
        felt: 'getVerifikationskode',
        parse: () => parseType('GetVerifikationskode', input),
        send: ({ cpr, type }, call) => port.getVerifikationskode(cpr, type, call),
        after,
      }),

    verificerKontaktinformation: (input) =>
      run({
        felt: 'verificerKontaktinformation',
        parse: () => parseVerificer(input),
        send: ({ cpr, type, verifikationskode }, call) =>
          port.verificerKontaktinformation(cpr, { type, verifikationskode }, call),
        after,
      }),
  };
}

const INVALID_VALUE: Record<KnownType, string> = {
  MOBILTELEFON: '9156',
  FASTNET_TELEFON: '9157',
  MAILADRESSE: '9158',
};

/** In the order in which STAR would find fault: the cpr, the list, its kinds, and last its values. */
function parseCreate({
  cpr: text,
  kontaktinformation,
}: Parameters<KontaktinformationWrites['createKontaktinformation']>[0]): Outcome<{
  readonly cpr: Cpr;
  readonly changes: readonly Change[];
}> {
  const operation = 'CreateKontaktinformation';
  const cpr = parseCpr(text);
  if (!cpr) return refuse(operation, '1001');
  const types = new Set(kontaktinformation.slice(0, KONTAKTDATA_TYPES.length).map((one) => one.kontaktdataType));
  if (types.size === 0) return refuse(operation, '1014', 'kontaktinformation is empty.');
  if (types.size < kontaktinformation.length) return refuse(operation, '1014', 'A kontaktdataType stands there twice.');
  const changes: Change[] = [];
  for (const { kontaktdataType: type, kontaktdata } of kontaktinformation) {
    if (type === 'UKENDT') return refuse(operation, '9153');
    const value = trimmed(kontaktdata, MAX_KONTAKTDATA);
    changes.push({ type, handling: 'save', value: type === 'MAILADRESSE' ? value : normaliseTelefonnummer(value) });
  }
  // To STAR an empty value is a deletion, and whoever left a form's field blank has not asked for one.
  const blank = changes.find((change) => change.handling === 'save' && change.value === '');
  return blank ? refuse(operation, INVALID_VALUE[blank.type]) : found({ cpr, changes });
}

function parseType(
  operation: StarOperation,
  { cpr: text, kontaktdataType: type }: TypeInput,
): Outcome<{ readonly cpr: Cpr; readonly type: KnownType }> {
  const cpr = parseCpr(text);
  if (!cpr) return refuse(operation, '1001');
  return type === 'UKENDT' ? refuse(operation, '9153') : found({ cpr, type });
}

function parseUpdate({
  kontaktdatastatus: status,
  ...input
}: Parameters<KontaktinformationWrites['updateKontaktinformation']>[0]): Outcome<{
  readonly cpr: Cpr;
  readonly type: KnownType;
  readonly status: KnownStatus;
}> {
  const parsed = parseType('UpdateKontaktinformation', input);
  if (!parsed.ok) return parsed;
  return status === 'UKENDT' ? refuse('UpdateKontaktinformation', '9193') : found({ ...parsed.data, status });
}

function parseVerificer({
  verifikationskode: text,
  ...input
}: Parameters<KontaktinformationWrites['verificerKontaktinformation']>[0]): Outcome<{
  readonly cpr: Cpr;
  readonly type: KnownType;
  readonly verifikationskode: string;
}> {
  const parsed = parseType('VerificerKontaktinformation', input);
  if (!parsed.ok) return parsed;
  const verifikationskode = trimmed(text, MAX_VERIFIKATIONSKODE);
  if (verifikationskode === '') return refuse('VerificerKontaktinformation', 'VERIFICERING_AFVIST');
  return found({ ...parsed.data, verifikationskode });
}

function refuse(operation: StarOperation, kode: string, melding?: string): Outcome<never> {
  return failed(catalogue.feil(operation, kode, { opphav: 'GATEWAY', ...(melding && { melding }) }));
}
