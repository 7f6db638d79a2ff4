import type { Kilde } from '../domain/registerfeil.ts';
import type { AnySource } from '../sources/define.ts';
import { SOURCES } from '../sources/index.ts';
import { builder, RegisterfeilInterface } from '../graph-kit/kit.ts';

/** Values that no source of this version answers, for routers that compose it with one that does. */
const RESERVED: readonly Pick<AnySource, 'kilde' | 'description'>[] = [
  {
    kilde: 'ENHETSREGISTERET',
    description: 'The open data of the business register, Norway. Reserved: no field of this version answers it.',
  },
  {
    kilde: 'KRR',
    description: 'The contact register by its REST service, Norway. Reserved: no field of this version answers it.',
  },
];

/** Every value of Kilde: those of the sources, and the reserved ones. */
export const KILDE_VALUES: readonly Kilde[] = [...SOURCES, ...RESERVED].map(({ kilde }) => kilde);

const VALUES = Object.fromEntries(
  [...SOURCES, ...RESERVED].map(({ kilde, description }) => [kilde, { value: kilde, description }]),
);

/** Answered only, so that another subgraph may add values to it: an enum that is an argument is the same in all subgraphs. */
export const KildeEnum = builder.enumType('Kilde', {
  description: 'The public registers behind this graph. Answered only: another subgraph may add values of its own.',
  values: VALUES,
});

export const KildeFilterEnum = builder.enumType('KildeFilter', {
  description: 'The registers whose documented codes can be listed: the values of Kilde that this graph knows.',
  values: VALUES,
});

builder.interfaceField(RegisterfeilInterface, 'kilde', (t) =>
  t.expose('kilde', { type: KildeEnum, description: 'The register that was asked.' }),
);
