import { type ASTVisitor, getNamedType, isIntrospectionType, type ValidationContext } from 'graphql';
import type { GatewayPlugin } from './operation.ts';
import { refusal } from './refusal.ts';

/** Refuses every field that would tell the schema. `_service` tells it too, as text, to who composes subgraphs. */
export function NoIntrospectionRule(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      const type = getNamedType(context.getType());
      if (!type || !(isIntrospectionType(type) || type.name === '_Service')) return;
      context.reportError(refusal('The schema is not told here.', 'INGEN_INTROSPEKSJON', { nodes: node }));
    },
  };
}

export function useNoIntrospection(): GatewayPlugin {
  return {
    onValidate({ addValidationRule }) {
      addValidationRule(NoIntrospectionRule);
    },
  };
}
