/** Names that are nobody's. */
export const ISSUER = 'https://issuer.sandbox.example';
export const AUDIENCE = 'registergraf';
