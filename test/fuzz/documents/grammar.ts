import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
  isInterfaceType,
  isUnionType,
} from 'graphql';
import type { Random } from '../../differential/random.ts';
import { mutateText } from './text.ts';
import { anything, toJson, toLiteral, type Value, makeValue } from './values.ts';

/** What stands in a request's body. */
export interface Asked {
  readonly query: string;
  readonly operationName?: string;
  /** As JSON. */
  readonly variables?: string;
  /** The sandbox's caller, by name. */
  readonly caller?: string;
}

const NAMES = [
  'a',
  'b',
  'navn',
  'enhet',
  '__proto__',
  'constructor',
  'then',
  'toString',
  'length',
  'toJSON',
  '__x',
  'æ',
];
const MAX_FIELDS = 60;

/** Writes one document by the schema, in which now and then something is as the schema does not have it. */
class DocumentWriter {
  readonly #schema: GraphQLSchema;
  readonly #random: Random;
  /** How likely each thing is to be wrong: 0 in most documents. */
  readonly #wrong: number;
  readonly #depth: number;
  readonly #fragments = new Map<string, { readonly on: string; readonly text: string }>();
  #variables = new Map<string, { readonly definition: string; readonly value?: Value }>();
  #fields = 0;
  #names = 0;
  #isWrite = false;

  constructor(schema: GraphQLSchema, random: Random) {
    this.#schema = schema;
    this.#random = random;
    this.#wrong = random.chance(0.4) ? 0.04 : 0;
    this.#depth = random.chance(0.15) ? 4 + random.below(14) : 3 + random.below(4);
  }

  /** The text, the name of the operation that is to run, and its variables. */
  write(): Asked {
    const random = this.#random;
    const count = random.chance(0.1) ? 2 + random.below(2) : 1;
    const variables: (readonly [string, Value])[] = [];
    const operations = Array.from({ length: count }, (_, index) => {
      this.#variables = new Map();
      const text = this.#operation(count === 1 ? random.pick(['', 'A', 'then']) : `O${this.#odd() ? 0 : index}`);
      for (const [name, { value }] of this.#variables) if (value !== undefined) variables.push([name, value]);
      return text;
    });
    const fragments = [...this.#fragments].map(([name, { on, text }]) => `fragment ${name} on ${on} ${text}`);
    const query = random.shuffled([...operations, ...fragments]).join('\n');
    if (this.#odd()) variables.push([random.pick(NAMES), anything(random)]);
    return {
      query,
      ...(count > 1 && { operationName: this.#odd() ? random.pick(NAMES) : `O${random.below(count)}` }),
      ...(variables.length > 0 && { variables: toJson(Object.fromEntries(variables)) }),
      ...(random.chance(0.2) && { caller: random.pick(['jobcenter-1', 'kommune-1']) }),
    };
  }

  #odd = (): boolean => this.#wrong > 0 && this.#random.chance(this.#wrong);

  #operation(name: string): string {
    const random = this.#random;
    this.#isWrite = random.chance(0.08);
    const kind = this.#odd()
      ? random.pick(['subscription', 'mutation', 'query', 'Query'])
      : this.#isWrite
        ? 'mutation'
        : 'query';
    const type = this.#isWrite ? this.#schema.getMutationType() : this.#schema.getQueryType();
    if (!type) throw new Error('no such operation');
    const selections = this.#selections(type, this.#depth);
    const definitions = [...this.#variables.values()].map(({ definition }) => definition);
    if (this.#odd())
      definitions.push(random.pick(['$unused: Int', '$a: Nothing', '$a: Enhet', '$a: Int = "x"', '$a: Int, $a: ID']));
    const head = definitions.length > 0 ? `(${definitions.join(', ')})` : '';
    return name === '' && head === '' && kind === 'query' && random.chance(0.7)
      ? selections
      : `${kind} ${name}${head}${this.#odd() ? this.#directives() : ''} ${selections}`;
  }

  #selections(type: GraphQLCompositeType, depth: number): string {
    const random = this.#random;
    const parts: string[] = [];
    if (isUnionType(type) || isInterfaceType(type)) {
      const possible = this.#schema.getPossibleTypes(type);
      const members = random.chance(0.2)
        ? possible
        : Array.from({ length: 1 + random.below(3) }, () => random.pick(possible));
      if (random.chance(0.6)) parts.push('__typename');
      for (const member of members) parts.push(this.#fragment(member, depth - 1));
      const interfaces = possible.flatMap((one) => one.getInterfaces());
      if (interfaces.length > 0 && random.chance(0.4)) parts.push(this.#fragment(random.pick(interfaces), depth - 1));
    }
    if (!isUnionType(type)) {
      const fields = Object.values(type.getFields());
      const leaves = fields.filter((field) => !isCompositeType(getNamedType(field.type)));
      const isRoot = type === this.#schema.getQueryType() || type === this.#schema.getMutationType();
      for (let left = 1 + random.below(isRoot ? 3 : 4); left > 0 && this.#fields < MAX_FIELDS; left -= 1) {
        const among = depth > 0 ? fields : leaves;
        if (among.length > 0) parts.push(this.#field(random.pick(among), depth));
        if (random.chance(0.1)) parts.push(this.#fragment(this.#odd() ? this.#anyType() : type, depth - 1));
      }
      if (type === this.#schema.getQueryType() && random.chance(0.06)) parts.push(this.#introspection());
    }
    if (parts.length === 0 || random.chance(0.15)) parts.push(`${this.#alias()}__typename`);
    if (this.#odd())
      parts.push(
        random.pick(['ukjent', '...Ukjent', '... on Ukjent { a }', '{ a }', 'id { id }', '@skip', '...', '__type']),
      );
    return `{ ${random.shuffled(parts).join(random.pick([' ', '\n', ', ', ' # x\n']))} }`;
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    this.#fields += 1;
    const type = getNamedType(field.type);
    const args = field.args.filter(
      (arg) => this.#odd() || arg.type.toString().endsWith('!') || this.#random.chance(0.5),
    );
    const written = args.map((arg) => `${this.#odd() ? 'ukjent' : arg.name}: ${this.#argument(arg)}`);
    const head = `${this.#alias(args.length > 0)}${field.name}${written.length > 0 ? `(${written.join(', ')})` : ''}${this.#directives()}`;
    const hasSelections = isCompositeType(type) !== this.#odd();
    return hasSelections ? `${head} ${isCompositeType(type) ? this.#selections(type, depth - 1) : '{ a }'}` : head;
  }

  #argument({ name, type }: GraphQLArgument): string {
    const random = this.#random;
    const value = makeValue(type, name, this.#isWrite, this.#odd, random);
    return random.chance(0.4) ? this.#variable(type.toString(), value, type) : toLiteral(value, type);
  }

  #variable(type: string, value: Value, read?: GraphQLArgument['type']): string {
    const random = this.#random;
    const same = [...this.#variables].filter(([, { definition }]) => definition.endsWith(`: ${type}`));
    if (same.length > 0 && random.chance(0.3)) return `$${random.pick(same)[0]}`;
    const name = `${random.pick(['v', 'then', 'constructor', 'toString', '__v'])}${this.#variables.size}`;
    const isDefault = random.chance(0.1) && value !== null;
    const declared = this.#odd() ? random.pick(['Int', '[ID!]!', 'Boolean!', 'SokEnhetInput']) : type;
    const definition = `$${name}: ${declared}${isDefault ? ` = ${toLiteral(value, read)}` : ''}`;
    this.#variables.set(name, { definition, ...(!isDefault && !this.#odd() && { value }) });
    return `$${this.#odd() ? 'ukjent' : name}`;
  }

  #alias(isLikely = false): string {
    const random = this.#random;
    if (!random.chance(isLikely ? 0.7 : 0.1)) return '';
    return random.chance(0.7) ? `a${random.below(20)}: ` : `${random.pick(this.#odd() ? NAMES : NAMES.slice(0, -1))}: `;
  }

  #directives(): string {
    const random = this.#random;
    if (this.#odd())
      return random.pick([' @ukjent', ' @skip', ' @skip(if: 1)', ' @deprecated', ' @include(if: null)', ' @defer']);
    if (!random.chance(0.05)) return '';
    const value = random.chance(0.5);
    const condition = random.chance(0.5) ? String(value) : this.#variable('Boolean!', value);
    return ` @${random.pick(['skip', 'include'])}(if: ${condition})`;
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    const random = this.#random;
    const known = [...this.#fragments].filter(([, { on }]) => on === type.name);
    if (known.length > 0 && random.chance(0.3)) return `...${random.pick(known)[0]}`;
    if (random.chance(0.2)) return this.#namedFragment(type, depth);
    const on = isObjectType(type) && random.chance(0.02) ? '' : ` on ${type.name}`;
    return `...${on}${this.#directives()} ${this.#selections(type, depth)}`;
  }

  #namedFragment(type: GraphQLCompositeType, depth: number): string {
    const name = `F${this.#names}`;
    this.#names += 1;
    // A fragment that is known before its text is written may be spread within itself: a cycle.
    if (this.#odd()) this.#fragments.set(name, { on: type.name, text: '' });
    const text = this.#selections(type, depth);
    this.#fragments.set(name, { on: type.name, text });
    return `...${name}`;
  }

  #anyType(): GraphQLCompositeType {
    return this.#random.pick(Object.values(this.#schema.getTypeMap()).filter(isCompositeType));
  }

  #introspection(): string {
    const type = this.#schema.getType(this.#random.pick(['__Schema', '__Type']));
    if (!isObjectType(type)) throw new Error('no introspection');
    this.#fields += 20;
    const name = this.#random.pick(['Enhet', 'Registerfeil', 'KontaktdataType', 'ukjent', '__Type']);
    return type.name === '__Schema'
      ? `__schema ${this.#selections(type, 3)}`
      : `__type(name: "${name}") ${this.#selections(type, 4)}`;
  }
}

export function documentOf(schema: GraphQLSchema, random: Random): Asked {
  const asked = new DocumentWriter(schema, random).write();
  return random.chance(0.1) ? { ...asked, query: mutateText(asked.query, random) } : asked;
}
