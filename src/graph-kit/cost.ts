import { GraphQLError } from 'graphql';
import { type Refusal, textOf, type Values } from '../domain/refusals.ts';

/** How many values one list argument may hold. */
export const MAX_LIST = 1000;

/** How many all list arguments of an operation may hold: a full list of each kind of key. */
export const MAX_VALUES = 3 * MAX_LIST;

/** The length assumed for a list of unknown length when calls are counted. */
export const UNKNOWN_MEMBERS = 10;

/** What a field costs, as it says itself. One that says nothing is read from what is there already. */
export interface FieldCost {
  /** Backend calls for each object that the field is asked on. */
  readonly calls: number;
  /** The list argument that the field answers with a list as long: its name and its values. */
  readonly list?: { readonly argument: string; readonly length: number };
  /** The most members that the lists of its answer can have, where an argument says so. */
  readonly hits?: number;
}

/** The cost of a field that makes one backend call for each object it is asked on. */
export const ONE_CALL: FieldCost = { calls: 1 };

/** The cost of a field whose calls are shared by up to `keys` objects. */
export function sharedCall(keys: number): FieldCost {
  return { calls: 1 / keys };
}

/** The cost of a field by its arguments. How many calls it makes for each object does not depend on them, and stands beside it. */
export function byArguments<Args>(calls: number, lengths: (args: Args) => Omit<FieldCost, 'calls'>) {
  return Object.assign((args: Args): FieldCost => ({ calls, ...lengths(args) }), { calls });
}

/** A list field that has as many members as its argument. */
export function perMember(argument: string, values: readonly unknown[]): Pick<FieldCost, 'list'> {
  return { list: { argument, length: values.length } };
}

/** A search for so many hits; one for more than `most`, or for less than none, is refused and answers none. */
export function search(hits: number, most: number): Pick<FieldCost, 'hits'> {
  return { hits: hits < 0 || hits > most ? 0 : hits };
}

/** A refusal before anything is executed. */
export function tooMuch<Text extends string>(refusal: Refusal<Text>, ...values: Values<Text>): GraphQLError {
  const { code, status } = refusal;
  return new GraphQLError(textOf(refusal, ...values), { extensions: { code, http: { status } } });
}
