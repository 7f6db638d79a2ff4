export {
  FEILKODER,
  type Feilkode,
  type Feiltype,
  findFeilkode,
  type Registerfeil,
  UTILGJENGELIG,
  type UtilgjengeligKode,
} from './catalogue.ts';
export { matchResultat } from './match-resultat.ts';
export type { Scalars } from './scalars.ts';
export type { Kilde, Opphav } from './types.ts';
