import { type Enhet, ALIVE, lacks } from './enheter.ts';

/** In the order of the melding. */
export const ROLLEGRUPPER = [
  'kontaktperson',
  'deltakere',
  'komplementar',
  'sameiere',
  'styre',
  'revisor',
  'regnskapsfoerer',
  'eierkommune',
] as const;
export type Rollegruppe = (typeof ROLLEGRUPPER)[number];

/** Which groups each "Rolleblokk n" of code 1180 covers: a setting. */
export interface RoleBlocks {
  readonly rolleBlocks: Readonly<Record<1 | 2 | 3 | 4, readonly Rollegruppe[]>>;
}

/** Who holds a role: a person of the table, one of whom only the birth date is told, or another unit. */
export type Innehaver =
  | { readonly fodselsnr: string }
  | { readonly fodselsdato: string; readonly slektsnavn: string }
  | { readonly orgnr: string };

/** One role of one holder, with the change (samendring) that it was registered in. */
export interface Rolle {
  readonly group: Rollegruppe;
  readonly samendring: readonly [type: string, beskrivelse: string];
  readonly registrert: string;
  readonly rolle: readonly [type: string, beskrivelse: string];
  /** Where hentRolleutskrift says it in Nynorsk. */
  readonly nynorsk?: string;
  readonly innehaver: Innehaver;
  readonly valgtAv?: readonly [kode: string, tekst: string];
  readonly ansvarsandel?: string;
  /** Has left the role, and is still told of. */
  readonly fratraadt?: true;
  readonly vergeTekst?: string;
  readonly fritekst?: string;
  /** Of the change, where it is its first role. */
  readonly texts?: {
    readonly headerTekst?: string;
    readonly trailerTekst?: string;
    readonly kjonnsrepresentasjon?: string;
  };
  readonly autorisasjon?: string;
}

const DAGLIG_LEDER = ['DAGL', 'Daglig leder/ adm.direktør'] as const;
const STYRE = ['STYR', 'Styre'] as const;
const STYREMEDLEM = ['MEDL', 'Styremedlem'] as const;
const REVISOR = ['REVI', 'Revisor'] as const;
const REPRESENTANT = ['AREP', 'Representant for de ansatte'] as const;

/** The roles of people and units that can be asked for themselves. */
const OWN: Readonly<Record<string, readonly Rolle[]>> = {
  '700000001': [
    {
      group: 'kontaktperson',
      samendring: DAGLIG_LEDER,
      registrert: '2020-09-09',
      rolle: DAGLIG_LEDER,
      nynorsk: 'Dagleg leiar/ adm.direktør',
      innehaver: { fodselsnr: '01817010055' },
    },
    {
      group: 'styre',
      samendring: STYRE,
      registrert: '2023-11-18',
      rolle: STYREMEDLEM,
      innehaver: { fodselsdato: '1970-01-01', slektsnavn: 'To' },
      valgtAv: REPRESENTANT,
    },
    {
      group: 'revisor',
      samendring: REVISOR,
      registrert: '2019-12-09',
      rolle: REVISOR,
      innehaver: { orgnr: '700040003' },
      autorisasjon: 'Godkjent revisjonsselskap',
    },
  ],
  '700102009': [
    {
      group: 'kontaktperson',
      samendring: ['INNH', 'Innehaver'],
      registrert: '2019-03-04',
      rolle: ['INNH', 'Innehaver'],
      innehaver: { fodselsnr: '01817010055' },
    },
  ],
  '700050009': [styremedlem('01817010055')],
  '311000012': [
    {
      group: 'kontaktperson',
      samendring: DAGLIG_LEDER,
      registrert: '2020-09-09',
      rolle: DAGLIG_LEDER,
      innehaver: { fodselsnr: '01817011000' },
    },
  ],
  '312000016': [styremedlem('02827112006')],
  '700099903': holdersWhoShouldGo(),
  '700120023': holdersWhoShouldGo(),
};

/** A dead manager, a board member with a guardian, a deleted auditor: nobody has told the register that they should go. */
function holdersWhoShouldGo(): readonly Rolle[] {
  return [
    {
      group: 'kontaktperson',
      samendring: DAGLIG_LEDER,
      registrert: '2018-04-12',
      rolle: DAGLIG_LEDER,
      innehaver: { fodselsnr: '02817018109' },
    },
    {
      ...styremedlem('01817018331'),
      fritekst: 'Møter med vara',
      texts: {
        headerTekst: 'Styret velges for to år.',
        trailerTekst: 'To styremedlemmer i fellesskap.',
        kjonnsrepresentasjon: 'Begge kjønn er representert',
      },
    },
    {
      group: 'revisor',
      samendring: REVISOR,
      registrert: '2018-04-12',
      rolle: REVISOR,
      innehaver: { orgnr: '700011003' },
      autorisasjon: 'Godkjent revisjonsselskap',
    },
  ];
}

function styremedlem(fodselsnr: string): Rolle {
  return {
    group: 'styre',
    samendring: STYRE,
    registrert: '2023-11-18',
    rolle: STYREMEDLEM,
    innehaver: { fodselsnr },
  };
}

/** What every other unit has: people of whom only a birth date is told, so that nobody can be asked for. */
const ORDINARY: readonly Rolle[] = [
  ordinary('kontaktperson', DAGLIG_LEDER, DAGLIG_LEDER, 'Leder'),
  {
    ...ordinary('deltakere', ['DTSO', 'Deltaker med solidarisk ansvar'], ['DTSO', 'Deltaker'], 'Deltaker'),
    ansvarsandel: '50,00 %',
    vergeTekst: 'Under vergemål',
  },
  ordinary('komplementar', ['KOMP', 'Komplementar'], ['KOMP', 'Komplementar'], 'Komplementar'),
  ordinary('sameiere', ['BEST', 'Bestyrende reder'], ['BEST', 'Bestyrende reder'], 'Sameier'),
  ordinary('styre', STYRE, ['LEDE', 'Styrets leder'], 'Styreleder'),
  { ...ordinary('styre', STYRE, STYREMEDLEM, 'Forrige'), valgtAv: REPRESENTANT, fratraadt: true },
  { ...ordinary('revisor', REVISOR, REVISOR, 'Revisor'), autorisasjon: 'Registrert revisor' },
  ordinary('regnskapsfoerer', ['REGN', 'Regnskapsfører'], ['REGN', 'Regnskapsfører'], 'Regnskapsfører'),
];

function ordinary(
  group: Rollegruppe,
  samendring: Rolle['samendring'],
  rolle: Rolle['rolle'],
  slektsnavn: string,
): Rolle {
  return { group, samendring, registrert: '2018-04-12', rolle, innehaver: { fodselsdato: '1970-01-01', slektsnavn } };
}

/** A unit's roles: its own, ordinary ones in the blocks where it has none, and nothing in the blocks that it lacks. */
export function rollerOf(enhet: Enhet, { rolleBlocks }: RoleBlocks): readonly Rolle[] {
  const ownRoller = OWN[enhet.sameAs ?? enhet.orgnr] ?? [];
  const blocks = ([1, 2, 3, 4] as const).filter((nummer) => !lacks(enhet, `1180:${nummer}`));
  const inBlocks = blocks.flatMap((nummer) => {
    const inBlock = ({ group }: Rolle) => rolleBlocks[nummer].includes(group);
    const own = ownRoller.filter(inBlock);
    return own.length > 0 ? own : ORDINARY.filter(inBlock);
  });
  return [...inBlocks, ...eierkommuneOf(enhet)];
}

/** In no block of code 1180, so never told of as missing. */
function eierkommuneOf({ orgform, parent }: Enhet): readonly Rolle[] {
  if (orgform !== 'ORGL' || parent === undefined) return [];
  const rolle = ['EIKM', 'Eierkommune'] as const;
  return [{ group: 'eierkommune', samendring: rolle, registrert: '2018-04-12', rolle, innehaver: { orgnr: parent } }];
}

export interface RolleIEnhet {
  readonly enhet: Enhet;
  readonly rolle: Rolle;
}

/** The roles that a person or a unit holds in others. */
export function rollerHeldBy(identifikator: string, settings: RoleBlocks): readonly RolleIEnhet[] {
  return ALIVE.flatMap((enhet) =>
    rollerOf(enhet, settings)
      .filter((rolle) => Object.values(rolle.innehaver).includes(identifikator))
      .map((rolle) => ({ enhet, rolle })),
  );
}
