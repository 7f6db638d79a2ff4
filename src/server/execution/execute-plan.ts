import {
  type ExecutionResult,
  type FieldNode,
  GraphQLError,
  type GraphQLLeafType,
  getArgumentValues,
  locatedError,
  OperationTypeNode,
  responsePathAsArray,
} from 'graphql';
import { AnswerErrors, type Path } from './answer-errors.ts';
import type { Plan, PlannedField, PlannedTypename, Selection, Shape } from './plan.ts';
import { possibleType } from './possible-type.ts';
import { failNext, failNow, gathered } from './gathered.ts';
import { inTurn } from './in-turn.ts';
import { isPromise, nullNow, ours, toldNext } from './promises.ts';
import { infoOf, placeOf, propertyOf } from './resolve-info.ts';

/**
 * Executes a plan as graphql-js executes its document: the same values, errors and order of errors, and resolvers that are called in the same
 * order with the same arguments. What is left out is what a plan knows: collecting fields, finding types, and building what a resolver does
 * not read. `variables` have been read by their types.
 */
export function executePlan(
  plan: Plan,
  context: unknown,
  variables: Readonly<Record<string, unknown>>,
): ExecutionResult | Promise<ExecutionResult> {
  return new Execution(plan, context, variables).run();
}

type Data = Record<string, unknown>;

const NO_ARGUMENTS: Readonly<Record<string, never>> = Object.freeze({});

class Execution {
  readonly #plan: Plan;
  readonly #context: unknown;
  readonly #variables: Readonly<Record<string, unknown>>;
  readonly #errors = new AnswerErrors();

  constructor(plan: Plan, context: unknown, variables: Readonly<Record<string, unknown>>) {
    this.#plan = plan;
    this.#context = context;
    this.#variables = variables;
  }

  run(): ExecutionResult | Promise<ExecutionResult> {
    const { root, operation } = this.#plan;
    try {
      const isSerial = operation.operation === OperationTypeNode.MUTATION;
      const data = isSerial
        ? inTurn(root, (planned, path) => this.#field(planned, undefined, path))
        : this.#fields(root, undefined, undefined);
      if (!(data instanceof Promise)) return this.#errors.with(data);
      return data.then(
        (all) => this.#errors.with(all),
        (error) => this.#failed(error),
      );
    } catch (error) {
      return this.#failed(error);
    }
  }

  #failed(error: unknown): ExecutionResult {
    this.#errors.add(error as GraphQLError, undefined);
    return this.#errors.with(null);
  }

  #fields({ fields, Answer, type }: Selection, source: unknown, path: Path | undefined): Data | Promise<Data> {
    const answer = new Answer();
    let pending: Promise<unknown>[] | undefined;
    let names: string[] | undefined;
    try {
      for (const planned of fields) {
        if ('value' in planned) {
          answer[planned.name] = planned.value;
          continue;
        }
        const value = planned.leaf
          ? this.#leaf(planned, planned.leaf, source, path)
          : this.#field(planned, source, { prev: path, key: planned.name, typename: type.name });
        answer[planned.name] = value;
        if (!(value instanceof Promise)) continue;
        if (pending && names) {
          pending.push(value);
          names.push(planned.name);
        } else {
          pending = [value];
          names = [planned.name];
        }
      }
    } catch (error) {
      if (!pending) throw error;
      // What else is under way may be rejected too, and is waited for: a turn longer, as graphql-js goes through it once more.
      const all = Promise.all(pending).then();
      return all.finally(() => {
        throw error;
      }) as Promise<never>;
    }
    return pending && names ? gathered(answer, names, pending, failNext) : answer;
  }

  #field(planned: PlannedField | PlannedTypename, source: unknown, path: Path): unknown {
    if ('value' in planned) return planned.value;
    let value: unknown;
    try {
      value = this.#resolved(planned, source, path);
    } catch (error) {
      return this.#fail(error, planned.shape, planned, path);
    }
    return this.#made(value, planned.shape, planned, path);
  }

  #resolved(planned: PlannedField, source: unknown, path: Path): unknown {
    const { readArguments, field, nodes, isProperty, takesInfo } = planned;
    const property = isProperty ? propertyOf(source, field.name) : undefined;
    if (isProperty && typeof property !== 'function') return property;
    const args = readArguments
      ? (readArguments(this.#variables) ?? getArgumentValues(field, nodes[0] as FieldNode, this.#variables))
      : NO_ARGUMENTS;
    const info = takesInfo ? infoOf(this.#plan, planned, this.#variables, path) : undefined;
    return planned.resolve(source, args, this.#context, info as never);
  }

  /** What is made of what a field has resolved to, or of a member of a list. */
  #made(value: unknown, shape: Shape, planned: PlannedField, path: Path): unknown {
    try {
      return isPromise(value)
        ? this.#later(value, shape, planned, path)
        : this.#orFail(this.#complete(shape, planned, path, value), shape, planned, path);
    } catch (error) {
      return this.#fail(error, shape, planned, path);
    }
  }

  /** A scalar or an enum, as most fields are. Mostly its value is there, and nothing is made that says where it stands. */
  #leaf(planned: PlannedField, type: GraphQLLeafType, source: unknown, prev: Path | undefined): unknown {
    let value: unknown;
    try {
      value = planned.isProperty
        ? propertyOf(source, planned.field.name)
        : planned.resolve(source, NO_ARGUMENTS, this.#context, undefined as never);
      if (planned.isProperty && typeof value === 'function')
        return this.#field(planned, source, placeOf(planned, prev));
      if (value === null && !planned.shape.isNonNull) return null;
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
        const written: unknown = type.serialize(value);
        if (written !== null && written !== undefined) return written;
      }
    } catch (error) {
      return this.#fail(error, planned.shape, planned, placeOf(planned, prev));
    }
    return this.#made(value, planned.shape, planned, placeOf(planned, prev));
  }

  /**
   * What is made of a value that is not there yet. A failure is told as many turns of the queue of microtasks later as by graphql-js, since
   * that decides which of several comes first. What succeeds takes fewer: each costs, for each value of each list.
   */
  #later(promise: PromiseLike<unknown>, shape: Shape, planned: PlannedField, path: Path): Promise<unknown> {
    const fail = (error: unknown) => this.#fail(error, shape, planned, path);
    const complete = (known: unknown) => this.#complete(shape, planned, path, known);
    // Its failure goes on to what stands around it, and has to get there in time, too.
    if (shape.isNonNull) return ours(promise.then(complete)).then(undefined, fail);
    const failThen = toldNext(fail);
    const completeOrFail = (known: unknown) => {
      try {
        const completed = complete(known);
        return completed instanceof Promise ? completed.then(undefined, nullNow(fail)) : completed;
      } catch (error) {
        return failThen(error);
      }
    };
    return ours(promise.then(completeOrFail, failThen));
  }

  #orFail(completed: unknown, shape: Shape, planned: PlannedField, path: Path): unknown {
    if (!(completed instanceof Promise)) return completed;
    return completed.then(undefined, (error: unknown) => this.#fail(error, shape, planned, path));
  }

  /** Null in the place of what has failed, where it may be null: else the error goes on to what stands around it. */
  #fail(thrown: unknown, { isNonNull }: Shape, { nodes }: PlannedField, path: Path): null {
    const error = locatedError(thrown, nodes, responsePathAsArray(path));
    if (isNonNull) throw error;
    this.#errors.add(error, path);
    return null;
  }

  #complete(shape: Shape, planned: PlannedField, path: Path, value: unknown): unknown {
    if (value instanceof Error) throw value;
    if (value === null || value === undefined) {
      if (!shape.isNonNull) return null;
      const { parentType, field } = planned;
      throw new Error(`Cannot return null for non-nullable field ${parentType.name}.${field.name}.`);
    }
    switch (shape.kind) {
      case 'leaf': {
        const written: unknown = shape.type.serialize(value);
        if (written === null || written === undefined) {
          throw new Error(`Expected \`${shape.type.name}.serialize\` to return non-nullable value.`);
        }
        return written;
      }
      case 'list':
        return this.#list(shape.member, planned, path, value);
      case 'object':
        return this.#fields(shape.below.on(shape.type), value, path);
      case 'abstract': {
        const named = shape.resolveType(
          value,
          this.#context,
          infoOf(this.#plan, planned, this.#variables, path),
          shape.type,
        );
        const of = (name: unknown) =>
          this.#fields(shape.below.on(possibleType(this.#plan.schema, shape.type, planned, name)), value, path);
        return isPromise(named) ? ours(named.then(of)) : of(named);
      }
    }
  }

  #list(shape: Shape, planned: PlannedField, path: Path, list: unknown): unknown {
    if (typeof list !== 'object' || list === null || !(Symbol.iterator in list)) {
      const { parentType, field } = planned;
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${parentType.name}.${field.name}".`);
    }
    const pending: Promise<unknown>[] = [];
    const places: number[] = [];
    const members: unknown[] = [];
    try {
      for (const member of list as Iterable<unknown>) {
        const at = { prev: path, key: members.length, typename: undefined };
        const value = this.#made(member, shape, planned, at);
        if (value instanceof Promise) {
          pending.push(value);
          places.push(members.length);
        }
        members.push(value);
      }
    } catch (error) {
      // What else is under way may be rejected too, and nobody waits for it any more.
      for (const member of pending) member.catch(() => {});
      throw error;
    }
    return pending.length > 0 ? gathered(members, places, pending, failNow) : members;
  }
}
