export {
  FEILKODER,
  type Feilkode,
  type Feiltype,
  findFeilkode,
  type Registerfeil,
  UTILGJENGELIG,
  type Utilgjengeligkode,
} from './katalog.ts';
export { matchResultat } from './matchResultat.ts';
export type { Kilde, Opphav } from './types.ts';
