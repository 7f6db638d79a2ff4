import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  getNamedType,
  Kind,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { PERSON_TYPES, SAYS_WHO } from '../../graph/personal-data.ts';
import type { CheckedOperation } from '../context.ts';
import type { GatewayOptions } from '../options.ts';
import { ERRORS } from '../errors.ts';
import { isKeepable } from './keepable.ts';
import { refusalError } from '../refuse.ts';

/**
 * Step personal data by POST. A GET writes the operation and its variables into a URL, and URLs end up in the logs of everything on
 * the way. So what touches a person is answered to POST only.
 */
export function refusePersonalDataByGet(
  operation: CheckedOperation,
  { options: { keepMs = 0 } }: { readonly options: Pick<GatewayOptions, 'keepMs'> },
): readonly GraphQLError[] | undefined {
  const { document, schema, contextValue } = operation;
  if (contextValue.method !== 'GET') return undefined;
  if (touchesPersonalData(document, schema)) return [refusalError(ERRORS.postOnly, [], { headers: { Allow: 'POST' } })];
  contextValue.answer.mayBeKept = keepMs > 0 && isKeepable(document, schema);
  return undefined;
}

/** Looks at the whole document, also at operations and fragments that would not run: all of it stands in the URL. */
export function touchesPersonalData(document: DocumentNode, schema: GraphQLSchema): boolean {
  const types = new TypeInfo(schema);
  let touches = false;
  const found = (is: boolean) => {
    touches ||= is;
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      [Kind.OPERATION_DEFINITION]: ({ operation }) => found(operation === OperationTypeNode.MUTATION),
      [Kind.FIELD]: () => found([types.getParentType(), types.getType()].some((type) => isPerson(getNamedType(type)))),
      [Kind.INLINE_FRAGMENT]: () => found(isPerson(getNamedType(types.getType()))),
      [Kind.FRAGMENT_DEFINITION]: () => found(isPerson(getNamedType(types.getType()))),
      [Kind.ARGUMENT]: ({ name }) => found(SAYS_WHO.has(name.value)),
    }),
  );
  return touches;
}

function isPerson(type: { readonly name: string } | null | undefined): boolean {
  return type != null && PERSON_TYPES.has(type.name);
}
