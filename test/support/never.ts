/**
 * Ends a switch over `__typename` that handles every member of a union. When the graph gets one more, this is where the
 * compiler says which: what is left over is no longer `never`.
 */
export function assertNever(unhandled: never): never {
  const { __typename } = unhandled as { __typename?: string };
  throw new Error(`unhandled member ${__typename}: generate the types anew`);
}
