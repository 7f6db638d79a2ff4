// The checks of graphql-cop, as data: what each sends, and by what it knows a finding.
// Source: https://github.com/dolevf/graphql-cop, lib/tests.

export interface CopRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query string. */
  readonly address: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export interface CopAnswer {
  readonly text: string;
  /** Undefined when the answer is not JSON. */
  readonly json: CopJson | undefined;
}

interface CopJson {
  readonly data?: { readonly [field: string]: unknown; readonly __schema?: { readonly types?: readonly unknown[] } };
  readonly errors?: readonly { readonly message?: string; readonly extensions?: { readonly exception?: unknown } }[];
  readonly extensions?: { readonly tracing?: unknown };
}

export interface CopCheck {
  readonly id: string;
  /** What a server with this finding does. */
  readonly sentence: string;
  readonly requests: readonly CopRequest[];
  readonly isFinding: (answer: CopAnswer) => boolean;
}

const post = (body: unknown): CopRequest => ({
  method: 'POST',
  address: '/graphql',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const query = (text: string) => [post({ query: text })];
const inAddress = (text: string) => `/graphql?${new URLSearchParams({ query: text })}`;
const answersTypename = ({ json }: CopAnswer) => Boolean(json?.data?.__typename);

export const CHECKS: readonly CopCheck[] = [
  {
    id: 'alias_overloading',
    sentence: 'answers more than a hundred aliases',
    requests: query(`query { ${Array.from({ length: 101 }, (_, n) => `alias${n}:__typename \n`).join('')} }`),
    isFinding: ({ json }) => Boolean(json?.data?.alias100),
  },
  {
    id: 'batch_query',
    sentence: 'answers ten queries in one array',
    requests: [post(Array.from({ length: 11 }, () => ({ query: 'query { __typename }' })))],
    isFinding: ({ json }) => Array.isArray(json) && json.length >= 10,
  },
  {
    id: 'directive_overloading',
    sentence: 'looks at ten directives one by one',
    requests: query('query { __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }'),
    isFinding: ({ json }) => json?.errors?.length === 10,
  },
  {
    id: 'circular_query_introspection',
    sentence: 'answers an introspection that goes in circles',
    requests: query(
      'query { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }',
    ),
    isFinding: ({ json }) => (json?.data?.__schema?.types?.length ?? 0) > 25,
  },
  {
    id: 'circular_fragment',
    sentence: 'answers fragments that contain each other',
    requests: query(
      'query { __schema { ...A } } fragment A on __Schema { __typename ...B } fragment B on __Schema { ...A }',
    ),
    isFinding: ({ json }) => json !== undefined && json.errors === undefined,
  },
  {
    id: 'field_duplication',
    sentence: 'answers one field asked five hundred times',
    requests: query(`query { ${'__typename \n'.repeat(500)}} `),
    isFinding: answersTypename,
  },
  {
    id: 'field_suggestions',
    sentence: 'says what else could have been meant',
    requests: query('query { __schema { directive } }'),
    isFinding: ({ json }) => json?.errors?.[0]?.message?.includes('Did you mean') ?? false,
  },
  {
    id: 'detect_graphiql',
    sentence: 'has a page to write queries on',
    requests: ['/', '/graphiql', '/playground', '/console', '/graphql'].map((address) => ({
      method: 'GET',
      address,
      headers: { accept: 'text/html' },
    })),
    isFinding: ({ text }) =>
      ['graphiql.min.css', 'GraphQL Playground', 'GraphiQL', 'graphql-playground'].some((word) => text.includes(word)),
  },
  {
    id: 'introspection',
    sentence: 'tells its schema',
    requests: query('query { __schema { types { name fields { name } } } }'),
    isFinding: ({ json }) => Boolean(json?.data?.__schema?.types),
  },
  {
    id: 'get_method_support',
    sentence: 'answers a query that any page can make a browser send by GET',
    requests: [{ method: 'GET', address: inAddress('{__typename}') }],
    isFinding: answersTypename,
  },
  {
    id: 'get_based_mutation',
    sentence: 'answers a mutation by GET',
    requests: [{ method: 'GET', address: inAddress('mutation {__typename}') }],
    isFinding: answersTypename,
  },
  {
    id: 'post_based_csrf',
    sentence: 'answers a form that any page can make a browser send by POST',
    requests: [
      { method: 'POST', address: inAddress('query {__typename}') },
      {
        method: 'POST',
        address: '/graphql',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ query: 'query {__typename}' }).toString(),
      },
    ],
    isFinding: answersTypename,
  },
  {
    id: 'trace_mode',
    sentence: 'tells how it came to its answer',
    requests: query('query { __typename }'),
    isFinding: ({ text, json }) => Boolean(json?.extensions?.tracing) || /stacktrace/i.test(text),
  },
  {
    id: 'unhandled_error_detection',
    sentence: 'tells of its own exceptions',
    requests: query('qwerty cop { abc }'),
    isFinding: ({ json }) => Boolean(json?.errors?.[0]?.extensions?.exception),
  },
];

/** What the open profile is meant to answer, for whoever explores the graph. */
export const OPEN_FINDINGS = [
  'directive_overloading',
  'field_suggestions',
  'detect_graphiql',
  'introspection',
  'get_method_support',
];

/** The checks that find something at this address. Every request must be answered. */
export async function patrol(url: string): Promise<string[]> {
  const found: string[] = [];
  for (const { id, requests, isFinding } of CHECKS) {
    const answers = await Promise.all(
      requests.map(async ({ address, ...init }) => (await fetch(url + address, init)).text()),
    );
    if (answers.some((text) => isFinding({ text, json: parse(text) }))) found.push(id);
  }
  return found;
}

function parse(text: string): CopJson | undefined {
  try {
    return JSON.parse(text) as CopJson;
  } catch {
    return undefined;
  }
}
