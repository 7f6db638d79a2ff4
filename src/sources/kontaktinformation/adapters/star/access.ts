import type { CallContext } from '../../../../domain/call.ts';
import { actsForStarOrganisation, type Caller } from '../../../../domain/caller.ts';
import type { Cpr } from '../../../../domain/cpr.ts';
import { kildeUtilgjengelig, type Registerfeil } from '../../../../domain/registerfeil.ts';
import type { HttpClient } from '../../../../wire/http/http.ts';
import type { KontaktinformationConfig } from '../../settings.ts';
import { catalogue, type StarOperation } from '../../codes.ts';

export interface StarConnection {
  readonly client: HttpClient;
  readonly config: KontaktinformationConfig;
}

/** The connection, or why STAR cannot be asked by this caller: at all, or about this citizen. A search is about none. */
export function connectionFor(
  connection: StarConnection | undefined,
  operation: StarOperation,
  { caller }: CallContext,
  cpr?: Cpr,
): StarConnection | { readonly feil: Registerfeil } {
  if (!connection) return { feil: kildeUtilgjengelig('STAR', 'IKKE_KONFIGURERT') };
  // STAR would answer the same to a header that names no authority.
  if (!actsForStarOrganisation(caller)) return { feil: catalogue.feil(operation, '8232', { opphav: 'GATEWAY' }) };
  const feil = refuseCitizen(operation, caller, connection.config, cpr);
  return feil ? { feil } : connection;
}

/**
 * A citizen who calls herself. STAR knows her by her cpr as UserIdentifier, and whether it refuses her all others is not documented:
 * so nothing about others is asked in her name.
 */
function refuseCitizen(
  operation: StarOperation,
  { user }: Caller,
  { citizenAsUser = 'own' }: KontaktinformationConfig,
  cpr: Cpr | undefined,
): Registerfeil | undefined {
  if (user.type !== 'borger') return undefined;
  if (citizenAsUser === 'refuse') return catalogue.feil(operation, '1013', { opphav: 'GATEWAY' });
  if (cpr === undefined || user.identifikator === cpr) return undefined;
  // The table of GetVerifikationskode has no 4575.
  const kode = operation === 'GetVerifikationskode' ? '1013' : '4575';
  const melding =
    'A citizen may act for herself only: the identifikator of her token has to be the cpr that is asked about.';
  return catalogue.feil(operation, kode, { opphav: 'GATEWAY', melding });
}
