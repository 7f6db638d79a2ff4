import { randomUUID } from 'node:crypto';
import { type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { CliError } from '../errors.ts';

/** What stands for a key that is made here. */
const AUTO = 'auto';
/** As the gateway takes them. */
const KEY = /^[\x21-\x7e]{1,255}$/;

/** The key under which a write is sent once, or a new one where none is named; `isNew`: nobody knows it yet. */
export function readIdempotencyKey(
  given: string | undefined,
  operation: OperationDefinitionNode | undefined,
): { readonly key: string; readonly isNew: boolean } | undefined {
  if (given === undefined) return undefined;
  if (operation && operation.operation !== OperationTypeNode.MUTATION)
    throw new CliError('--idempotency-key is for writes: the operation is no mutation');
  if (given === AUTO) return { key: randomUUID(), isNew: true };
  if (!KEY.test(given)) throw new CliError('--idempotency-key must be 1 to 255 visible ASCII characters, or auto');
  return { key: given, isNew: false };
}
