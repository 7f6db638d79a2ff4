import { type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import type { DokumentertKode, Katalog } from '../domain/katalog.ts';
import type { Kilde } from '../domain/registerfeil.ts';
import { builder, KildeEnum } from './builder.ts';
import { resultater } from './registerfeil.ts';

export interface DokumentertFeil extends DokumentertKode {
  readonly kilde: Kilde;
  /** "Borger.kontaktinformation", "Mutation.createKontaktinformation". */
  readonly felter: readonly string[];
}

const DokumentertFeilType = builder.objectRef<DokumentertFeil>('DokumentertFeil').implement({
  description: 'One documented code of one register.',
  fields: (t) => ({
    kode: t.exposeString('kode', { description: 'As the register documents it.' }),
    type: t.exposeString('type', { description: 'The `__typename` that stands for it.' }),
    kilde: t.expose('kilde', { type: KildeEnum, description: 'The register that documents it.' }),
    dokumentertTekst: t.exposeString('tekst', { description: 'The register’s own text, in its language.' }),
    betydning: t.exposeString('betydning', { description: 'What it means, in English.' }),
    felter: t.expose('felter', {
      type: ['String'],
      description: 'The fields that can answer it. Empty: documented for an operation that this graph does not use.',
    }),
    kanProevesIgjen: t.exposeBoolean('kanProevesIgjen', {
      description: 'Whether the same call may succeed later without any change.',
    }),
  }),
});

builder.queryField('dokumenterteFeil', (t) =>
  t.field({
    type: [DokumentertFeilType],
    args: { kilde: t.arg({ type: KildeEnum, description: 'Only this register’s.' }) },
    complexity: 0,
    description:
      'Every documented code, the type that stands for it and the fields that can answer it: what a frontend needs to write its texts once. Asks nobody.',
    resolve: (_, { kilde }, __, { schema }) =>
      dokumenterteFeil(schema).filter((feil) => !kilde || feil.kilde === kilde),
  }),
);

const computed = new WeakMap<GraphQLSchema, readonly DokumentertFeil[]>();

/** Every code of every catalogue that a union of the schema stands on, in the catalogues' order. */
export function dokumenterteFeil(schema: GraphQLSchema): readonly DokumentertFeil[] {
  const known = computed.get(schema);
  if (known) return known;
  const kataloger = new Set([...resultater.values()].map(({ katalog }) => katalog));
  const list = [...kataloger].flatMap((katalog) =>
    katalog.koder.map((kode) => ({ ...kode, kilde: katalog.kilde, felter: fieldsOf(schema, katalog, kode) })),
  );
  computed.set(schema, list);
  return list;
}

function fieldsOf(schema: GraphQLSchema, katalog: Katalog, { operasjoner }: DokumentertKode): string[] {
  const unions = [...resultater].filter(
    ([, resultat]) =>
      resultat.katalog === katalog && resultat.operasjoner.some((operasjon) => operasjoner.includes(operasjon)),
  );
  const names = new Set(unions.map(([name]) => name));
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => names.has(getNamedType(field.type).name))
        .map((field) => `${type.name}.${field.name}`),
    );
}
