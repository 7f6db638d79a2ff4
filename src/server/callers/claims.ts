import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { type UserType, NO_ORGANISATION, type Caller, type Organisation } from '../../domain/caller.ts';
import type { ClaimSource, TokenSettings } from './settings.ts';

type Rules = Pick<TokenSettings, 'claims' | 'organisationstyper'>;

const USER_TYPES: readonly string[] = ['borger', 'sagsbehandler', 'system', 'medarbejder'] satisfies UserType[];

/** The caller that a verified token's claims describe; undefined when a claim is missing or invalid. */
export function readCaller(token: JWTPayload, { claims, organisationstyper }: Rules): Caller | undefined {
  const text = (source: ClaimSource) => toText(find(token, source));
  const identifikator = text(claims.identifikator);
  const type = text(claims.userType);
  const organisation = readOrganisation(
    find(token, claims.organisationstype),
    text(claims.organisationskode),
    organisationstyper,
  );
  // A caller's own organisation is the one acted for, unless the token names another.
  const ownCode = text(claims.userOrganisationCode);
  const userOrganisation =
    ownCode === undefined
      ? organisation
      : readOrganisation(find(token, claims.userOrganisationType), ownCode, organisationstyper);
  if (!identifikator || !organisation || !userOrganisation || !isUserType(type)) return undefined;
  const user = { navn: text(claims.navn) ?? identifikator, type, identifikator };
  return {
    user,
    organisation,
    userOrganisation,
    scopes: new Set(readScopes(find(token, claims.scopes), claims.scopes)),
    id: idOf([token.iss, token.sub, token.client_id, user, organisation, userOrganisation]),
  };
}

function isUserType(text: string | undefined): text is UserType {
  return text !== undefined && USER_TYPES.includes(text);
}

function readOrganisation(
  type: unknown,
  kode: string | undefined,
  organisationstyper: Rules['organisationstyper'],
): Organisation | undefined {
  if (kode === undefined) return NO_ORGANISATION;
  // ISO 6523: 0192 is the register of Norwegian organisasjonsnumre.
  const bare = kode.replace(/^0192:/, '');
  const number = type === undefined ? 0 : (organisationstyper[String(type)] ?? Number(type));
  const isPossible = Number.isInteger(number) && number >= 0 && number <= 100 && /^[\w.:-]{1,20}$/.test(bare);
  return isPossible ? { type: number, kode: bare } : undefined;
}

/** Words between spaces, as OAuth has it, or a list. */
function readScopes(value: unknown, { translate }: ClaimSource): string[] {
  const listed = Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
  const words = (text: unknown) => (typeof text === 'string' ? text.split(' ').filter(Boolean) : []);
  return listed.flatMap(words).flatMap((scope) => words(String(own(translate, scope) ?? scope)));
}

function find(token: JWTPayload, { claims, otherwise, translate }: ClaimSource): unknown {
  const value = claims.map((name) => claimAt(token, name)).find((found) => found !== undefined && found !== null);
  if (value === undefined) return otherwise;
  return typeof value === 'string' || typeof value === 'number' ? (own(translate, String(value)) ?? value) : value;
}

/** A claim by its name, else by the dots in it as a path. The whole name comes first: some issuers' claims are URLs, which hold dots. */
function claimAt(token: JWTPayload, name: string): unknown {
  const whole = own(token, name);
  if (whole !== undefined) return whole;
  return name.split('.').reduce<unknown>((value, part) => own(value, part), token);
}

function own(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function toText(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text !== '' && text.length <= 255 ? text : undefined;
}

function idOf(parts: readonly unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify(parts.map((part) => part ?? null)))
    .digest('base64url');
}
