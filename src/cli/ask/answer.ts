import { EXIT } from '../errors.ts';
import { oneLine } from '../output.ts';

/** What `ask` exits with, beside what every command does. */
const REGISTER_ERROR = 3;
const GRAPHQL_ERRORS = 4;
export const NO_ANSWER = 5;

/** What a gateway sent: whatever its fields hold, it is GraphQL's own form. */
export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message?: unknown; readonly extensions?: { readonly code?: unknown } }[];
}

export interface Judgement {
  readonly exitCode: number;
  /** What is not data, a line each. */
  readonly lines: readonly string[];
}

/** What to exit with for an answer, and what to tell beside its data: GraphQL's errors weigh more than a register's. */
export async function judge({ data, errors = [] }: Answer): Promise<Judgement> {
  const feil = registerfeilIn(data, await errorTypes());
  const refused = errors.map(({ message, extensions }) =>
    oneLine(`errors: ${said(extensions?.code)} ${said(message)}`),
  );
  const exitCode = refused.length > 0 ? GRAPHQL_ERRORS : feil.length > 0 ? REGISTER_ERROR : EXIT.ok;
  return { exitCode, lines: [...feil, ...refused] };
}

/** The types that stand for an error of a register: those of its interface. */
async function errorTypes(): Promise<ReadonlySet<string>> {
  const [{ schema }, { assertInterfaceType }] = await Promise.all([import('../../graph/schema.ts'), import('graphql')]);
  const { objects } = schema.getImplementations(assertInterfaceType(schema.getType('Registerfeil')));
  return new Set(objects.map(({ name }) => name));
}

/** "innbyggere[1].kontaktregister: BrukerIkkeFunnet BRUKER_IKKE_FUNNET, and the text". */
function registerfeilIn(value: unknown, types: ReadonlySet<string>, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => registerfeilIn(item, types, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  const { __typename: type, kode, melding } = value as Record<string, unknown>;
  const own =
    typeof type === 'string' && types.has(type)
      ? [oneLine(`${path}: ${type} ${said(kode)} ${said(melding)}`).trim()]
      : [];
  const below = Object.entries(value).flatMap(([name, inner]) =>
    registerfeilIn(inner, types, path === '' ? name : `${path}.${name}`),
  );
  return [...own, ...below];
}

function said(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
