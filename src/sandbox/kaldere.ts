import type { Brugertype, Kalder, Organisation } from '../domain/kalder.ts';
import { AKTOERER, MYNDIGHEDER, ORGANISATIONSTYPER } from './kontaktinformation/index.ts';

/** Somebody who may call the sandbox's STAR; scopes are not the register's business. */
export type Sandkassekalder = Omit<Kalder, 'scopes' | 'id'>;

const BRUGERTYPER: readonly Brugertype[] = ['borger', 'sagsbehandler', 'system', 'medarbejder'];

/**
 * A caller by name: an authority (`jobcenter-1`, or a type and a code: `8/90100`), and before it, where it is not one of its own
 * sagsbehandlere, who acts for it: a provider or a kind of user (`aktoer-1@jobcenter-1`, `system@kommune-1`, `borger@star`).
 */
export function findKalder(text: string): Sandkassekalder | undefined {
  const [myndighed = '', bruger = 'sagsbehandler', ...rest] = text.split('@').reverse();
  const organisation = findOrganisation(myndighed, MYNDIGHEDER) ?? readOrganisation(myndighed);
  const aktoer = findOrganisation(bruger, AKTOERER);
  const type = aktoer ? 'sagsbehandler' : BRUGERTYPER.find((known) => known === bruger);
  if (!organisation || !type || rest.length > 0) return undefined;
  return {
    bruger: { navn: `Test ${text}`, type, identifikator: IDENTIFIKATOR },
    organisation,
    brugerorganisation: aktoer ?? organisation,
  };
}

/** In the form that STAR wants, with digits that no company has. */
const IDENTIFIKATOR = 'CVR:00000000-UUID:00000000-0000-0000-0000-000000000000';

/** Names that findKalder knows, for a help text. */
export const KALDERNAVNE: readonly string[] = MYNDIGHEDER.map(({ navn }) => navn);

type Navngivet = (typeof MYNDIGHEDER | typeof AKTOERER)[number];

function findOrganisation(navn: string, among: readonly Navngivet[]): Organisation | undefined {
  const found = among.find((organisation) => organisation.navn === navn);
  return found && { type: ORGANISATIONSTYPER[found.type], kode: found.kode };
}

/** Also one that nobody has registered, to see what STAR says of it. */
function readOrganisation(text: string): Organisation | undefined {
  const [, type, kode] = /^(\d{1,2})\/(\d{1,8})$/.exec(text) ?? [];
  return type === undefined || kode === undefined ? undefined : { type: Number(type), kode };
}
