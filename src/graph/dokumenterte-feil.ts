import type { DokumentertKode } from '../domain/catalogue.ts';
import type { Kilde } from '../domain/registerfeil.ts';
import { builder } from '../graph-kit/kit.ts';
import { REGISTERS } from '../sources/index.ts';
import { KildeEnum, KildeFilterEnum } from './kilde.ts';
import { OPERATION_FIELDS } from './scopes.ts';

export interface DokumentertFeil extends DokumentertKode {
  readonly kilde: Kilde;
  /** Whether the register has no such code, and the gateway derives it. */
  readonly avledet: boolean;
  /** "Borger.kontaktinformation", "Mutation.createKontaktinformation". */
  readonly felter: readonly string[];
}

const DokumentertFeilType = builder.objectRef<DokumentertFeil>('DokumentertFeil').implement({
  description: 'One documented code of one register.',
  fields: (t) => ({
    kode: t.exposeString('kode', {
      description: 'The code, as the register documents it: `1010`, `BRUKER_IKKE_FUNNET`.',
    }),
    type: t.exposeString('type', { description: 'The `__typename` that stands for it.' }),
    kilde: t.expose('kilde', {
      type: KildeEnum,
      description: 'The register that documents it, or, where `avledet` is true, that answers what it is derived from.',
    }),
    avledet: t.exposeBoolean('avledet', {
      description: 'True where the register has no such code, and the gateway derives it from what the register shows.',
    }),
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
    args: {
      kilde: t.arg({ type: KildeFilterEnum, description: 'Only the codes of this register. Left out: those of all.' }),
    },
    description:
      'Every documented code, the type that stands for it and the fields that can answer it: what a frontend needs to write its texts once. Asks nobody.',
    resolve: (_, { kilde }) => dokumenterteFeil().filter((feil) => !kilde || feil.kilde === kilde),
  }),
);

const DOKUMENTERTE_FEIL: readonly DokumentertFeil[] = REGISTERS.flatMap(({ catalogue: { kilde, codes, derived } }) =>
  codes.map((row) => ({ ...row, kilde, avledet: derived, felter: fieldsOf(row) })),
);

/** Every code of every catalogue, in the catalogues' order. */
export function dokumenterteFeil(): readonly DokumentertFeil[] {
  return DOKUMENTERTE_FEIL;
}

/** By the field's own operation: two fields that share a union need not document the same codes. */
function fieldsOf({ operations }: DokumentertKode): string[] {
  return Object.entries(OPERATION_FIELDS).flatMap(([coordinate, { operation }]) =>
    operations.includes(operation) ? [coordinate] : [],
  );
}
