import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/** Something of the graph that has a name and a description. */
export interface GraphName {
  readonly kind: 'type' | 'field' | 'argument' | 'input field' | 'value';
  readonly name: string;
  /** The type that it belongs to; undefined for a type. */
  readonly on?: string;
  /** Of an argument. */
  readonly field?: string;
  /** The type of a field or an argument, as it is written. */
  readonly of?: string;
  readonly description: string;
}

/** Every name of a graph. A field that an interface has too stands on the interface alone: a hundred types of errors have the same six. */
export function namesOf(schema: GraphQLSchema): readonly GraphName[] {
  return Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('_'))
    .flatMap((type) => [
      { kind: 'type', name: type.name, description: type.description ?? '' } as const,
      ...below(type),
    ]);
}

function below(type: GraphQLNamedType): GraphName[] {
  const on = type.name;
  if (isEnumType(type)) {
    return type
      .getValues()
      .map(({ name, description }) => ({ kind: 'value', name, on, description: description ?? '' }));
  }
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map(({ name, type: of, description }) => ({
      ...{ kind: 'input field', name, on, of: String(of), description: description ?? '' },
    }));
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const elsewhere = new Set(type.getInterfaces().flatMap((one) => Object.keys(one.getFields())));
  return Object.values(type.getFields())
    .filter(({ name }) => !elsewhere.has(name) && !name.startsWith('_'))
    .flatMap(({ name, type: of, args, description }): GraphName[] => [
      { kind: 'field', name, on, of: String(of), description: description ?? '' },
      ...args.map((arg) => ({
        ...{ kind: 'argument' as const, name: arg.name, on, field: name, of: String(arg.type) },
        description: arg.description ?? '',
      })),
    ]);
}
