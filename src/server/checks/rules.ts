import {
  type ASTVisitor,
  getNamedType,
  isIntrospectionType,
  Kind,
  type SelectionNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { ERRORS } from '../errors.ts';
import type { Profile } from '../profile.ts';
import { refusalError } from '../refuse.ts';

/** The validation rules of a profile, beside graphql-js's own. */
export function rulesOf({ introspection }: Profile): readonly ValidationRule[] {
  return introspection
    ? [KnownOperationsRule, RepetitionsRule]
    : [KnownOperationsRule, RepetitionsRule, NoIntrospectionRule];
}

/**
 * Refuses what graphql-js would refuse only when it executes: an operation of a kind that the graph does not have
 * (subscription), and a variable with the one name that an object in JavaScript cannot hold a value under.
 */
export function KnownOperationsRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(nodes) {
      if (context.getSchema().getRootType(nodes.operation)) return;
      context.reportError(refusalError(ERRORS.subscriptionNotSupported, [{ kind: nodes.operation }], { nodes }));
    },
    VariableDefinition(nodes) {
      if (nodes.variable.name.value !== '__proto__') return;
      context.reportError(refusalError(ERRORS.reservedVariable, [], { nodes }));
    },
  };
}

/** How often one selection set may select the same field or fragment. The answer holds it once in any case. */
export const MAX_REPETITIONS = 100;

/** Refuses a selection set that selects the same more than MAX_REPETITIONS times, which no limit on aliases or depth sees. */
function RepetitionsRule(context: ValidationContext): ASTVisitor {
  return {
    SelectionSet(node) {
      const seen = new Map<string, number>();
      for (const selection of node.selections) {
        const name = nameOf(selection);
        const times = (seen.get(name) ?? 0) + 1;
        seen.set(name, times);
        // Reported once for each name, at the first selection that is too many.
        if (times !== MAX_REPETITIONS + 1) continue;
        const limit = MAX_REPETITIONS;
        context.reportError(refusalError(ERRORS.tooManyRepetitions, [{ limit }], { nodes: selection }));
      }
    },
  };
}

function nameOf(selection: SelectionNode): string {
  if (selection.kind === Kind.FIELD) return (selection.alias ?? selection.name).value;
  if (selection.kind === Kind.FRAGMENT_SPREAD) return `...${selection.name.value}`;
  return `... on ${selection.typeCondition?.name.value ?? ''}`;
}

/** Refuses every introspection field. `_service` is allowed: federation routers and their registries read it, and it is no secret. */
export function NoIntrospectionRule(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      const type = getNamedType(context.getType());
      if (!type || !isIntrospectionType(type)) return;
      context.reportError(refusalError(ERRORS.introspectionDisabled, [], { nodes: node }));
    },
  };
}
