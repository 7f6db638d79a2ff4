import type { Kilde } from '../domain/registerfeil.ts';
import { builder, RegisterfeilInterface } from '../graph-kit/kit.ts';

/** What another version of this graph answers, beside what the sources of this one are. */
const ALL_KILDE_VALUES: Readonly<Record<Kilde, { readonly value: Kilde; readonly description: string }>> = {
  STAR: { value: 'STAR', description: 'STAR kontaktinformation: citizens’ contact information, Denmark.' },
  OPPSLAGSTJENESTEN: {
    value: 'OPPSLAGSTJENESTEN',
    description: 'Oppslagstjenesten and postkasseleverandoer-v1: the contact register and digital mailboxes, Norway.',
  },
  GRUNNDATA: { value: 'GRUNNDATA', description: 'grunndataWS: the business register, Norway.' },
  ENHETSREGISTERET: {
    value: 'ENHETSREGISTERET',
    description: 'The open data of the business register, Norway. Reserved: no field of this version answers it.',
  },
  KRR: {
    value: 'KRR',
    description: 'The contact register by its REST service, Norway. Reserved: no field of this version answers it.',
  },
};

/** Answered only, so that another subgraph may add values to it: an enum that is an argument is the same in all subgraphs. */
export const KildeEnum = builder.enumType('Kilde', {
  description: 'The public registers behind this graph. Answered only: another subgraph may add values of its own.',
  values: ALL_KILDE_VALUES,
});

export const KildeFilterEnum = builder.enumType('KildeFilter', {
  description: 'The registers whose documented codes can be listed: the values of Kilde that this graph knows.',
  values: ALL_KILDE_VALUES,
});

builder.interfaceField(RegisterfeilInterface, 'kilde', (t) =>
  t.expose('kilde', { type: KildeEnum, description: 'The register that was asked.' }),
);
