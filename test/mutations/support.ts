import { X509Certificate } from 'node:crypto';
import { createCertificates } from '../../src/sandbox/postkasse/certificates.ts';
import type { RunningGateway } from '../support/gateway.ts';

/** The member that a mutation field answered: its type, and whatever of it was asked for. */
export interface Member {
  readonly __typename: string;
  readonly kode?: string;
  readonly opphav?: string;
  readonly kanProevesIgjen?: boolean;
  readonly melding?: string;
  readonly flereKoder?: readonly string[] | null;
  readonly borger?: { readonly kontaktinformation: Member & { readonly kontaktinformation?: readonly Entry[] } };
  readonly innbygger?: { readonly kontaktregister: Record<string, unknown> };
}

export interface Entry {
  readonly kontaktdata: string;
  readonly kontaktdataType: string;
  readonly kontaktdatastatus: string;
}

const OPERATION_FIELDS: Record<string, { readonly input: string; readonly success: string }> = {
  createKontaktinformation: { input: 'CreateKontaktinformationInput', success: 'KontaktinformationGemt' },
  sletKontaktinformation: { input: 'SletKontaktinformationInput', success: 'KontaktinformationGemt' },
  updateKontaktinformation: { input: 'UpdateKontaktinformationInput', success: 'KontaktinformationGemt' },
  getVerifikationskode: { input: 'GetVerifikationskodeInput', success: 'VerifikationskodeSendt' },
  verificerKontaktinformation: { input: 'VerificerKontaktinformationInput', success: 'KontaktinformationVerificeret' },
  oppdaterPostkasse: { input: 'PostkasseInput', success: 'PostkasseOppdatert' },
  opprettOgVelgSikkerDigitalPostkasse: { input: 'PostkasseInput', success: 'PostkasseOppdatert' },
  slettPostkasse: { input: 'SlettPostkasseInput', success: 'PostkasseSlettet' },
};

const FEIL = '__typename ... on Registerfeil { kode opphav kanProevesIgjen melding }';
/** Of STAR's own errors, which no write of a mailbox answers. */
const STAR = '... on StarFejl { flereKoder }';
export const ENTRIES = `__typename ... on Registerfeil { kode } ... on Kontaktinformationer { kontaktinformation { kontaktdata kontaktdataType kontaktdatastatus } }`;

export interface Write {
  readonly felt: string;
  readonly input: object;
  /** Fields of a success; `__typename` and the fields of failures are always asked for. */
  readonly read?: string;
}

/** Runs the writes in one operation, in their order, and gives each one's member. */
export async function mutate(
  gateway: Pick<RunningGateway, 'post'>,
  writes: readonly Write[],
  headers: Record<string, string> = {},
): Promise<readonly Member[]> {
  const { data, errors } = await send(gateway, writes, headers);
  if (errors) throw new Error(JSON.stringify(errors));
  return writes.map((_, index) => data?.[`w${index}`] as Member);
}

/** The same, with errors and all. */
export async function send(
  gateway: Pick<RunningGateway, 'post'>,
  writes: readonly Write[],
  headers: Record<string, string> = {},
): Promise<{ data?: Record<string, Member | null>; errors?: { extensions?: { code?: string }; message: string }[] }> {
  return (await (await gateway.post(document(writes), headers)).json()) as never;
}

export function document(writes: readonly Write[]): { query: string; variables: Record<string, unknown> } {
  const variables = writes.map(({ felt }, index) => `$i${index}: ${OPERATION_FIELDS[felt]?.input}!`);
  const fields = writes.map(({ felt, read }, index) => {
    const success = read === undefined ? '' : `... on ${OPERATION_FIELDS[felt]?.success} { ${read} }`;
    return `w${index}: ${felt}(input: $i${index}) { ${FEIL} ${/ostkasse$/.test(felt) ? '' : STAR} ${success} }`;
  });
  return {
    query: `mutation (${variables.join(', ')}) { ${fields.join('\n')} }`,
    variables: Object.fromEntries(writes.map(({ input }, index) => [`i${index}`, input])),
  };
}

export async function mutateOne(
  gateway: Pick<RunningGateway, 'post'>,
  felt: string,
  input: object,
  headers: Record<string, string> = {},
): Promise<Member> {
  const [member] = await mutate(gateway, [{ felt, input }], headers);
  if (!member) throw new Error(`${felt} answered null`);
  return member;
}

/** What STAR's sandbox holds on a citizen, asked through the gateway in an operation of its own. */
export async function readBorger(gateway: Pick<RunningGateway, 'post'>, cpr: string): Promise<readonly Entry[]> {
  const query = `query ($cpr: ID!) { borger(cpr: $cpr) { kontaktinformation { ${ENTRIES} } } }`;
  const { data } = (await (await gateway.post({ query, variables: { cpr } })).json()) as {
    data: { borger: { kontaktinformation: Member & { kontaktinformation?: readonly Entry[] } } };
  };
  return data.borger.kontaktinformation.kontaktinformation ?? [];
}

/** One call as STAR's sandbox recorded it. */
export interface RecordedCall {
  readonly operation: string;
  readonly requestId: string | null;
  readonly content: unknown;
}

export async function starCalls({ sandbox }: Pick<RunningGateway, 'sandbox'>): Promise<readonly RecordedCall[]> {
  const response = await fetch(`${sandbox.kontaktinformation.hooksUrl}/_sandbox/calls`);
  return ((await response.json()) as { calls: readonly RecordedCall[] }).calls;
}

/** The operations in order, each POST with a letter for its x-requestId: `UpdateKontaktinformation:a` twice is one sent again. */
export async function starTrace(gateway: Pick<RunningGateway, 'sandbox'>): Promise<string> {
  const ids: (string | null)[] = [];
  const traced = (await starCalls(gateway)).map(({ operation, requestId }) => {
    if (requestId === null) return operation;
    if (!ids.includes(requestId)) ids.push(requestId);
    return `${operation}:${String.fromCharCode(97 + ids.indexOf(requestId))}`;
  });
  return traced.join(' ');
}

export async function starSettings({ sandbox }: Pick<RunningGateway, 'sandbox'>, changes: object): Promise<void> {
  await put(`${sandbox.kontaktinformation.hooksUrl}/_sandbox/settings`, changes);
}

export async function postkasseSettings({ sandbox }: Pick<RunningGateway, 'sandbox'>, changes: object): Promise<void> {
  await put(`${sandbox.postkasse.hooksUrl}/_sandbox/settings`, changes);
}

/** The operations that Oppslagstjenesten's sandbox was asked for, in order. */
export async function postkasseCalls({
  sandbox,
}: Pick<RunningGateway, 'sandbox'>): Promise<readonly (string | null)[]> {
  const response = await fetch(`${sandbox.postkasse.hooksUrl}/_sandbox/calls`);
  return ((await response.json()) as { calls: { operation: string | null }[] }).calls.map(({ operation }) => operation);
}

export async function verifikationskode(
  { sandbox }: Pick<RunningGateway, 'sandbox'>,
  cpr: string,
  kontaktdataType: number,
): Promise<string> {
  const response = await fetch(
    `${sandbox.kontaktinformation.hooksUrl}/_sandbox/verifikationskode?kontaktdataType=${kontaktdataType}`,
    { headers: { 'x-civilregistrationIdentifier': cpr } },
  );
  return ((await response.json()) as { verifikationskode: string }).verifikationskode;
}

async function put(url: string, changes: object): Promise<void> {
  const response = await fetch(url, { method: 'PUT', body: JSON.stringify(changes) });
  if (response.status !== 200) throw new Error(await response.text());
}

/** Base64 of a certificate of this supplier. */
export function sertifikat(organisasjonsnummer: string): string {
  const { der } = createCertificates(() => new Date()).forOrganisation(organisasjonsnummer);
  return new X509Certificate(der).raw.toString('base64');
}
