import {
  buildSchema,
  type GraphQLSchema,
  isEnumType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isUnionType,
} from 'graphql';
import { readConfig } from '../../src/config.ts';
import type { CallContext } from '../../src/domain/call.ts';
import { type GraphContext, Tally } from '../../src/graph-kit/context.ts';
import { schema as ours } from '../../src/graph/schema.ts';
import { configuredCaller } from '../../src/server/callers/identify.ts';
import { connectSources } from '../../src/sources/index.ts';
import { printedSchema } from '../printed-schema.ts';

// The graph of this project, and what its resolvers ask, for servers that have a graphql of their own: it may be of another version.

/** The same types, with the same resolvers, in this folder's graphql. */
export function rebuildSchema(): GraphQLSchema {
  const schema = buildSchema(printedSchema, { assumeValid: true });
  for (const [name, type] of Object.entries(schema.getTypeMap())) {
    if (name.startsWith('__')) continue;
    const own = ours.getType(name);
    if (isObjectType(type) || isInterfaceType(type)) {
      const fields = (own as typeof type).getFields();
      for (const field of Object.values(type.getFields())) {
        const { resolve } = fields[field.name] ?? {};
        if (resolve) field.resolve = resolve;
      }
    }
    if (isInterfaceType(type) || isUnionType(type)) type.resolveType = (own as typeof type).resolveType;
    if (isObjectType(type)) type.isTypeOf = (own as typeof type).isTypeOf;
    if (isScalarType(type)) {
      const { serialize, parseValue, parseLiteral } = own as typeof type;
      Object.assign(type, { serialize, parseValue, parseLiteral });
    }
    if (isEnumType(type)) {
      for (const value of type.getValues()) value.value = (own as typeof type).getValue(value.name)?.value;
    }
  }
  return schema;
}

const { sources: configured } = readConfig(process.env);
const sources = connectSources(configured);
const caller = configuredCaller(undefined);
const never = new AbortController().signal;
let requests = 0;

/** What the resolvers of one request share. Each is another caller's, as with the handler by hand; nothing is audited. */
export function createContext(): GraphContext {
  requests += 1;
  const tally = new Tally();
  const call: CallContext = {
    signal: never,
    count: (kilde) => tally.call(kilde),
    caller: { ...caller, id: String(requests) },
  };
  const loaders = sources.makeLoaders(call);
  return {
    loaders,
    writes: sources.makeWrites(call, () => never, loaders),
    requestId: String(requests),
    tally,
    caller: call.caller,
    answering: sources.answering,
    audit: { record: async () => {} },
  };
}
