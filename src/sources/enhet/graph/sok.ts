import { builder, toldByRegisters } from '../../../graph-kit/kit.ts';
import type { Endringslogg, SokEnhetTreff, SokEnhetTreffliste } from '../enhet.ts';
import { Enhet, FERSKHET } from './enhetsdata.ts';

export const SokEnhetInput = builder.inputType('SokEnhetInput', {
  description: 'A search of units by name, and what narrows it.',
  fields: (t) => ({
    soekestreng: t.string({ required: true, description: 'A part of the name: 1 to 180 characters, never blank.' }),
    maksTreff: t.int({ defaultValue: 20, description: 'How many hits at most: 1 to 1000. Null: 20.' }),
    kommunenummer: t.string({ description: 'Only units of this municipality: its four digits (`0301`).' }),
    fylkesnummer: t.string({ description: 'Only units of this county: its two digits (`03`).' }),
    organisasjonsform: t.string({
      description: 'Only units of this form, by its code, at most 20 characters: AS, ENK …',
    }),
    medUnderenheter: t.boolean({ defaultValue: false, description: 'Whether sub-units are searched too.' }),
  }),
});

const SokEnhetTreffType = builder.objectRef<SokEnhetTreff>('SokEnhetTreff').implement({
  description: 'A unit that a search by name has found.',
  fields: (t) => ({
    enhet: t.field({ type: Enhet, description: 'The unit that was found.', resolve: (treff) => treff }),
    navn: t.exposeString('navn', { description: 'The name of the unit, as the answer gives it.' }),
    sted: t.exposeString('sted', { nullable: true, description: 'Postnummer and place, or a country.' }),
    score: t.exposeInt('score', { description: 'How well the unit fits the search, 0 to 100: the best first.' }),
    organisasjonsform: t.exposeString('organisasjonsform', {
      nullable: true,
      description: 'The code of its form of organisation: AS, ENK …',
    }),
    slettet: t.boolean({
      nullable: true,
      description: 'Null from sokEnhet: a hit carries no mark of deletion.',
      resolve: () => null,
    }),
  }),
});

export const SokEnhetTrefflisteType = builder.objectRef<SokEnhetTreffliste>('SokEnhetTreffliste').implement({
  description: 'The hits of a search. None: an empty list.',
  fields: (t) => ({
    antall: t.exposeInt('antall', { description: 'All hits, also those past maksTreff.' }),
    treff: t.expose('treff', { type: [SokEnhetTreffType], description: 'The hits, the best first.' }),
    ferskhet: t.expose('ferskhet', FERSKHET),
  }),
});
toldByRegisters(SokEnhetTrefflisteType);

export const EndringsloggType = builder.objectRef<Endringslogg>('Endringslogg').implement({
  description:
    'The units that changed in the last period (a day, or a weekend). grunndataWS: hentEndringslogg, whose structure is not public: read tolerantly. Or the feeds of Enhetsregisteret’s REST.',
  fields: (t) => ({
    enheter: t.field({
      type: [Enhet],
      description: 'The units that changed, in the register’s order.',
      resolve: ({ enheter }) => enheter.map((organisasjonsnummer) => ({ organisasjonsnummer })),
    }),
    ferskhet: t.expose('ferskhet', FERSKHET),
  }),
});
toldByRegisters(EndringsloggType);
