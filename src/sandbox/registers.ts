/** The registers of the sandbox, in the order of their ports. A register more is a line here. */
export const REGISTERS = [
  (await import('./kontaktinformation/index.ts')).kontaktinformation,
  (await import('./postkasse/index.ts')).postkasse,
  (await import('./enhet/index.ts')).enhet,
  (await import('./enhetsregisteret/index.ts')).enhetsregisteret,
  (await import('./maskinporten/index.ts')).maskinporten,
  (await import('./krr/index.ts')).krr,
] as const;
