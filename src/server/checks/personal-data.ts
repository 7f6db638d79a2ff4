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
import { refuseReason } from '../audit/reason.ts';
import { isKeepable } from './keepable.ts';
import { refusalError } from '../refuse.ts';

/**
 * Step personal data. What touches a person is not answered to GET, which writes the operation and its variables into a URL, and URLs end
 * up in the logs of everything on the way; QUERY has them in its body, as POST does. And it may have to be said what for.
 */
export function refusePersonalData(
  operation: CheckedOperation,
  { options: { keepMs = 0, reason } }: { readonly options: Pick<GatewayOptions, 'keepMs' | 'reason'> },
): readonly GraphQLError[] | undefined {
  const { document, schema, contextValue } = operation;
  const touches = () => touchesPersonalData(document, schema);
  if (contextValue.method === 'GET') {
    if (touches()) return [refusalError(ERRORS.postOnly, [], { headers: { Allow: 'POST, QUERY' } })];
    contextValue.answer.mayBeKept = keepMs > 0 && isKeepable(document, schema);
  }
  // A QUERY may be repeated by anything on the way, as a GET may, of which Yoga sees to it.
  if (contextValue.method === 'QUERY' && contextValue.operation.kind === OperationTypeNode.MUTATION) {
    return [refusalError(ERRORS.writeByQuery, [], { headers: { Allow: 'POST' } })];
  }
  const refused = refuseReason(contextValue.reason, contextValue.caller, reason, touches);
  return refused && [refused];
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
