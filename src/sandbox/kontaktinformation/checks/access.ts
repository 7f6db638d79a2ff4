import type { Persona } from '../people.ts';
import { type Refusal, refuse } from '../answers/fejl.ts';
import type { OperationName, Settings, Organisationstype } from '../settings.ts';
import { USER_TYPES, findAktoer, findAuthority, type Client } from '../callers.ts';
import type { Metadata } from './metadata.ts';

type Column =
  | 'alle borgere'
  | 'egne borgere'
  | 'tidligere egne'
  | 'gæsteadgang'
  | 'Anden Aktør egne'
  | 'Anden Aktør gæste'
  | 'Anden Aktør alle'
  | 'System alle';

/**
 * STAR's matrix, a row an actor: the columns that hold an X. It is printed whole for GetKontaktinformation and
 * CreateKontaktinformation.
 */
const MATRIX: Readonly<Record<Organisationstype, readonly Column[]>> = {
  aKasse: ['egne borgere'],
  jobcenter: ['egne borgere', 'Anden Aktør egne'],
  kommune: ['egne borgere'],
  star: ['alle borgere'],
  andenAktoer: [],
  virksomhed: [],
};

/** Check 4: the certificate's scopes, a citizen who calls herself where that is refused, operations for STAR only. */
export function checkOperation(
  operation: OperationName,
  client: Client,
  { userType, aktivOrganisation }: Metadata,
  { access, citizenAsUser }: Settings,
): Refusal | undefined {
  if (!client.operations.includes(operation)) return refuse(1013);
  if (userType === USER_TYPES.borger && citizenAsUser === 'refuse') return refuse(1013);
  const { rule, refusal } = access[operation];
  return rule === 'onlyStar' && aktivOrganisation.type !== 'star' ? refuse(refusal) : undefined;
}

/** Check 5: an authority of a known type that nobody has registered. */
export function checkOrganisation(
  operation: OperationName,
  { aktivOrganisation: { type, kode } }: Metadata,
  { unknownOrganisation }: Settings,
): Refusal | undefined {
  if (findAuthority(type, kode) !== undefined) return undefined;
  const own = operation === 'UpdateKontaktinformation' || unknownOrganisation === 'asUpdate';
  if (own && type === 'jobcenter') return refuse(4986);
  return own && type === 'aKasse' ? refuse(4985) : refuse(1013);
}

/** Check 12: whether the caller stands in a relation to the borger that the matrix allows. A citizen is herself besides. */
export function checkRelation(
  operation: OperationName,
  metadata: Metadata,
  persona: Persona,
  { access, systemUser }: Settings,
): Refusal | undefined {
  const { userType, userIdentifier } = metadata;
  if (userType === USER_TYPES.borger && userIdentifier !== persona.cpr) return refuse(access[operation].refusal);
  const row = MATRIX[metadata.aktivOrganisation.type];
  const allowed = systemUser === 'all' ? [...row, 'System alle'] : row;
  const relations = findRelations(metadata, persona);
  return relations.some((column) => allowed.includes(column)) ? undefined : refuse(access[operation].refusal);
}

function findRelations({ aktivOrganisation, userType, userOrganisation }: Metadata, persona: Persona): Column[] {
  const authority = findAuthority(aktivOrganisation.type, aktivOrganisation.kode);
  if (authority === undefined) return [];
  // Whoever works for a provider has the provider's relations alone, whatever the jobcenter's own are.
  if (userOrganisation.type === 'andenAktoer') {
    const aktoer = findAktoer(userOrganisation.type, userOrganisation.kode);
    const tie = persona.andenAktoer?.find((one) => one.aktoer === aktoer && one.jobcenter === authority);
    if (tie === undefined) return ['Anden Aktør alle'];
    return ['Anden Aktør alle', tie.as === 'own' ? 'Anden Aktør egne' : 'Anden Aktør gæste'];
  }
  const relations: Column[] = ['alle borgere'];
  if (persona.own.includes(authority)) relations.push('egne borgere');
  if (persona.former?.includes(authority)) relations.push('tidligere egne');
  if (persona.guest?.includes(authority)) relations.push('gæsteadgang');
  if (userType === USER_TYPES.system) relations.push('System alle');
  return relations;
}
