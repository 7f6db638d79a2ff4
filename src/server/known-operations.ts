import type { ASTVisitor, ValidationContext } from 'graphql';
import type { GatewayPlugin } from './operation.ts';
import { refusal } from './refusal.ts';

/**
 * Refuses what graphql-js first stumbles on when it executes: an operation of a kind that the graph has not (subscription),
 * and a variable of the one name that an object in JavaScript cannot hold a value under.
 */
export function KnownOperationsRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(nodes) {
      if (context.getSchema().getRootType(nodes.operation)) return;
      const message = `This graph has no ${nodes.operation}.`;
      context.reportError(refusal(message, 'SUBSCRIPTION_NOT_SUPPORTED', { nodes, spec: true }));
    },
    VariableDefinition(nodes) {
      if (nodes.variable.name.value !== '__proto__') return;
      const message = 'No variable is named $__proto__ here.';
      context.reportError(refusal(message, 'GRAPHQL_VALIDATION_FAILED', { nodes, spec: true }));
    },
  };
}

export function useKnownOperations(): GatewayPlugin {
  return {
    onValidate({ addValidationRule }) {
      addValidationRule(KnownOperationsRule);
    },
  };
}
