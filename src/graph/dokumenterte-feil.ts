import type { DokumentertKode } from '../domain/catalogue.ts';
import type { Kilde } from '../domain/registerfeil.ts';
import { builder, KildeEnum } from './builder.ts';
import { results } from './registerfeil.ts';
import { OPERATION_FIELDS } from './scopes.ts';

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
    description:
      'Every documented code, the type that stands for it and the fields that can answer it: what a frontend needs to write its texts once. Asks nobody.',
    resolve: (_, { kilde }) => dokumenterteFeil().filter((feil) => !kilde || feil.kilde === kilde),
  }),
);

let computed: readonly DokumentertFeil[] | undefined;

/** Every code of every catalogue that a union of the graph stands on, in the catalogues' order. */
export function dokumenterteFeil(): readonly DokumentertFeil[] {
  computed ??= [...new Set([...results.values()].map(({ catalogue }) => catalogue))].flatMap(({ kilde, codes }) =>
    codes.map((kode) => ({ ...kode, kilde, felter: felterOf(kode) })),
  );
  return computed;
}

/** By the field's own operation: two fields that share a union need not document the same codes. */
function felterOf({ operations }: DokumentertKode): string[] {
  return Object.entries(OPERATION_FIELDS).flatMap(([felt, { operation }]) =>
    operations.includes(operation) ? [felt] : [],
  );
}
