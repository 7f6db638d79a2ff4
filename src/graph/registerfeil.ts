import type { ObjectRef } from '@pothos/core';
import { GraphQLError } from 'graphql';
import { KEY_REUSED, type WriteResult } from '../domain/idempotency.ts';
import type { DokumentertKode, Catalogue } from '../domain/catalogue.ts';
import type { Outcome } from '../domain/outcome.ts';
import { GRAPH_REFUSALS } from '../domain/refusals.ts';
import type { Registerfeil } from '../domain/registerfeil.ts';
import { NOTHING_SENT, noteForAudit } from './audit.ts';
import { builder, RegisterfeilInterface } from './builder.ts';
import { memberName, results } from './results.ts';

export { results } from './results.ts';

type FeilRef = ObjectRef<PothosTypes, Registerfeil>;
type PothosTypes = (typeof builder)['$inferSchemaTypes'];

const implement = (type: string, description: string): FeilRef =>
  builder.objectRef<Registerfeil>(type).implement({ interfaces: [RegisterfeilInterface], description });

export const KildeUtilgjengelig = builder.objectRef<Registerfeil>('KildeUtilgjengelig').implement({
  interfaces: [RegisterfeilInterface],
  description:
    'The source could not be asked, or did not answer sense. `kode` says what happened: TIDSAVBRUDD (no answer in time), TILKOBLING (no connection), UGYLDIG_SVAR (nonsense), SOAP_FAULT, HTTP_503 and its like, IKKE_KONFIGURERT, IKKE_TILBUDT, MANGLER_SCOPE, AVBRUTT, UTFALL_UKJENT (a write that may or may not have been done), or the source’s own technical code (STAR 1011, 1100). The other fields of the answer are not touched by it.',
  fields: (t) => ({
    proevIgjenOm: t.exposeInt('proevIgjenOm', {
      nullable: true,
      description: 'Seconds until it is worth trying again, where the source gives a time.',
    }),
  }),
});

export const UdokumentertFeil = implement(
  'UdokumentertFeil',
  'The source answered a code that its documentation does not list for this operation: `kode`, as sent. Please report it.',
);

/** Types that stand for codes without being made from them here: they are in every union, or beside the data. */
const MADE_ELSEWHERE = new Set(['KildeUtilgjengelig', 'ManglendeOpplysning']);

const refs = new Map<string, FeilRef>();

/**
 * Makes the error types of a source, one for each type its catalogue names, described by its codes.
 * A source whose errors carry more (an edge, data) adds those fields to the type that comes back.
 */
export function implementFeil(catalogue: Catalogue): (type: string) => FeilRef {
  for (const type of new Set(catalogue.codes.map(({ type }) => type))) {
    if (MADE_ELSEWHERE.has(type)) continue;
    const codes = catalogue.codes.filter((dokumentert) => dokumentert.type === type);
    refs.set(type, implement(type, describe(catalogue, codes)));
  }
  return (type) => {
    const ref = refs.get(type);
    if (!ref) throw new Error(`no code of ${catalogue.kilde} is of type ${type}`);
    return ref;
  };
}

function describe({ kilde }: Catalogue, codes: readonly DokumentertKode[]): string {
  const lines = codes.map(({ kode, tekst, betydning }) => `- \`${kode}\`: ${betydning} “${tekst}”`);
  const operations = [...new Set(codes.flatMap((kode) => kode.operations))];
  return `${lines.join('\n')}\n\n${kilde}: ${operations.join(', ')}.`;
}

/** What a union stands on: its success, and the operations whose documented errors are its other members. */
interface ResultatOptions<Operation extends string, Data extends object> {
  readonly catalogue: Catalogue<Operation>;
  readonly operations: readonly Operation[];
  readonly data: ObjectRef<PothosTypes, Data>;
  readonly description: string;
}

/** The union of an operation: its data, exactly its documented errors, and the two that every union has. */
export function resultat<Operation extends string, Data extends object>(
  name: string,
  { catalogue, operations, data, description }: ResultatOptions<Operation, Data>,
) {
  const documented = catalogue.codes.filter((kode) =>
    kode.operations.some((operation) => operations.includes(operation)),
  );
  const feil = [...new Set(documented.map(({ type }) => type))].flatMap((type) => refs.get(type) ?? []);
  results.set(name, { catalogue: catalogue as Catalogue, operations, data: data.name });
  return builder.unionType(name, {
    description,
    types: [data, ...feil, KildeUtilgjengelig, UdokumentertFeil],
    resolveType: (value, { tally }) => {
      const type = memberName(name, value);
      tally.outcome(type);
      return type;
    },
  });
}

/** The member of the union that an outcome is: its data, or its failure. */
export function member<Data>(outcome: Outcome<Data>): Data | Registerfeil {
  return outcome.ok ? outcome.data : outcome.feil;
}

/** The same, where the data are put into an object of the graph first. */
export function memberOf<Data, Member>(outcome: Outcome<Data>, wrap: (data: Data) => Member): Member | Registerfeil {
  return outcome.ok ? wrap(outcome.data) : outcome.feil;
}

/**
 * The member of the union that a write came to: what leads back to the noun, or its failure. A key that has been used
 * for something else is the client's mistake and no register's answer, so it stands in no union. Beside each stands what the
 * audit record of it says.
 */
export function written<Member extends object>(result: WriteResult, success: Member): Member | Registerfeil {
  if (result === KEY_REUSED) {
    const { code, text } = GRAPH_REFUSALS.idempotencyKeyReused;
    throw noteForAudit(new GraphQLError(text, { extensions: { code } }), NOTHING_SENT);
  }
  if ('bug' in result) throw noteForAudit(new Error('a bug of an earlier write', { cause: result.bug }), NOTHING_SENT);
  const { outcome, replayed } = result;
  // A copy, for a failure that is kept is the same value each time it is told.
  return noteForAudit({ ...(outcome.ok ? success : outcome.feil) }, replayed ? NOTHING_SENT : outcome.effect);
}
