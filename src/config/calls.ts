import { z } from 'zod';
import { REGISTERS } from '../sources/index.ts';
import { type Environment, wholeNumber } from '../sources/values.ts';
import { CALL_POLICY, DEFAULT_RETRIES, PAUSES_MS, type PolicyChanges, pausesOf } from '../wire/http/settings.ts';

// How the registers are asked: `SOURCE_TIMEOUT_MS` for all of them, `STAR_TIMEOUT_MS` for one.

const written = (value: number | string) => `\`${value}\``;
const number = (from: number, to: number, description: string, unset: number, example: number) =>
  wholeNumber(from, to)
    .optional()
    .meta({ description, unset: written(unset), example: String(example) });

/** Of a proxy. May hold a user name and a password, and so is a secret. What has no scheme is taken for http, as curl does. */
const proxyAddress = (says: string) =>
  z
    .string()
    .transform((text) => (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`))
    .refine(isProxy, says);
const A_PROXY = 'the http or https address of a proxy, without a path, and a % of its password written as %25';

/** Whether the library takes it: it throws for what else stands in an address, and for credentials that it cannot decode. */
function isProxy(text: string): boolean {
  try {
    const { protocol, pathname, search, hash, username, password } = new URL(text);
    decodeURIComponent(username + password);
    return /^https?:$/.test(protocol) && pathname + search + hash === '/';
  } catch {
    return false;
  }
}

/** What is said after the prefix, of one register or of all. */
const CALLS = {
  TIMEOUT_MS: number(1, 600_000, 'Milliseconds for one call to a register', CALL_POLICY.timeoutMs, 20_000),
  MAX_CONCURRENT: wholeNumber(1, 256).optional().meta({
    description: 'Calls under way at once, at each address',
    unset: 'see [Limits](docs/limits.md#towards-the-registers)',
    example: '4',
  }),
  MAX_SLOW: number(0, 256, 'Slow calls beside those, while others wait', CALL_POLICY.maxSlow, 4),
  MAX_WAITING: number(0, 100_000, 'Calls that wait for their turn; more are refused', CALL_POLICY.maxWaiting, 200),
  MAX_WAIT_MS: number(1, 600_000, 'Milliseconds that a call waits for its turn', CALL_POLICY.maxWaitMs, 5_000),
  RETRIES: number(0, PAUSES_MS.length, 'Further tries of a read', DEFAULT_RETRIES, 1),
  RETRY_BUDGET_PERCENT: number(
    0,
    100,
    'Further tries out of a hundred calls, but one a second in any case; 100: no limit',
    CALL_POLICY.retryBudgetPercent,
    5,
  ),
  BREAKER_CALLS: number(
    0,
    1_000,
    'Last calls that a breaker looks at; 0: it never opens',
    CALL_POLICY.breakerCalls,
    50,
  ),
  BREAKER_FAILURES_PERCENT: number(
    1,
    100,
    'Out of a hundred of those, so many failures open it',
    CALL_POLICY.breakerFailuresPercent,
    30,
  ),
  BREAKER_PAUSE_MS: number(1, 600_000, 'Milliseconds before a call may probe', CALL_POLICY.breakerPauseMs, 10_000),
  PROXY: z
    .union([z.literal('off'), proxyAddress(`must be off, or ${A_PROXY}`)])
    .optional()
    .meta({
      description: 'Proxy by which registers are asked, or `off`: [more](docs/registers.md#proxies)',
      unset: '`HTTPS_PROXY` or `HTTP_PROXY`',
      example: 'http://proxy.example:3128',
    }),
};

type Calls = typeof CALLS;
type Prefixed<Prefix extends string> = { [Name in keyof Calls as `${Prefix}_${Name}`]: Calls[Name] };

function prefixed<const Prefix extends string>(prefix: Prefix): Prefixed<Prefix> {
  return Object.fromEntries(
    Object.entries(CALLS).map(([name, shape]) => [`${prefix}_${name}`, shape]),
  ) as Prefixed<Prefix>;
}

const ALL = 'SOURCE';

/** Of all registers, as docs/configuration.md lists them. */
export const CALL_VARIABLES = prefixed(ALL);

/** The same of each register. docs/configuration.md gives the rule. */
export const CALL_VARIABLES_OF_SOURCES: Readonly<Record<string, z.ZodType>> = Object.assign(
  {},
  ...REGISTERS.map(({ prefix }) => prefixed(prefix)),
);

/** What the environment says of proxies to all programs, and only here is read. */
export const PROXY_VARIABLES = {
  HTTP_PROXY: proxyAddress(`must be ${A_PROXY}`).optional().meta({
    description: 'As other programs have them, in small letters, too: the proxy for http addresses,',
    example: 'http://proxy.example:3128',
  }),
  HTTPS_PROXY: proxyAddress(`must be ${A_PROXY}`).optional().meta({
    description: 'the one for https addresses,',
    example: 'http://proxy.example:3128',
  }),
  NO_PROXY: z.string().optional().meta({
    description: 'and the hosts that are asked without one, between commas: `.example` is a domain, `*` all',
    example: '.internal.example',
  }),
};

/** The environment with the proxies' names in capitals. What is written in small letters wins, as with other programs. */
export function withProxies(set: Environment): Environment {
  const entries = Object.entries(set).filter(([name]) => !isSmallProxy(name));
  const small = Object.entries(set).filter(([name]) => isSmallProxy(name));
  return Object.fromEntries([...entries, ...small.map(([name, value]) => [name.toUpperCase(), value])]);
}

function isSmallProxy(name: string): boolean {
  return name !== name.toUpperCase() && name.toUpperCase() in PROXY_VARIABLES && name === name.toLowerCase();
}

type Read = { readonly [Name in keyof Calls]: z.output<Calls[Name]> };

/** What is said of all registers, and of each of them, under its prefix. */
export function readPolicies(read: Readonly<Record<string, unknown>>): {
  readonly all: PolicyChanges;
  readonly policies: Readonly<Record<string, PolicyChanges>>;
} {
  const environment = {
    http: read.HTTP_PROXY as string | undefined,
    https: read.HTTPS_PROXY as string | undefined,
    except: read.NO_PROXY as string | undefined,
  };
  const policyOf = (prefix: string): PolicyChanges => {
    const said = Object.fromEntries(Object.keys(CALLS).map((name) => [name, read[`${prefix}_${name}`]])) as Read;
    return withoutUndefined({
      timeoutMs: said.TIMEOUT_MS,
      maxConcurrent: said.MAX_CONCURRENT,
      maxSlow: said.MAX_SLOW,
      maxWaiting: said.MAX_WAITING,
      maxWaitMs: said.MAX_WAIT_MS,
      pausesMs: said.RETRIES === undefined ? undefined : pausesOf(said.RETRIES),
      retryBudgetPercent: said.RETRY_BUDGET_PERCENT,
      breakerCalls: said.BREAKER_CALLS,
      breakerFailuresPercent: said.BREAKER_FAILURES_PERCENT,
      breakerPauseMs: said.BREAKER_PAUSE_MS,
      proxy: said.PROXY === undefined ? undefined : said.PROXY === 'off' ? {} : { always: said.PROXY },
    });
  };
  const proxy = environment.http || environment.https ? { proxy: withoutUndefined(environment) } : {};
  const policies = REGISTERS.map(({ prefix }) => [prefix, policyOf(prefix)] as const);
  return {
    all: { ...proxy, ...policyOf(ALL) },
    policies: Object.fromEntries(policies.filter(([, policy]) => Object.keys(policy).length > 0)),
  };
}

function withoutUndefined<Table extends object>(table: Table): Table {
  return Object.fromEntries(Object.entries(table).filter(([, value]) => value !== undefined)) as Table;
}
