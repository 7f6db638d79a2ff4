import type { CallContext } from '../../../../domain/call.ts';
import { actsForStarOrganisation } from '../../../../domain/caller.ts';
import { kildeUtilgjengelig, type Registerfeil } from '../../../../domain/registerfeil.ts';
import type { HttpClient } from '../../../../wire/http/http.ts';
import type { KontaktinformationConfig } from '../../settings.ts';
import { catalogue, type StarOperation } from '../../codes.ts';

export interface StarConnection {
  readonly client: HttpClient;
  readonly config: KontaktinformationConfig;
}

/** The connection, or why STAR cannot be asked by this caller at all. */
export function connectionFor(
  connection: StarConnection | undefined,
  operation: StarOperation,
  { caller }: CallContext,
): StarConnection | { readonly feil: Registerfeil } {
  if (!connection) return { feil: kildeUtilgjengelig('STAR', 'IKKE_KONFIGURERT') };
  // STAR would answer the same to a header that names no authority.
  if (!actsForStarOrganisation(caller)) return { feil: catalogue.feil(operation, '8232', { opphav: 'GATEWAY' }) };
  return connection;
}
