import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { type Brugertype, INGEN_ORGANISATION, type Kalder, type Organisation } from '../../domain/kalder.ts';
import type { Kravkilde, TokenSettings } from './settings.ts';

type Rules = Pick<TokenSettings, 'krav' | 'organisationstyper'>;

const BRUGERTYPER: readonly string[] = ['borger', 'sagsbehandler', 'system', 'medarbejder'] satisfies Brugertype[];

/** The caller that a verified token's claims stand for; undefined when they say something that no caller can be. */
export function readKalder(claims: JWTPayload, { krav, organisationstyper }: Rules): Kalder | undefined {
  const text = (kilde: Kravkilde) => toText(find(claims, kilde));
  const identifikator = text(krav.identifikator);
  const type = text(krav.brugertype);
  const organisation = readOrganisation(
    find(claims, krav.organisationstype),
    text(krav.organisationskode),
    organisationstyper,
  );
  // A caller's own organisation is the one acted for, unless the token names another.
  const egenKode = text(krav.brugerorganisationskode);
  const brugerorganisation =
    egenKode === undefined
      ? organisation
      : readOrganisation(find(claims, krav.brugerorganisationstype), egenKode, organisationstyper);
  if (!identifikator || !organisation || !brugerorganisation || !isBrugertype(type)) return undefined;
  const bruger = { navn: text(krav.navn) ?? identifikator, type, identifikator };
  return {
    bruger,
    organisation,
    brugerorganisation,
    scopes: new Set(readScopes(find(claims, krav.scopes), krav.scopes)),
    id: idOf([claims.iss, claims.sub, claims.client_id, bruger, organisation, brugerorganisation]),
  };
}

function isBrugertype(text: string | undefined): text is Brugertype {
  return text !== undefined && BRUGERTYPER.includes(text);
}

function readOrganisation(
  type: unknown,
  kode: string | undefined,
  organisationstyper: Rules['organisationstyper'],
): Organisation | undefined {
  if (kode === undefined) return INGEN_ORGANISATION;
  // ISO 6523: 0192 is the register of Norwegian organisasjonsnumre.
  const bare = kode.replace(/^0192:/, '');
  const number = type === undefined ? 0 : (organisationstyper[String(type)] ?? Number(type));
  const isPossible = Number.isInteger(number) && number >= 0 && number <= 100 && /^[\w.:-]{1,20}$/.test(bare);
  return isPossible ? { type: number, kode: bare } : undefined;
}

/** Words between spaces, as OAuth has it, or a list. */
function readScopes(value: unknown, { oversett }: Kravkilde): string[] {
  const listed = Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
  const words = (text: unknown) => (typeof text === 'string' ? text.split(' ').filter(Boolean) : []);
  return listed.flatMap(words).flatMap((scope) => words(String(own(oversett, scope) ?? scope)));
}

function find(claims: JWTPayload, { krav, ellers, oversett }: Kravkilde): unknown {
  const value = krav.map((name) => claimAt(claims, name)).find((found) => found !== undefined && found !== null);
  if (value === undefined) return ellers;
  return typeof value === 'string' || typeof value === 'number' ? (own(oversett, String(value)) ?? value) : value;
}

/** By its whole name first: some issuers' claims are URLs, which hold dots. */
function claimAt(claims: JWTPayload, name: string): unknown {
  const whole = own(claims, name);
  if (whole !== undefined) return whole;
  return name.split('.').reduce<unknown>((value, part) => own(value, part), claims);
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
