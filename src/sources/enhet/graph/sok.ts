import { builder, toldByRegisters } from '../../../graph-kit/kit.ts';
import type { Endringslogg, SokEnhetTreff, SokEnhetTreffliste } from '../enhet.ts';
import { Enhet, FERSKHET } from './enhetsdata.ts';

export const SokEnhetInput = builder.inputType('SokEnhetInput', {
  description: 'A search by name.',
  fields: (t) => ({
    soekestreng: t.string({ required: true, description: 'A part of the name. Never empty.' }),
    maksTreff: t.int({ defaultValue: 20, description: '1 to 1000.' }),
    kommunenummer: t.string({ description: 'Four digits.' }),
    fylkesnummer: t.string({ description: 'Two digits.' }),
    organisasjonsform: t.string({ description: 'AS, ENK …' }),
    medUnderenheter: t.boolean({ defaultValue: false, description: 'Whether sub-units are searched too.' }),
  }),
});

const SokEnhetTreffType = builder.objectRef<SokEnhetTreff>('SokEnhetTreff').implement({
  description: 'A hit.',
  fields: (t) => ({
    enhet: t.field({ type: Enhet, description: 'The unit.', resolve: (treff) => treff }),
    navn: t.exposeString('navn', { description: 'Its name.' }),
    sted: t.exposeString('sted', { nullable: true, description: 'Postnummer and place, or a country.' }),
    score: t.exposeInt('score', { description: '0 to 100, the best first.' }),
    organisasjonsform: t.exposeString('organisasjonsform', { nullable: true, description: 'AS, ENK …' }),
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
    treff: t.expose('treff', { type: [SokEnhetTreffType], description: 'The best first.' }),
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
      description: 'In the register’s order.',
      resolve: ({ enheter }) => enheter.map((organisasjonsnummer) => ({ organisasjonsnummer })),
    }),
    ferskhet: t.expose('ferskhet', FERSKHET),
  }),
});
toldByRegisters(EndringsloggType);
