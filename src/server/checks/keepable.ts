import { type DocumentNode, type GraphQLSchema, Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { OPERATION_FIELDS } from '../../graph/scopes.ts';

/**
 * Whether clients may keep what a document without persons is answered: every field of it that calls a register is one of those that the
 * gateway itself may keep.
 */
export function isKeepable(document: DocumentNode, schema: GraphQLSchema): boolean {
  const types = new TypeInfo(schema);
  let isAll = true;
  visit(
    document,
    visitWithTypeInfo(types, {
      [Kind.FIELD]: ({ name }) => {
        const field = OPERATION_FIELDS[`${types.getParentType()?.name}.${name.value}`];
        if (field && !field.keepable) isAll = false;
      },
    }),
  );
  return isAll;
}
