import { type ASTVisitor, getNamedType, isIntrospectionType, type ValidationContext } from 'graphql';
import type { GatewayPlugin } from './operation.ts';
import { refusal } from './refusal.ts';

/** Refuses every field of introspection. `_service` stays: what a federation router or its registry reads is no secret. */
export function NoIntrospectionRule(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      const type = getNamedType(context.getType());
      if (!type || !isIntrospectionType(type)) return;
      context.reportError(refusal('The schema is not told here.', 'INTROSPECTION_DISABLED', { nodes: node }));
    },
  };
}

/** For profiles in which the schema is not told. */
export function useNoIntrospection(): GatewayPlugin {
  return {
    onValidate({ addValidationRule }) {
      addValidationRule(NoIntrospectionRule);
    },
  };
}
