/** The values of an enum, each with what it means. */
export function describedValues<Value extends string>(meanings: Readonly<Record<Value, string>>) {
  const entries = Object.entries<string>(meanings).map(([value, description]) => [value, { value, description }]);
  return Object.fromEntries(entries) as {
    readonly [Each in Value]: { readonly value: Each; readonly description: string };
  };
}
