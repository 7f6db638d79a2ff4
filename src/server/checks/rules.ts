import {
  type ASTVisitor,
  type DirectiveNode,
  GraphQLError,
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
  return [...DOCUMENT_RULES, RepetitionsRule, ...(introspection ? [] : [NoIntrospectionRule])];
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

/**
 * Refuses what the proposal of incremental delivery refuses: @defer on the root of a mutation, whose fields run one after another, and a
 * label that is not a text of its own.
 */
export function DeferRule(context: ValidationContext): ASTVisitor {
  const labels = new Set<string>();
  const report = (message: string, nodes: DirectiveNode) => context.reportError(new GraphQLError(message, { nodes }));
  return {
    Directive(node) {
      if (node.name.value !== 'defer') return;
      if (context.getParentType() === context.getSchema().getMutationType()) {
        report('@defer is not allowed around the fields of a mutation, which run one after another.', node);
      }
      const label = labelOf(node);
      if (!label) return;
      if (label.kind !== Kind.STRING) report('The label of @defer must be a string, not a variable.', node);
      else if (labels.has(label.value)) report('The label of @defer must be unique in the document.', node);
      else labels.add(label.value);
    },
  };
}

function labelOf({ arguments: args }: DirectiveNode) {
  return args?.find(({ name }) => name.value === 'label')?.value;
}

/** What every document is held to, whoever sends it. */
export const DOCUMENT_RULES: readonly ValidationRule[] = [KnownOperationsRule, DeferRule];

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
