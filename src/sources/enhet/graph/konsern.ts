import { builder } from '../../../graph-kit/kit.ts';
import type { JuridiskeRoller, JuridiskRolleIEnhet, Konsernledd, Konsernstruktur } from '../enhet.ts';
import { Enhet, EnhetsdataInterface, KodeMedBeskrivelseType, OrganisasjonsformType } from './enhetsdata.ts';

/** A unit of a group, and the one that it stands below; of the top, none. */
interface Placed {
  readonly ledd: Konsernledd;
  readonly overordnet: Konsernledd | undefined;
}

const KonsernleddType = builder.objectRef<Placed>('Konsernledd').implement({
  description: 'A unit’s place in a group. A unit that has several owners in the group stands there as often.',
  fields: (t) => ({
    enhet: t.field({ type: Enhet, description: 'The unit that has this place.', resolve: ({ ledd }) => ledd }),
    navn: t.string({ description: 'Its name, as the answer gives it.', resolve: ({ ledd }) => ledd.navn }),
    organisasjonsform: t.field({
      type: OrganisasjonsformType,
      nullable: true,
      description: 'Its form of organisation.',
      resolve: ({ ledd }) => ledd.organisasjonsform,
    }),
    overordnet: t.field({
      type: Enhet,
      nullable: true,
      description: 'The unit that it stands below. Null at the top.',
      resolve: ({ overordnet }) => overordnet ?? null,
    }),
    knytningsform: t.field({
      type: KodeMedBeskrivelseType,
      nullable: true,
      description: 'How it is tied to that unit, an open list: KDAT, KMOR, KGRL. Null at the top.',
      resolve: ({ ledd }) => ledd.knytningsform,
    }),
    grunnlag: t.string({
      nullable: true,
      description: 'The ground for that, as the register writes it: 100%, Indirekte mor.',
      resolve: ({ ledd }) => ledd.grunnlag,
    }),
    dato: t.field({
      type: 'Date',
      nullable: true,
      description: 'The day since which it is tied so.',
      resolve: ({ ledd }) => ledd.dato,
    }),
  }),
});

export const KonsernstrukturType = builder.objectRef<Konsernstruktur>('Konsernstruktur').implement({
  interfaces: [EnhetsdataInterface],
  description:
    'The group that a unit belongs to, from its top, whichever of its units was asked for. Enhetsregisteret only: konsernstruktur. In none: KONSERN (code 1150) in `mangler`.',
  fields: (t) => ({
    topp: t.field({
      type: KonsernleddType,
      nullable: true,
      description: 'The unit above all others. Null where the unit is in no group.',
      resolve: ({ topp }) => topp && { ledd: topp, overordnet: undefined },
    }),
    ledd: t.field({
      type: [KonsernleddType],
      description:
        'All units of the group, the top too, each after the one that it stands below. Empty where the unit is in no group.',
      resolve: ({ topp }) => placed(topp),
    }),
  }),
});

/** The tree as a list: what is asked of it costs as any list does, however deep the tree is. */
function placed(topp: Konsernledd | null): readonly Placed[] {
  const list: Placed[] = topp ? [{ ledd: topp, overordnet: undefined }] : [];
  // It grows while it is gone through.
  for (const { ledd } of list) list.push(...ledd.children.map((below) => ({ ledd: below, overordnet: ledd })));
  return list;
}

type JuridiskRolle = JuridiskRolleIEnhet['roller'][number];

const JuridiskRolleType = builder.objectRef<JuridiskRolle>('JuridiskRolle').implement({
  description: 'A role that a unit holds in another.',
  fields: (t) => ({
    rolletype: t.expose('rolletype', {
      type: KodeMedBeskrivelseType,
      description: 'Which role it is, by a code of an open list: REVI, REGN …',
    }),
    fratraadt: t.exposeBoolean('fratraadt', { description: 'Whether the unit has resigned.' }),
  }),
});

const JuridiskRolleIEnhetType = builder.objectRef<JuridiskRolleIEnhet>('JuridiskRolleIEnhet').implement({
  description: 'A unit in which another holds roles.',
  fields: (t) => ({
    enhet: t.field({ type: Enhet, description: 'The unit in which it holds them.', resolve: (one) => one }),
    navn: t.exposeString('navn', { description: 'Its name, as the answer gives it.' }),
    roller: t.expose('roller', { type: [JuridiskRolleType], description: 'The roles, in the register’s order.' }),
  }),
});

export const JuridiskeRollerType = builder.objectRef<JuridiskeRoller>('JuridiskeRoller').implement({
  interfaces: [EnhetsdataInterface],
  description: 'The units in which a unit holds a role. Enhetsregisteret only: juridiskeroller. None: an empty list.',
  fields: (t) => ({
    enheter: t.expose('enheter', {
      type: [JuridiskRolleIEnhetType],
      description: 'The units, in the register’s order.',
    }),
  }),
});
