import { DATA_TYPES, Enhet, RollePersonType, RolleutskriftResultat } from '../sources/enhet/graph.ts';
import { DigitalPostType, Innbygger } from '../sources/postkasse/graph.ts';
import { ONE_CALL } from '../graph-kit/cost.ts';
import { builder } from '../graph-kit/kit.ts';
import { member } from '../graph-kit/results.ts';

// The one file that knows two nouns: what makes three registers one graph.

builder.objectField(DigitalPostType, 'postkasseleverandoer', (t) =>
  t.field({
    type: Enhet,
    description: 'The supplier of the mailbox: a unit in the business register.',
    resolve: ({ postkasseleverandoer }) => ({ organisasjonsnummer: postkasseleverandoer }),
  }),
);

builder.objectField(Innbygger, 'rolleutskrift', (t) =>
  t.field({
    type: RolleutskriftResultat,
    nullable: true,
    complexity: ONE_CALL,
    description:
      'The units in which the person holds a role. grunndataWS: hentRolleutskrift, or Enhetsregisteret’s REST with a token: one call.',
    resolve: async ({ personidentifikator }, _, { loaders }) =>
      member(await loaders.enhet.rolleutskrift.load(personidentifikator)),
  }),
);

builder.objectField(RollePersonType, 'innbygger', (t) =>
  t.field({
    type: Innbygger,
    nullable: true,
    description: 'The edge to the person, where the register gives the fødselsnummer.',
    // The roles were read of a unit, but here the answer hands out a person's number: that is recorded as a read of the person.
    resolve: ({ personidentifikator: identifikator, answer: { operation, kilde } }, _, { audit }) => {
      if (identifikator === null) return null;
      const person = { kind: 'personidentifikator', identifikator } as const;
      const innbygger = { personidentifikator: identifikator };
      const outcome = DATA_TYPES[operation];
      const kept = audit.record({ operation, kilde, outcome, opphav: 'KILDE', writes: false, person });
      return kept ? kept.then(() => innbygger) : innbygger;
    },
  }),
);
