import { z } from 'zod';

// What `document check --json` prints. Its JSON Schema, schema/document-check.schema.json, is made from this. Members may be added; what is
// there keeps its name and meaning while `version` is 1.

/** The worst first. */
export const LEVELS = ['error', 'unavailable', 'missing', 'notice'] as const;

const LEVEL = z.enum(LEVELS).meta({
  description:
    '`error`: a gateway refuses it, or it breaks with the other schema. `unavailable`: a union without KildeUtilgjengelig. `missing`: a union without another member. `notice`: worth knowing',
});

const PLACE = {
  file: z.string().meta({ description: 'As it was named, or as it was found below a folder; `-`: standard input' }),
  id: z.string().optional().meta({ description: 'In a manifest: the id of the document' }),
  line: z.int().min(1).meta({ description: 'In the document, from 1' }),
  column: z.int().min(1),
};

export const KINDS = {
  syntax: 'It is not GraphQL',
  validation: 'It does not fit the graph',
  refused: 'A gateway refuses it, by its limits or its profile; `code` says why',
  fragment: 'A fragment of this name stands in several files',
  'wrong-id': 'The id in a manifest is not that of its document',
  'repeated-id': 'The id stands more than once in a manifest',
  'left-out': 'Nothing is selected of a member of a union',
  breaks: 'It does not fit the other schema',
  'left-out-there': 'The same of a member that the other schema alone has',
  calls: 'Long lists could make it cost more calls than the limit',
  deprecated: 'It uses what is deprecated',
  'no-typename': 'A union is selected without `__typename`',
  'repeated-name': 'Another document has an operation of this name',
  'unused-fragment': 'No operation uses the fragment',
  'unknown-field': 'This version does not know what a field of the schema costs and takes',
} as const;

const FINDING = z.object({
  level: LEVEL,
  kind: z.enum(Object.keys(KINDS) as [Kind, ...Kind[]]).meta({
    description: Object.entries(KINDS)
      .map(([kind, meaning]) => `\`${kind}\`: ${meaning}`)
      .join('. '),
  }),
  code: z.string().optional().meta({ description: 'What the gateway would refuse it with' }),
  message: z.string().meta({ description: 'In English, on one line; numbers that could be a person’s are masked' }),
  ...PLACE,
  operations: z.array(z.string()).meta({ description: 'The names of the operations that it is of' }),
});

const UNION = z.object({
  path: z.string().meta({ description: 'In the answer: `enhet.basisdata`' }),
  field: z.string().meta({ description: '`Enhet.basisdata`' }),
  union: z.string().meta({ description: '`BasisdataResultat`' }),
  ...PLACE,
  leftOut: z
    .array(
      z.object({
        member: z.string(),
        when: z
          .record(z.string(), z.boolean())
          .optional()
          .meta({ description: 'Variables of @skip and @include with which it is left out; absent: with all' }),
        allowed: z.boolean().meta({ description: 'By --allow-missing: there is no finding of it' }),
      }),
    )
    .meta({ description: 'Members of which nothing is selected, by a fragment on them or on an interface of theirs' }),
});

const CALLS = z.object({
  least: z.int().min(0).meta({ description: 'With empty lists' }),
  most: z.int().min(0).meta({ description: 'With the longest lists that the gateway takes' }),
  formula: z.string().optional().meta({
    description: '`1 + 3 × $cprs`, where a list stands for its length. Absent: fixed, or no sum of products',
  }),
  sizes: z
    .array(z.object({ name: z.string(), isList: z.boolean(), most: z.int() }))
    .meta({ description: 'What it depends on: lengths of lists, and numbers' }),
  allowed: z.int().optional().meta({ description: 'The most of its one size that is within the limit' }),
});

const OPERATION = z.object({
  name: z.string().nullable(),
  kind: z.string().meta({ description: '`query` or `mutation`' }),
  ...PLACE,
  isValid: z.boolean().meta({ description: 'Else nothing more of it is known, and the rest is empty' }),
  calls: CALLS.nullable().meta({ description: 'To registers; null: refused by the lists that it holds' }),
  scopes: z.array(
    z.object({
      scope: z.string(),
      fields: z.array(z.string()),
      ownRead: z.boolean().meta({ description: 'Whether a citizen’s own token may, too, by registergraf:own.read' }),
    }),
  ),
  touchesPersons: z.boolean().meta({ description: 'Then a GET is refused' }),
  unions: z.array(UNION).meta({ description: 'All that it selects' }),
});

export const REPORT = z.object({
  version: z.literal(1),
  schema: z.string().nullable().meta({ description: 'What documents were held to; null: the graph of this version' }),
  against: z.string().nullable(),
  limits: z.object({ depth: z.int(), tokens: z.int(), aliases: z.int(), calls: z.int(), fields: z.int() }),
  failOn: z.enum(['error', 'unavailable', 'missing', 'never']),
  fails: z.boolean().meta({ description: 'Whether the exit code is 1' }),
  operations: z.array(OPERATION),
  findings: z.array(FINDING).meta({ description: 'The worst first, and within a level by place' }),
});

export type Level = (typeof LEVELS)[number];
export type Kind = keyof typeof KINDS;
export type Finding = z.output<typeof FINDING>;
export type OperationReport = z.output<typeof OPERATION>;
export type Report = z.output<typeof REPORT>;
export type FailOn = Report['failOn'];

/** `schema/document-check.schema.json` */
export function printReportSchema(): string {
  // Without `additionalProperties: false`: what is added later must not break who checks by this.
  const { $schema, ...schema } = z.toJSONSchema(REPORT, { io: 'input' });
  const titled = { $schema, title: 'What `registergraf document check --json` prints', ...schema };
  return `${JSON.stringify(titled, undefined, 2)}\n`;
}
