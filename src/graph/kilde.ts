import type { Kilde } from '../domain/registerfeil.ts';
import { REGISTERS } from '../sources/index.ts';
import { builder, RegisterfeilInterface, told } from '../graph-kit/kit.ts';

/** The gateway's own records, which can be asked like a register. */
export const INNSYNSLOGG: Kilde = 'INNSYNSLOGG';

/** Every value of Kilde: the registers that the sources ask, and the gateway's own records. */
export const KILDE_VALUES: readonly Kilde[] = [...REGISTERS.map(({ kilde }) => kilde), INNSYNSLOGG];

const VALUES = Object.fromEntries(REGISTERS.map(({ kilde, description }) => [kilde, { value: kilde, description }]));

/** Answered only, so that another subgraph may add values to it: an enum that is an argument is the same in all subgraphs. */
export const KildeEnum = builder.enumType('Kilde', {
  description:
    'The public registers behind this graph, and the gateway’s own records. Answered only: another subgraph may add values of its own.',
  values: {
    ...VALUES,
    [INNSYNSLOGG]: { value: INNSYNSLOGG, description: 'The gateway’s own records of who has asked about whom.' },
  },
});

export const KildeFilterEnum = builder.enumType('KildeFilter', {
  description: 'The registers whose documented codes can be listed: the values of Kilde that this graph knows.',
  values: VALUES,
});

builder.interfaceField(RegisterfeilInterface, 'kilde', (t) =>
  t.expose('kilde', { type: KildeEnum, description: 'The register that was asked.' }),
);

/** Lets all data tell who has told them that more than one register can tell. To be called when all sources' types are made. */
export function addKilde(): void {
  const field = { type: KildeEnum, description: 'The register that has told this.' } as const;
  for (const ref of told) {
    if (ref.kind === 'Interface') builder.interfaceField(ref, 'kilde', (t) => t.expose('kilde', field));
    else builder.objectField(ref, 'kilde', (t) => t.expose('kilde', field));
  }
}
