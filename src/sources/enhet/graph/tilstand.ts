import { describedValues } from '../../../graph-kit/enum-values.ts';
import { builder } from '../../../graph-kit/kit.ts';
import type { Registerfeil } from '../../../domain/registerfeil.ts';
import type { EnhetAnswer, Enhetstilstand, SaerligeOpplysninger, TvangsavviklingGrunn } from '../enhet.ts';
import { EnhetsdataInterface, type ShownAs } from './enhetsdata.ts';

type Dated = Pick<Enhetstilstand, 'kind' | 'dato'>;

function dated(name: string, description: string, dato: string) {
  return builder.objectRef<Dated>(name).implement({
    description,
    fields: (t) => ({
      dato: t.expose('dato', {
        type: 'Date',
        nullable: true,
        description: `${dato} Null where the register does not tell.`,
      }),
    }),
  });
}

const KonkursType = dated(
  'Konkurs',
  'The unit is bankrupt. Enhetsregisteret: konkurs; grunndata: KONK.',
  'When the bankruptcy was opened.',
);
const UnderAvviklingType = dated(
  'UnderAvvikling',
  'The unit is being wound up by its own decision. Enhetsregisteret: underAvvikling; grunndata: OPPL.',
  'The day since which it is wound up.',
);
const RekonstruksjonType = dated(
  'Rekonstruksjon',
  'The unit negotiates with its creditors about a restructuring. Enhetsregisteret only.',
  'The day since which it does.',
);
const UtenlandskInsolvensType = dated(
  'UtenlandskInsolvens',
  'The unit is in insolvency proceedings abroad. Enhetsregisteret only.',
  'The day since which it is.',
);

const GrunnEnum = builder.enumType('TvangsavviklingGrunn', {
  description: 'Why a unit is wound up or dissolved by force. Enhetsregisteret tells each ground by a date of its own.',
  values: describedValues<TvangsavviklingGrunn>({
    MANGLENDE_SLETTING: 'The unit should have been deleted, and has not been.',
    MANGLENDE_DAGLIG_LEDER: 'The unit has no general manager, and must have one.',
    MANGLENDE_REVISOR: 'The unit has no auditor, and must have one.',
    MANGLENDE_REGNSKAP: 'The unit has not sent in its annual accounts.',
    MANGELFULLT_STYRE: 'The unit has no board that is as the law wants it.',
    UKJENT: 'The register tells that it is, and not why.',
  }),
});

const TvangsavviklingType = builder
  .objectRef<Extract<Enhetstilstand, { readonly kind: 'tvangsavvikling' }>>('Tvangsavvikling')
  .implement({
    description: 'The unit is being wound up or dissolved by force. Enhetsregisteret only.',
    fields: (t) => ({
      grunn: t.expose('grunn', { type: GrunnEnum, description: 'The ground for it, as far as the register tells.' }),
      dato: t.expose('dato', {
        type: 'Date',
        nullable: true,
        description: 'The day since which it is. Null where the register does not tell.',
      }),
    }),
  });

const TYPES: Readonly<Record<Enhetstilstand['kind'], string>> = {
  konkurs: KonkursType.name,
  avvikling: UnderAvviklingType.name,
  tvangsavvikling: TvangsavviklingType.name,
  rekonstruksjon: RekonstruksjonType.name,
  'utenlandsk insolvens': UtenlandskInsolvensType.name,
};

const EnhetstilstandUnion = builder.unionType('Enhetstilstand', {
  description: 'That a unit is about to end, or may be.',
  types: [KonkursType, UnderAvviklingType, TvangsavviklingType, RekonstruksjonType, UtenlandskInsolvensType],
  resolveType: ({ kind }) => TYPES[kind],
});

export const EnhetstilstanderType = builder.objectRef<SaerligeOpplysninger>('Enhetstilstander').implement({
  interfaces: [EnhetsdataInterface],
  description:
    'What the register tells of a unit’s end. Enhetsregisteret tells each kind; grunndata (hentSaerligeOpplysninger) bankruptcy and winding up alone, as far as its codes are known.',
  fields: (t) => ({
    tilstander: t.expose('tilstander', {
      type: [EnhetstilstandUnion],
      description: 'Several can hold at once. None: an empty list.',
    }),
  }),
});

/** An answer of hentSaerligeOpplysninger as this field's member of the union: what comes with a code is shown as this type, too. */
export function asTilstander(answer: EnhetAnswer<SaerligeOpplysninger>): SaerligeOpplysninger | Registerfeil {
  if (answer.ok) return answer.data;
  const { feil } = answer;
  if (!feil.data) return feil;
  const data: ShownAs = { ...feil.data, shownAs: EnhetstilstanderType.name };
  return { ...feil, data } as Registerfeil;
}
