// biome-ignore-all format: as it is generated
// Generated from src/sources and src/graph/kilde.ts by `npm run codegen`.
export type KildeValue = 'STAR' | 'OPPSLAGSTJENESTEN' | 'GRUNNDATA' | 'KRR' | 'ENHETSREGISTERET' | 'INNSYNSLOGG';
