import type { UserType, Caller, Organisation } from '../domain/caller.ts';
import { ACTORS, AUTHORITIES, ORGANISATIONSTYPER, PERSONAS } from './kontaktinformation/index.ts';

/** Somebody who may call the sandbox's STAR; scopes are not the register's business. */
export type SandboxCaller = Omit<Caller, 'scopes' | 'id'>;

const USER_TYPES: readonly UserType[] = ['borger', 'sagsbehandler', 'system', 'medarbejder'];

/**
 * A caller by name: an authority (`jobcenter-1`, or a type and a code: `8/90100`), and before it, where it is not one of its own
 * caseworkers, who acts for it: a provider, a kind of user, or one of the sandbox's citizens, who is known by her cpr
 * (`aktoer-1@jobcenter-1`, `system@kommune-1`, `deler@kommune-1`; `borger@star` is a citizen whose cpr nobody knows).
 */
export function findCaller(text: string): SandboxCaller | undefined {
  const [authority = '', user = 'sagsbehandler', ...rest] = text.split('@').reverse();
  const organisation = findOrganisation(authority, AUTHORITIES) ?? readOrganisation(authority);
  const aktoer = findOrganisation(user, ACTORS);
  const citizen = PERSONAS.find(({ navn }) => navn === user);
  const type = aktoer ? 'sagsbehandler' : citizen ? 'borger' : USER_TYPES.find((known) => known === user);
  if (!organisation || !type || rest.length > 0) return undefined;
  return {
    user: { navn: `Test ${text}`, type, identifikator: citizen?.cpr ?? IDENTIFIKATOR },
    organisation,
    userOrganisation: aktoer ?? organisation,
  };
}

/** In the form that STAR wants, with digits that no company has. */
const IDENTIFIKATOR = 'CVR:00000000-UUID:00000000-0000-0000-0000-000000000000';

/** Names that findCaller knows, for a help text. */
export const CALLER_NAMES: readonly string[] = AUTHORITIES.map(({ navn }) => navn);

type Named = (typeof AUTHORITIES | typeof ACTORS)[number];

function findOrganisation(navn: string, among: readonly Named[]): Organisation | undefined {
  const found = among.find((organisation) => organisation.navn === navn);
  return found && { type: ORGANISATIONSTYPER[found.type], kode: found.kode };
}

/** Also one that nobody has registered, to see what STAR says of it. */
function readOrganisation(text: string): Organisation | undefined {
  const [, type, kode] = /^(\d{1,2})\/(\d{1,8})$/.exec(text) ?? [];
  return type === undefined || kode === undefined ? undefined : { type: Number(type), kode };
}
