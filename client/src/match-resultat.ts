import type { Feiltype } from './catalogue.ts';

/** A result as codegen types it: members of a union by their names, or nothing, where a bug in the gateway cost the field. */
type Resultat = { readonly __typename: string } | null | undefined;

type NameOf<R> = R extends { readonly __typename: infer Name extends string } ? Name : never;

/** The member of that name; codegen writes members of equal selections as one, with several names. */
type MemberOf<R, Name> = R extends { readonly __typename: infer Own }
  ? Own extends Name
    ? R extends { readonly __typename: Own }
      ? R
      : R & { readonly __typename: Own }
    : never
  : never;

type Nothing<R> = R extends null | undefined ? 'null' : never;
type Fallback<R> = NameOf<R> & Feiltype extends never ? never : 'Registerfeil';

/** Which handlers a result can have, and which of them are needed beside those that are given. */
type Possible<R> = NameOf<R> | Nothing<R> | Fallback<R>;
type Needed<R, Given> = Exclude<
  Nothing<R> | Exclude<NameOf<R>, 'Registerfeil' extends Given ? Feiltype : never>,
  Given
>;

/** What the handler of a name is called with. */
type Argument<R, Given, Name> = Name extends 'null'
  ? []
  : Name extends 'Registerfeil'
    ? [feil: MemberOf<R, Exclude<NameOf<R> & Feiltype, Given>>]
    : [member: MemberOf<R, Name>];

type Handlers<R, Given extends string> = {
  readonly [Name in Given]: Name extends Possible<R> ? (...argument: Argument<R, Given, Name>) => unknown : never;
} & { readonly [Name in Needed<R, Given>]: (...argument: Argument<R, Given, Name>) => unknown };

type Returned<H> = H extends Readonly<Record<keyof H, (...argument: never) => infer T>> ? T : never;

/**
 * Calls the handler that is named as the result's `__typename`, and returns what it returns. It does not compile while a
 * member of the union has no handler, or a handler no member. `Registerfeil`, if given, takes the errors that have no handler
 * of their own. `null` is needed exactly where the result may be null or undefined.
 *
 * A name that the types do not know, since the gateway is newer than they, goes to `Registerfeil`, else it throws.
 *
 * @example
 * ```ts
 * import { matchResultat } from 'registergraf-client';
 *
 * // As codegen writes it, with `nonOptionalTypename`.
 * type BasisdataResultat =
 *   | { readonly __typename: 'Basisdata'; readonly navn: string }
 *   | { readonly __typename: 'EnhetAldriOpprettet'; readonly melding: string }
 *   | { readonly __typename: 'KildeUtilgjengelig'; readonly melding: string; readonly proevIgjenOm: number | null }
 *   | null;
 *
 * export function headline(basisdata: BasisdataResultat): string {
 *   return matchResultat(basisdata, {
 *     Basisdata: ({ navn }) => navn,
 *     KildeUtilgjengelig: ({ proevIgjenOm }) => `Try again in ${proevIgjenOm ?? 60} seconds`,
 *     Registerfeil: ({ melding }) => melding,
 *     null: () => 'Something is wrong at our side',
 *   });
 * }
 * ```
 */
export function matchResultat<R extends Resultat, Given extends string, H>(
  resultat: R,
  handlers: H & Handlers<R, Given>,
): Returned<H> {
  const known = handlers as Readonly<Record<string, (resultat: Resultat) => Returned<H>>>;
  const own = (key: string) => (Object.hasOwn(known, key) ? known[key] : undefined);
  const name = resultat ? resultat.__typename : 'null';
  if (!name) throw new Error('matchResultat: the result has no __typename, so the operation must select it');
  const handler = own(name) ?? (resultat ? own('Registerfeil') : undefined);
  if (!handler) throw new Error(`matchResultat: no handler for ${name}`);
  return handler(resultat);
}
