import { PROFILES, PROFILE_NAMES, type ProfileName } from '../server/profile.ts';
import type { AnySource } from '../sources/define.ts';
import { SOURCE_VARIABLES, SOURCES } from '../sources/index.ts';
import { isMaskinportenSet, MASKINPORTEN_NAMES } from '../sources/maskinporten.ts';
import { isTrustworthy } from '../domain/authority.ts';
import type { Environment } from '../sources/values.ts';
import type { Variable, Variables } from './variables.ts';

// Checks that need more than one variable. `set` holds the variables that are set, as text; `read` those that are valid.

/** The variables that hold the addresses of the sources' own registers. */
const SOURCE_URLS = SOURCES.flatMap(urlsOf);

/** How the names of the registers' variables begin. */
export const SOURCE_PREFIXES = [...new Set(Object.keys(SOURCE_VARIABLES).map((name) => name.replace(/_.*/, '_')))];

function urlsOf({ services }: AnySource): string[] {
  return Object.values(services).flatMap(({ variable, door }) => (door === undefined ? variable : []));
}

/** The variable that says that a register with people, or one that takes credentials, is to be asked. */
function closedRegister(set: Environment): string | undefined {
  for (const source of SOURCES) {
    const chosen = source.chosen?.(set);
    if (chosen?.credentials) return chosen.by;
    const url = chosen ? undefined : urlsOf(source).find((name) => set[name]);
    if (url) return url;
  }
  return undefined;
}

/** Whether a source asks an open register, which everybody may. */
function asksOpenRegister(set: Environment): boolean {
  return SOURCES.some((source) => source.chosen?.(set)?.credentials === false);
}

/**
 * Whether the embedded sandbox is to answer: no register is configured. Where only open ones are, it stands in for all others, but
 * not where a forgotten address would lead strangers to invented people. `unasked` says where it may not start.
 */
export function isSandbox(set: Environment): boolean {
  if (closedRegister(set)) return false;
  return !asksOpenRegister(set) || isAsked(set) || !(isClosed(set) || set.SANDBOX === 'off');
}

function isAsked({ SANDBOX }: Environment): boolean {
  return SANDBOX === 'on' || SANDBOX === 'embedded';
}

/** Ignores case, quotes and spaces around the word: `"Production"` must not switch the strict checks off. */
export function isProduction(set: Environment): boolean {
  return /^["'\s]*prod(?:uction)?["'\s]*$/i.test(set.NODE_ENV ?? '');
}

/** Whether the strict checks hold: always, except with the embedded sandbox in the profile `open` outside of production. */
export function isStrict(set: Environment): boolean {
  return !isSandbox(set) || isClosed(set);
}

/** Whether others than people who explore are answered. */
function isClosed(set: Environment): boolean {
  return isProduction(set) || closedProfile(set) !== undefined;
}

/** A profile other than `open`. An unknown name is reported elsewhere. */
function closedProfile(set: Environment): ProfileName | undefined {
  return PROFILE_NAMES.find((name) => name === set.PROFILE && name !== 'open');
}

/**
 * The embedded sandbox answers with invented people. It starts by itself only where the checks are not strict: elsewhere a
 * forgotten address of a register must stop the start, and not lead to invented answers.
 */
export function unasked(set: Environment): string[] {
  const asked = isAsked(set);
  const register = closedRegister(set);
  if (register)
    return asked
      ? [`SANDBOX: is ${set.SANDBOX}, though ${register} is set; it answers for all registers or for none.`]
      : [];
  if (asked || asksOpenRegister(set) || (!isStrict(set) && set.SANDBOX !== 'off')) return [];
  const why = isProduction(set)
    ? 'NODE_ENV is production'
    : set.SANDBOX === 'off'
      ? 'SANDBOX is off'
      : `PROFILE is ${closedProfile(set)}`;
  const names = `${SOURCE_URLS.slice(0, -1).join(', ')} or ${SOURCE_URLS.at(-1)}`;
  return [`${names}: missing, and ${why}. SANDBOX=on starts the embedded sandbox, which answers with invented people.`];
}

/** Said at every start where the embedded sandbox has been asked for and strangers may take its people for real ones. */
export function invented(set: Environment): string[] {
  if (!isSandbox(set) || !isStrict(set)) return [];
  return [`SANDBOX=${set.SANDBOX}: the embedded sandbox answers, with invented people.`];
}

/** Real registers are asked for somebody only, unless that is switched off in so many words. */
export function requiresToken(set: Environment): boolean {
  return (set.AUTHENTICATION ?? (isSandbox(set) ? 'off' : 'required')) !== 'off';
}

/** A source is whole or absent: half of one is a mistake, and so is one whose address was forgotten. */
export function missing(set: Environment): string[] {
  return SOURCES.flatMap((source) => {
    // What another register than the source's own needs is said by the source.
    if (source.chosen?.(set)) return [];
    const urls = urlsOf(source);
    const { needs, broughtByToken = [], mayStandAlone = [], variables } = source;
    const url = urls.find((name) => set[name]);
    // With tokens, each caller brings an organisation of their own.
    const needed = needs.filter((name) => !requiresToken(set) || !broughtByToken.includes(name));
    if (url) return needed.filter((name) => !set[name]).map((name) => `${name}: missing; ${url} needs it.`);
    const orphan = [...needs, ...Object.keys(variables)].find((name) => set[name] && !mayStandAlone.includes(name));
    return orphan ? [`${urls.join(' or ')}: missing, though ${orphan} is set.`] : [];
  });
}

/** A client at Maskinporten whose tokens no register is asked with: the choice of one was forgotten, and others would answer. */
export function unusedClient(set: Environment): string[] {
  const name = isMaskinportenSet(set) && MASKINPORTEN_NAMES.find((one) => set[one]);
  if (!name || SOURCES.some((source) => source.chosen?.(set))) return [];
  return [`${name}: is set and not read; ENHET_SOURCE=enhetsregisteret and KONTAKTREGISTER_SOURCE=krr read it.`];
}

/** A profile that takes known documents only answers nothing without them. The embedded sandbox has the examples'. */
export function undocumented(set: Environment, read: Variables | undefined): string[] {
  if (!read || PROFILES[read.PROFILE].freeText || set.DOCUMENTS || isSandbox(set)) return [];
  return [`DOCUMENTS: missing; PROFILE is ${read.PROFILE}, which answers nothing else.`];
}

/** A policy alone tells nobody whom to write to. */
export function unreachable(set: Environment): string[] {
  const isWhole = set.SECURITY_POLICY === undefined || set.SECURITY_CONTACT !== undefined;
  return isWhole ? [] : ['SECURITY_CONTACT: missing; SECURITY_POLICY needs it.'];
}

/** The variables of the one issuer that needs no TOKEN_ISSUERS. */
const SINGLE_ISSUER: readonly Variable[] = ['TOKEN_ISSUER', 'TOKEN_AUDIENCE', 'TOKEN_JWKS_URL', 'TOKEN_JWKS_FILE'];

/** Issuers that nobody is asked for tokens of: whoever names one expects that tokens are read. */
export function untrusted(set: Environment): string[] {
  const names = [...SINGLE_ISSUER, 'TOKEN_ISSUERS'].filter((name) => set[name]);
  if (names.length === 0 || requiresToken(set)) return [];
  const why = set.AUTHENTICATION
    ? 'AUTHENTICATION is off'
    : 'the embedded sandbox takes tokens with AUTHENTICATION=required';
  return [`${names.join(', ')}: set and not read; ${why}.`];
}

/** What it takes to know who calls. The embedded sandbox has an issuer of its own. */
export function unidentifiable(set: Environment, read: Variables | undefined): string[] {
  if (!requiresToken(set)) return [];
  const problems: string[] = [];
  const need = (name: Variable, isThere: boolean, otherwise = '') => {
    if (!isThere) problems.push(`${name}: missing; authentication is required${otherwise}.`);
  };
  const orOff = ' (AUTHENTICATION=off switches it off)';
  // One of its variables makes the short form, and then it is to be whole.
  const isNamed = isSandbox(set) ? set.TOKEN_ISSUER !== undefined : SINGLE_ISSUER.some((name) => set[name]);
  if (isNamed || !(isSandbox(set) || set.TOKEN_ISSUERS)) {
    need('TOKEN_ISSUER', set.TOKEN_ISSUER !== undefined, orOff);
    need('TOKEN_AUDIENCE', set.TOKEN_AUDIENCE !== undefined);
    need('TOKEN_JWKS_URL', Boolean(set.TOKEN_JWKS_URL || set.TOKEN_JWKS_FILE), '; or give TOKEN_JWKS_FILE');
    const url = read?.TOKEN_JWKS_URL;
    if (url && !isTrustworthy(url)) problems.push('TOKEN_JWKS_URL: must be https: keys are trusted.');
  }
  const entries = read?.TOKEN_ISSUERS ?? [];
  if (entries.some(({ issuer }) => issuer === set.TOKEN_ISSUER))
    problems.push('TOKEN_ISSUERS: holds TOKEN_ISSUER, too.');
  if (entries.some(({ dpopRequired }) => dpopRequired)) {
    need('PUBLIC_URL', set.PUBLIC_URL !== undefined, ', and an issuer of TOKEN_ISSUERS wants proofs of keys (dpop)');
  }
  if (!isSandbox(set)) need('AUDIT_KEY', set.AUDIT_KEY !== undefined);
  return problems;
}
