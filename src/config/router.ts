import { z } from 'zod';
import { ROUTER_HEADER, type RouterSettings } from '../server/callers/router-proof.ts';

/** Characters of a router's secret: 32 of base64 hold 192 bits. The most is what fits into a header beside all others. */
export const ROUTER_SECRET_MIN = 32;
export const ROUTER_SECRET_MAX = 512;

/** The old one and the new one of several routers that are changed one after the other. */
export const ROUTER_SECRETS_MAX = 5;

const SECRETS =
  `must be off, or 1 to ${ROUTER_SECRETS_MAX} secrets between commas, ` +
  `each of ${ROUTER_SECRET_MIN} to ${ROUTER_SECRET_MAX} visible characters of ASCII`;

const secrets = z.string().transform((text, context): readonly string[] | 'off' => {
  if (text === 'off') return text;
  const list = text.split(',').map((one) => one.trim());
  const isSecret = (one: string) =>
    one.length >= ROUTER_SECRET_MIN && one.length <= ROUTER_SECRET_MAX && /^[\x21-\x7e]*$/.test(one);
  if (list.length <= ROUTER_SECRETS_MAX && list.every(isSecret)) return list;
  context.addIssue(SECRETS);
  return z.NEVER;
});

/** None that means something else, here or to the servers on the way: what names a client, for one, is logged. */
const headerName = z
  .string()
  .max(64, 'must be at most 64 characters')
  .regex(
    /^(?:x-(?!sandbox-|request-id$|purpose$|case-reference$|forwarded-|graphql-client-|apollo-)|router-)[a-z\d-]+$/i,
    'must be the name of a header of its own, which begins with x- or router-',
  )
  .transform((name) => name.toLowerCase());

export const ROUTER_VARIABLES = {
  ROUTER_SECRET: secrets.optional().meta({
    secret: true,
    description:
      'What a router sends to prove itself, 32 characters or more; several between commas while it is changed. `off`: the network lets nobody else through ([more](docs/federation.md#the-router-proves-itself))',
    example: 'replace-this-by-44-random-characters-for-routers',
  }),
  ROUTER_SECRET_HEADER: headerName
    .default(ROUTER_HEADER)
    .meta({ description: 'The header in which it sends that', example: 'router-authorization' }),
};

type Read = z.output<z.ZodObject<typeof ROUTER_VARIABLES>>;

/** By what routers are known; undefined where they need not be. */
export function readRouter({ ROUTER_SECRET, ROUTER_SECRET_HEADER }: Read): RouterSettings | undefined {
  if (ROUTER_SECRET === undefined || ROUTER_SECRET === 'off') return undefined;
  return { header: ROUTER_SECRET_HEADER, secrets: ROUTER_SECRET };
}
