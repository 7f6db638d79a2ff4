import { buildSchema, type GraphQLSchema } from 'graphql';
import type { CallContext } from '../../src/domain/call.ts';
import type { GraphContext } from '../../src/graph-kit/context.ts';
import type { FieldCost } from '../../src/graph-kit/cost.ts';
import { createAuditTrail } from '../../src/server/audit/trail.ts';
import { configuredCaller, withoutToken } from '../../src/server/callers/identify.ts';
import { createGateway, type GatewayOptions } from '../../src/server/gateway.ts';
import { LIMITS, type Limits } from '../../src/server/limits.ts';
import { createLogger } from '../../src/server/logging.ts';
import { PROFILES } from '../../src/server/profile.ts';
import { UNHURRIED } from '../support/gateway.ts';

type Resolve = (parent: unknown, args: Record<string, unknown>, context: GraphContext) => unknown;

/** A graph with the real one's nouns, small enough to see what the gateway does around it. */
export function createSchema(resolvers: Record<string, Resolve> = {}): GraphQLSchema {
  const schema = buildSchema(/* GraphQL */ `
    directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
    type Query {
      borger(cpr: ID!): Borger
      borgere(cprs: [ID!]!): [Borger!]
      borgereMedMobiltelefon(mobiltelefon: String!): BorgereResultat
      borgereMedEmail(email: String!): BorgereResultat
      innbygger(personidentifikator: ID!): Innbygger
      innbyggere(personidentifikatorer: [ID!]!): [Innbygger!]
      enhet(organisasjonsnummer: ID!): Enhet
      enheter(organisasjonsnumre: [ID!]!): [Enhet!]
      "Costs as many calls as it says."
      costly(calls: Int!): Int
      _entities(representations: [Noe!]!): [Entity]!
      _service: _Service!
      sok(soek: Soek!): Int
    }
    type Mutation {
      sletKontaktinformation(cpr: ID!): Boolean
    }
    scalar Noe
    input Soek {
      soekestreng: String
    }
    type _Service {
      sdl: String
    }
    union Entity = Borger | Innbygger | Enhet
    union BorgereResultat = Borgere | UgyldigMobiltelefon
    type Borgere {
      borgere: [Borger!]!
    }
    type UgyldigMobiltelefon {
      kode: String!
    }
    type Borger {
      cpr: ID!
    }
    type Innbygger {
      personidentifikator: ID!
      enheter: [Enhet!]!
    }
    type Enhet {
      organisasjonsnummer: ID!
      navn: String
      morenhet: Enhet
      innehaver: Rolleinnehaver
    }
    union Rolleinnehaver = RollePerson | Enhet
    type RollePerson {
      fornavn: String
      innbygger: Innbygger
    }
  `);
  const own: Record<string, Resolve> = {
    'Query.enhet': (_, args) => ({ __typename: 'Enhet', ...args }),
    'Query.borger': (_, args) => args,
    'Enhet.morenhet': (enhet) => enhet,
    ...resolvers,
  };
  for (const [coordinate, resolve] of Object.entries(own)) {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const type = schema.getType(typeName);
    const field = type && 'getFields' in type ? type.getFields()[fieldName] : undefined;
    if (!field || !('resolve' in field)) throw new Error(`The schema has no ${coordinate}`);
    field.resolve = resolve;
  }
  const costly = schema.getQueryType()?.getFields().costly;
  if (costly) costly.extensions = { complexity: ({ calls }: { calls: number }): FieldCost => ({ calls: calls }) };
  return schema;
}

interface Setup {
  readonly resolvers?: Record<string, Resolve>;
  readonly limits?: Partial<Limits>;
  readonly options?: Partial<GatewayOptions>;
  /** What is done with the call context of each request. */
  readonly onCall?: (call: CallContext) => void;
}

/** A gateway on a free loopback port, and what it has logged. */
export async function startGateway({ resolvers, limits, options, onCall }: Setup = {}) {
  const lines: string[] = [];
  const gateway = createGateway({
    schema: createSchema(resolvers),
    sources: {
      answering: (kilde) => kilde,
      makeLoaders(call) {
        onCall?.(call);
        // No resolver of these tests asks a loader.
        return {} as GraphContext['loaders'];
      },
      makeWrites: () => ({}) as GraphContext['writes'],
      state: () => [{ kilde: 'STAR', state: 'UNKNOWN' }],
    },
    options: {
      limits: { ...LIMITS, ...limits },
      profile: PROFILES.open,
      documents: new Map(),
      deadlineMs: 5000,
      sandbox: true,
      tokenRequired: false,
      identify: withoutToken(configuredCaller(undefined)),
      load: UNHURRIED,
      audit: createAuditTrail({ write: () => {}, onLost: () => {} }),
      ...options,
    },
    logger: createLogger('info', { write: (line: string) => void lines.push(line) }),
  });
  const { url } = await gateway.listen(0, '127.0.0.1');
  return {
    url,
    gateway,
    lines: lines as readonly string[],
    /** Waits for the answer's line, which is written when the connection has it. */
    async logged(): Promise<readonly Record<string, unknown>[]> {
      for (let tries = 0; lines.length === 0 && tries < 1_500; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return lines.map((line) => JSON.parse(line));
    },
    post: (body: object | string, headers: Record<string, string> = {}) =>
      fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    get: (query: string, headers: Record<string, string> = {}) =>
      fetch(`${url}/graphql?${new URLSearchParams({ query })}`, { headers }),
    [Symbol.asyncDispose]: () => gateway.close(0),
  };
}

export type RunningGateway = Awaited<ReturnType<typeof startGateway>>;

export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

export async function read(response: Response): Promise<{ status: number; code: string | undefined; answer: Answer }> {
  const answer = (await response.json()) as Answer;
  return { status: response.status, code: answer.errors?.[0]?.extensions?.code, answer };
}
