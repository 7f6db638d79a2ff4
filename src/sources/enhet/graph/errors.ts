import { builder, implementErrors } from '../../../graph-kit/kit.ts';
import { catalogue } from '../codes.ts';
import type { EnhetError } from '../enhet.ts';
import { Enhet, EnhetsdataInterface } from './enhetsdata.ts';

// The codes of what is not registered stand in `mangler`, beside the data.
const feil = implementErrors(catalogue, ['ManglendeOpplysning']);

/** The unit that an error names, under the name that the graph gives the edge. */
const EDGES = {
  korrektEnhet: {
    types: ['SlettetSomDublett', 'SlettetSomSammenslaatt', 'KorrektEnhetSlettet'],
    description: 'The unit to ask instead. Null where the register does not name it.',
  },
  registreringsenhet: {
    types: ['HarRegistreringsenhet'],
    description: 'The registration unit of the sub-unit asked for.',
  },
  juridiskEnhet: {
    types: ['EnhetErBedrift'],
    description:
      'The legal unit of the sub-unit asked for, as the register names it: in the public sector presumably the topmost, and not the nearest.',
  },
} as const;

for (const [name, { types, description }] of Object.entries(EDGES)) {
  for (const type of types) {
    builder.objectField(feil(type), name, (t) =>
      t.field({
        type: Enhet,
        nullable: true,
        description,
        resolve: ({ annenEnhet }: EnhetError) =>
          annenEnhet === undefined ? null : { organisasjonsnummer: annenEnhet },
      }),
    );
  }
}

for (const type of ['SlettetSomDublett', 'SlettetSomSammenslaatt', 'HarRegistreringsenhet']) {
  builder.objectField(feil(type), 'data', (t) =>
    t.field({
      type: EnhetsdataInterface,
      description: 'The data that came with the code: the other unit’s.',
      resolve: ({ data }: EnhetError) => {
        if (!data) throw new Error(`${type} came without data`);
        return data;
      },
    }),
  );
}

builder.objectField(feil('SoekValideringsfeil'), 'feiltekst', (t) =>
  t.string({
    description: 'What is wrong with the search, in the register’s words or the gateway’s.',
    resolve: ({ feiltekst }: EnhetError) => feiltekst ?? '',
  }),
);

builder.objectField(feil('EnhetSlettet'), 'slettedato', (t) =>
  t.field({
    type: 'Date',
    nullable: true,
    description: 'The day on which the unit was deleted. Enhetsregisteret only: null from grunndata.',
    resolve: ({ slettedato }: EnhetError) => slettedato ?? null,
  }),
);
