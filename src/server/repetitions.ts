import { type ASTVisitor, Kind, type SelectionNode, type ValidationContext } from 'graphql';
import type { GatewayPlugin } from './operation.ts';
import { refusal } from './refusal.ts';

/** How often one selection set may select the same. An answer holds it once, however often it was asked. */
export const MAX_REPETITIONS = 100;

function RepetitionsRule(context: ValidationContext): ASTVisitor {
  return {
    SelectionSet(node) {
      const seen = new Map<string, number>();
      for (const selection of node.selections) {
        const name = nameOf(selection);
        const times = (seen.get(name) ?? 0) + 1;
        seen.set(name, times);
        // Told once for each, at the first that is too many.
        if (times !== MAX_REPETITIONS + 1) continue;
        const message = `A selection set selects the same more than ${MAX_REPETITIONS} times.`;
        context.reportError(refusal(message, 'TOO_MANY_REPETITIONS', { nodes: selection }));
      }
    },
  };
}

function nameOf(selection: SelectionNode): string {
  if (selection.kind === Kind.FIELD) return (selection.alias ?? selection.name).value;
  if (selection.kind === Kind.FRAGMENT_SPREAD) return `...${selection.name.value}`;
  return `... on ${selection.typeCondition?.name.value ?? ''}`;
}

/** Refuses a selection set that selects the same more than MAX_REPETITIONS times, which no limit on aliases or depth sees. */
export function useRepetitionsLimit(): GatewayPlugin {
  return {
    onValidate({ addValidationRule }) {
      addValidationRule(RepetitionsRule);
    },
  };
}
