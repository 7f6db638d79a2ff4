import { composeServices as composeByApollo } from '@apollo/composition';
import { composeServices as composeByGuild, composeSchemaContract } from '@theguild/federation-composition';
import {
  buildSchema,
  type ConstDirectiveNode,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isUnionType,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
} from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { compose, REGISTERGRAF_SDL } from '../../examples/federation/compose.ts';
import { TILSKUDD_SDL } from '../../examples/federation/tilskudd.ts';
import { PERSONAL_DATA, TAGGED } from '../../src/graph/personal-data.ts';
import { apiSchema } from '../../src/graph/schema.ts';
import { OPERATION_FIELDS } from '../../src/graph/scopes.ts';
import { SOURCE_ABOUT_NOBODY } from '../sources/reached.ts';
import { SELECTION_SDL } from './selection.ts';

// The subgraph that is committed, composed with the example’s, by the two composers that routers are fed from.

const service = (name: string, sdl: string) => ({ name, url: `http://${name}.example/graphql`, typeDefs: parse(sdl) });
const REGISTERGRAF = service('registergraf', REGISTERGRAF_SDL);
const TILSKUDD = service('tilskudd', TILSKUDD_SDL);

/** Hints that are there and may be, with the reason. One that no longer appears must go from here. */
const EXPLAINED: Readonly<Record<string, string>> = {};

it('@apollo/composition has no error and no hint that is not explained', () => {
  const { errors, hints } = composeByApollo([REGISTERGRAF, TILSKUDD]);
  expect(errors).toBeUndefined();
  expect(hints?.map(({ definition, message }) => `${definition.code}: ${message}`)).toEqual(Object.keys(EXPLAINED));
});

it('@theguild/federation-composition, which knows no hints, has no error', () => {
  const composed = composeByGuild([REGISTERGRAF, TILSKUDD]);
  expect(composed.errors).toBeUndefined();
  expect(composed).not.toHaveProperty('hints');
});

it('what does not compose is refused with every reason, in words', () => {
  const sdl = TILSKUDD_SDL.replace('enum Kilde {', 'enum Kilde {\n  TILSKUDDSREGISTERET').replace(
    'beloep: Int!',
    'beloep: Krone!',
  );
  const wrong = [
    { ...REGISTERGRAF, sdl: REGISTERGRAF_SDL },
    { ...TILSKUDD, sdl },
  ];
  expect(() => compose(wrong)).toThrow(/^The subgraphs do not compose:\n {2}- \w+: .*Krone/);
});

describe('a subgraph with a source and an error of its own', () => {
  const own = service(
    'tilskudd',
    TILSKUDD_SDL.replace('enum Kilde {', 'enum Kilde {\n  TILSKUDDSREGISTERET').replaceAll(
      'IngenTilskudd',
      'TilskuddAvslaatt',
    ),
  );
  const composers = [
    ['@apollo/composition', composeByApollo],
    ['@theguild/federation-composition', composeByGuild],
  ] as const;

  it.each(composers)('composes, and the supergraph has both: %s', (_, composer) => {
    const composed = composer([REGISTERGRAF, own]);
    expect(composed.errors).toBeUndefined();
    const supergraph = supergraphOf(composed);
    const kilde = supergraph.definitions.find(
      (definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'Kilde',
    ) as EnumTypeDefinitionNode;
    expect(kilde.values?.map(({ name }) => name.value)).toEqual(
      expect.arrayContaining(['TILSKUDDSREGISTERET', 'STAR', 'GRUNNDATA']),
    );
    const error = supergraph.definitions.find(
      (definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === 'TilskuddAvslaatt',
    ) as ObjectTypeDefinitionNode;
    expect(error.interfaces?.map(({ name }) => name.value)).toContain('Registerfeil');
  });

  it('gives no hint, but for the note that an answered enum has a value more in one subgraph', () => {
    const { hints } = composeByApollo([REGISTERGRAF, own]);
    const found = hints?.map(({ definition, message }) => ({
      code: definition.code,
      level: definition.level.name,
      value: /"(\w+)"/.exec(message)?.[1],
    }));
    expect(found).toEqual([
      { code: 'INCONSISTENT_ENUM_VALUE_FOR_OUTPUT_ENUM', level: 'DEBUG', value: 'TILSKUDDSREGISTERET' },
    ]);
  });

  it.each(composers)('would not compose if Kilde were an argument: %s', (_, composer) => {
    const asArgument = service('registergraf', REGISTERGRAF_SDL.replace('kilde: KildeFilter', 'kilde: Kilde'));
    const { errors } = composer([asArgument, own]);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['ENUM_VALUE_MISMATCH']);
  });
});

describe.each([
  ['@apollo/composition', composeByApollo],
  ['@theguild/federation-composition', composeByGuild],
] as const)('the supergraph of %s', (_, composer) => {
  const supergraph = supergraphOf(composer([REGISTERGRAF, TILSKUDD]));
  const types = supergraph.definitions.filter(
    (definition): definition is ObjectTypeDefinitionNode => definition.kind === Kind.OBJECT_TYPE_DEFINITION,
  );
  const fields = types.flatMap((type) =>
    (type.fields ?? []).map((field) => ({ at: `${type.name.value}.${field.name.value}`, field })),
  );

  it('has every union with exactly its members', () => {
    const unions = supergraph.definitions.filter((definition) => definition.kind === Kind.UNION_TYPE_DEFINITION);
    const found = unions.map(({ name, types: members = [] }) => [
      name.value,
      members.map((member) => member.name.value).toSorted(),
    ]);
    const ours = Object.values(apiSchema.getTypeMap())
      .filter(isUnionType)
      .map((union) => [
        union.name,
        union
          .getTypes()
          .map(({ name }) => name)
          .toSorted(),
      ]);
    expect(ours.length).toBeGreaterThan(15);
    expect(Object.fromEntries(found)).toEqual({
      ...Object.fromEntries(ours),
      TilskuddResultat: ['IngenTilskudd', 'KildeUtilgjengelig', 'Tilskuddsliste'],
    });
  });

  it('has Registerfeil with all that implement it, ours and the example’s', () => {
    const found = types
      .filter(({ interfaces = [] }) => interfaces.some(({ name }) => name.value === 'Registerfeil'))
      .map(({ name }) => name.value);
    const registerfeil = apiSchema.getType('Registerfeil');
    if (!isInterfaceType(registerfeil)) throw new Error('Registerfeil is an interface');
    const ours = apiSchema.getPossibleTypes(registerfeil).map(({ name }) => name);
    expect(found.toSorted()).toEqual([...ours, 'IngenTilskudd'].toSorted());
  });

  it('asks for the scopes that the gateway asks for, and for nothing else', () => {
    const scopes = fields.flatMap(({ at, field }) => written(field, 'requiresScopes').map((text) => [at, text]));
    const wanted = Object.entries(OPERATION_FIELDS).map(([at, { scope }]) => {
      const orOwn = /^Innbygger\.|^Query\.innsynslogg$/.test(at) ? ', ["registergraf:own.read"]' : '';
      return [at, `@requiresScopes(scopes: [["${scope}"]${orOwn}])`];
    });
    expect(scopes.toSorted()).toEqual(wanted.toSorted());
    const authenticated = fields.filter(({ field }) => written(field, 'authenticated').length > 0);
    expect(authenticated.map(({ at }) => at).toSorted()).toEqual(Object.keys(OPERATION_FIELDS).toSorted());
  });

  it('keeps what is inaccessible, marked', () => {
    const marked = fields.filter(({ field }) => written(field, 'inaccessible').length > 0).map(({ at }) => at);
    expect(marked).toEqual(['Saksbehandler.brukernavn']);
  });

  it('says who has taken a field over', () => {
    const taken = supergraphOf(composer([REGISTERGRAF, TILSKUDD, service('selection', SELECTION_SDL)]));
    expect(print(taken)).toMatch(/frivillighet: FrivillighetResultat .*join__field\([^)]*override: "registergraf"/);
  });
});

describe('the graph without personal data', () => {
  const filter = { include: new Set<string>(), exclude: new Set([PERSONAL_DATA]) };
  let open: GraphQLSchema;
  beforeAll(() => {
    const { errors, publicSdl } = composeSchemaContract([REGISTERGRAF, TILSKUDD], filter);
    expect(errors).toBeUndefined();
    open = buildSchema(publicSdl ?? '');
  });

  it('is a valid schema that has no tagged type, and no mutation', () => {
    expect(Object.keys(open.getTypeMap()).filter((name) => TAGGED.has(name))).toEqual([]);
    expect(open.getMutationType()).toBeUndefined();
    for (const name of ['Borger', 'Innbygger', 'RollePerson', 'Saksbehandler'])
      expect(open.getType(name)).toBeUndefined();
  });

  it('has the units and the grants, with every union that it keeps whole', () => {
    expect(Object.keys(open.getQueryType()?.getFields() ?? {}).toSorted()).toEqual(
      [
        ...SOURCE_ABOUT_NOBODY,
        'dokumenterteFeil',
        'endringslogg',
        'enhet',
        'enheter',
        'sokEnhet',
        'tilskudd',
      ].toSorted(),
    );
    expect(Object.keys((open.getType('Tilskudd') as never as { getFields(): object }).getFields())).toEqual([
      'id',
      'aar',
      'beloep',
      'formaal',
      'mottaker',
    ]);
    const kept = Object.values(open.getTypeMap())
      .filter(isUnionType)
      .filter(({ name }) => name !== 'TilskuddResultat');
    expect(kept.length).toBeGreaterThan(5);
    for (const union of kept) {
      const whole = apiSchema.getType(union.name);
      if (!isAbstractType(whole)) throw new Error(`${union.name} is not ours`);
      const names = (members: readonly { name: string }[]) => members.map(({ name }) => name).toSorted();
      expect(names(union.getTypes())).toEqual(names(apiSchema.getPossibleTypes(whole)));
    }
  });
});

function supergraphOf(composed: { readonly supergraphSdl?: string | undefined }): DocumentNode {
  if (composed.supergraphSdl === undefined) throw new Error('there is no supergraph');
  return parse(composed.supergraphSdl);
}

function written(
  element: { readonly directives?: readonly ConstDirectiveNode[] | undefined },
  directive: string,
): string[] {
  return (element.directives ?? []).filter(({ name }) => name.value === directive).map(print);
}
