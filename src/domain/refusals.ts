/** One way in which the gateway itself refuses something: a row of the catalogue in `server/errors/`. */
export interface Refusal<Text extends string = string> {
  /** What programs read: `extensions.code`. */
  readonly code: string;
  /** The HTTP status. 200: the error stands in the place of one field, and the rest of the operation is answered. */
  readonly status: number;
  /** What people read. A word in braces is replaced by its value. */
  readonly text: Text;
  /** When it is answered. */
  readonly when: string;
  /** What whoever gets it can do. */
  readonly remedy: string;
  /** An answer to a question by hash, which clients ask before they send a text: the status is 200 for one that reads `application/json` alone. */
  readonly handshake?: boolean;
}

type Words<Text extends string> = Text extends `${string}{${infer Word}}${infer Rest}` ? Word | Words<Rest> : never;

/** The values of the words in braces; nothing where the text has none. */
export type Values<Text extends string> = [Words<Text>] extends [never]
  ? readonly []
  : readonly [values: Readonly<Record<Words<Text>, string | number>>];

export function defineRefusal<const Text extends string>(
  status: number,
  code: string,
  told: Omit<Refusal<Text>, 'status' | 'code'>,
): Refusal<Text> {
  return { code, status, ...told };
}

/** The text of a refusal with its values: what a client reads. */
export function textOf<Text extends string>({ text }: Refusal<Text>, ...[values]: Values<Text>): string {
  const byWord: Readonly<Record<string, string | number>> = values ?? {};
  return text.replace(/\{(\w+)\}/g, (braced, word: string) => String(byWord[word] ?? braced));
}

const VALUES_REMEDY = 'Ask for fewer keys in one operation, and for the others in the next.';
const LIST_REMEDY = 'Ask for fewer objects, or for less of each.';
const ENTITY_REMEDY = 'Correct the federation router’s composition: the keys stand in `schema/subgraph.graphql`.';

/** What the graph refuses, before an operation is executed or in the place of a field. */
export const GRAPH_REFUSALS = {
  tooManyValues: defineRefusal(422, 'TOO_MANY_VALUES', {
    text: '{argument} holds {count} values; at most {limit} are allowed.',
    when: 'One list argument has more values than a list may have.',
    remedy: VALUES_REMEDY,
  }),
  tooManyValuesInAll: defineRefusal(422, 'TOO_MANY_VALUES_IN_ALL', {
    text: 'The lists of the operation hold more than {limit} values, each as often as it stands there.',
    when: 'All list arguments of an operation together have too many values.',
    remedy: VALUES_REMEDY,
  }),
  listTooLongForFields: defineRefusal(200, 'TOO_MANY_FIELDS', {
    text: 'The answer would hold more than {limit} fields: a list is too long.',
    when: 'A register has answered a list that is too long for what is asked of each member.',
    remedy: LIST_REMEDY,
  }),
  listTooLongForCalls: defineRefusal(200, 'TOO_MANY_CALLS', {
    text: 'The answer would cost more than {limit} calls: a list is too long.',
    when: 'A register has answered a list, and asking on for each member would take too many calls.',
    remedy: LIST_REMEDY,
  }),
  idempotencyKeyReused: defineRefusal(200, 'IDEMPOTENCY_KEY_REUSED', {
    text: 'This Idempotency-Key has been used for another input. Nothing was sent: use a new key for a new write.',
    when: 'A write has the Idempotency-Key of another write with another input.',
    remedy: 'Make a new key for each new write, and use it again only to repeat that write.',
  }),
  representationNoObject: defineRefusal(200, 'INVALID_REPRESENTATION', {
    text: 'representations[{index}] is not an object with __typename and a key.',
    when: 'A federation router asks for an entity by something that is no object.',
    remedy: ENTITY_REMEDY,
  }),
  representationNoEntity: defineRefusal(200, 'INVALID_REPRESENTATION', {
    text: 'representations[{index}] needs a __typename that is an entity of this graph: {names}.',
    when: 'A federation router asks for an entity of a type that is none here.',
    remedy: ENTITY_REMEDY,
  }),
  representationNoKey: defineRefusal(200, 'INVALID_REPRESENTATION', {
    text: 'representations[{index}] needs the key {key} of {name}, a string.',
    when: 'A federation router asks for an entity without its key.',
    remedy: ENTITY_REMEDY,
  }),
};
