import { PROFILES, PROFILE_NAMES, type ProfileName } from '../server/profile.ts';
import type { AnySource } from '../sources/define.ts';
import { SOURCE_VARIABLES, SOURCES } from '../sources/index.ts';
import { type Environment, isLoopback } from '../sources/values.ts';
import type { Variable, Variables } from './variables.ts';

// Checks that need more than one variable. `set` holds the variables that are set, as text; `read` those that are valid.

const SOURCE_URLS = SOURCES.flatMap(urlsOf);

/** How the names of the registers' variables begin. */
export const SOURCE_PREFIXES = [...new Set(Object.keys(SOURCE_VARIABLES).map((name) => name.replace(/_.*/, '_')))];

function urlsOf({ services }: AnySource): string[] {
  return Object.values(services).map(({ variable }) => variable);
}

/** Whether the embedded sandbox is to answer: no register has an address. `unasked` says where that is a mistake. */
export function isSandbox(set: Environment): boolean {
  return !SOURCE_URLS.some((name) => set[name]);
}

/** Ignores case, quotes and spaces around the word: `"Production"` must not switch the strict checks off. */
export function isProduction(set: Environment): boolean {
  return /^["'\s]*prod(?:uction)?["'\s]*$/i.test(set.NODE_ENV ?? '');
}

/** Whether the strict checks hold: always, except with the embedded sandbox in the profile `open` outside of production. */
export function isStrict(set: Environment): boolean {
  return !isSandbox(set) || isProduction(set) || closedProfile(set) !== undefined;
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
  const asked = set.SANDBOX === 'on' || set.SANDBOX === 'embedded';
  const url = SOURCE_URLS.find((name) => set[name]);
  if (url)
    return asked ? [`SANDBOX: is ${set.SANDBOX}, though ${url} is set; it answers for all registers or for none.`] : [];
  if (asked || (!isStrict(set) && set.SANDBOX !== 'off')) return [];
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

/** A profile that takes known documents only answers nothing without them. The embedded sandbox has the examples'. */
export function undocumented(set: Environment, read: Variables | undefined): string[] {
  if (!read || PROFILES[read.PROFILE].freeText || set.DOCUMENTS || isSandbox(set)) return [];
  return [`DOCUMENTS: missing; PROFILE is ${read.PROFILE}, which answers nothing else.`];
}

/** What it takes to know who calls. The embedded sandbox has an issuer of its own. */
export function unidentifiable(set: Environment, read: Variables | undefined): string[] {
  if (!requiresToken(set)) return [];
  const problems: string[] = [];
  const need = (name: Variable, isThere: boolean, otherwise = '') => {
    if (!isThere) problems.push(`${name}: missing; authentication is required${otherwise}.`);
  };
  const orOff = ' (AUTHENTICATION=off switches it off)';
  const ownIssuer = isSandbox(set) && !set.TOKEN_ISSUER;
  if (!ownIssuer) {
    need('TOKEN_ISSUER', set.TOKEN_ISSUER !== undefined, orOff);
    need('TOKEN_AUDIENCE', set.TOKEN_AUDIENCE !== undefined);
    need('TOKEN_JWKS_URL', Boolean(set.TOKEN_JWKS_URL || set.TOKEN_JWKS_FILE), '; or give TOKEN_JWKS_FILE');
    const url = read?.TOKEN_JWKS_URL;
    if (url?.startsWith('http:') && !isLoopback(url)) problems.push('TOKEN_JWKS_URL: must be https: keys are trusted.');
  }
  if (!isSandbox(set)) need('AUDIT_KEY', set.AUDIT_KEY !== undefined);
  return problems;
}
