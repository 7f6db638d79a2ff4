import { builder, toldByRegisters } from '../../../graph-kit/kit.ts';
import type { Enhetsdata, Fullmakt, Roller, Rolleutskrift } from '../enhet.ts';
import type { RolleEnhet, Rollegruppe, RolleIEnhet, RollePerson, Rolle as RolleValue } from '../roller.ts';
import { Enhet, EnhetsdataInterface, FERSKHET, KodeMedBeskrivelseType } from './enhetsdata.ts';

/**
 * A part of an answer, and the answer: who leads on from a person there is recorded with the register and the operation that
 * have told of her.
 */
type In<Part> = Part & { readonly answer: Enhetsdata };

export const RollePersonType = builder.objectRef<In<RollePerson>>('RollePerson').implement({
  personal: 'person',
  description: 'A person who holds a role.',
  fields: (t) => ({
    fornavn: t.exposeString('fornavn', { description: 'The given name.' }),
    mellomnavn: t.exposeString('mellomnavn', { nullable: true, description: 'The middle name.' }),
    slektsnavn: t.exposeString('slektsnavn', { description: 'The family name.' }),
    foedselsdato: t.expose('foedselsdato', {
      type: 'Date',
      nullable: true,
      description: 'The date of birth, where the register gives it instead of the fødselsnummer.',
    }),
    status: t.expose('status', {
      type: KodeMedBeskrivelseType,
      nullable: true,
      description: 'What the register says of the person, in its own code: L, Lever. An open list.',
    }),
    erDoed: t.exposeBoolean('erDoed', {
      nullable: true,
      description:
        'Whether the person is registered as dead: a role that has not been given up may still stand there. Null where the register does not say, or says something else, which `status` shows.',
    }),
    harVerge: t.exposeBoolean('harVerge', {
      nullable: true,
      description: 'True when the person has a guardian. Null where the register says nothing of one.',
    }),
    vergeTekst: t.exposeString('vergeTekst', {
      nullable: true,
      description: 'What the register writes about the guardian, in Norwegian.',
    }),
  }),
});

const RolleEnhetType = builder.objectRef<RolleEnhet>('RolleEnhet').implement({
  description: 'A unit that holds a role: an auditor, an owner.',
  fields: (t) => ({
    enhet: t.field({ type: Enhet, description: 'The unit that holds the role.', resolve: (rolleEnhet) => rolleEnhet }),
    navn: t.exposeString('navn', { description: 'Its name, as the answer gives it.' }),
    status: t.expose('status', {
      type: KodeMedBeskrivelseType,
      nullable: true,
      description: 'What the register says of the unit, in its own code: OK, Normal. An open list.',
    }),
    erSlettet: t.exposeBoolean('erSlettet', {
      nullable: true,
      description:
        'Whether the unit has been deleted. Null where the register does not say, or says something else, which `status` shows.',
    }),
  }),
});

const RolleinnehaverUnion = builder.unionType('Rolleinnehaver', {
  description: 'Who holds a role: a person, or a unit.',
  types: [RollePersonType, RolleEnhetType],
  resolveType: ({ kind }) => (kind === 'person' ? RollePersonType.name : RolleEnhetType.name),
});

const RolleType = builder.objectRef<In<RolleValue>>('Rolle').implement({
  personal: 'leads to one',
  description: 'One role and one holder of it.',
  fields: (t) => ({
    rolletype: t.exposeString('rolletype', {
      description: 'The code of the role, of an open list: DAGL, LEDE, MEDL, REVI …',
    }),
    beskrivelse: t.exposeString('beskrivelse', { description: 'What the role is called, in Norwegian.' }),
    fratraadt: t.exposeBoolean('fratraadt', { description: 'Whether the holder has resigned.' }),
    fratraadtKode: t.exposeString('fratraadtKode', {
      nullable: true,
      description: 'How: N, who sits; K, R or F, kinds of resignation. Null where the register says nothing.',
    }),
    valgtAv: t.exposeString('valgtAv', { nullable: true, description: 'Whom the holder represents, in Norwegian.' }),
    valgtAvKode: t.exposeString('valgtAvKode', {
      nullable: true,
      description: 'The same as a code, an open list: AREP …',
    }),
    ansvarsandel: t.exposeString('ansvarsandel', {
      nullable: true,
      description: 'The share of liability, as written.',
    }),
    rolleFritekst: t.exposeString('rolleFritekst', {
      nullable: true,
      description: 'What the register adds to the role, in Norwegian.',
    }),
    revisorKategori: t.exposeInt('revisorKategori', {
      nullable: true,
      description: 'Of an auditor: the category, a number of the register’s own.',
    }),
    revisorRkode: t.exposeInt('revisorRkode', {
      nullable: true,
      description: 'Of an auditor: the R code, a number of the register’s own.',
    }),
    reTekst: t.exposeString('reTekst', {
      nullable: true,
      description: 'Of an auditor or accountant: the authorisation, in Norwegian (Godkjent revisjonsselskap).',
    }),
    innehaver: t.field({
      type: RolleinnehaverUnion,
      description: 'Who holds the role: a person or a unit.',
      resolve: ({ innehaver, answer }) => (innehaver.kind === 'person' ? { ...innehaver, answer } : innehaver),
    }),
  }),
});

const RollegruppeType = builder.objectRef<In<Rollegruppe>>('Rollegruppe').implement({
  personal: 'leads to one',
  description: 'A board, a management, an audit: roles that were registered together.',
  fields: (t) => ({
    type: t.exposeString('type', { description: 'The code of the group, of an open list: DAGL, STYR, REVI …' }),
    beskrivelse: t.exposeString('beskrivelse', { description: 'What the group is called, in Norwegian.' }),
    registreringsdato: t.expose('registreringsdato', {
      type: 'Date',
      nullable: true,
      description: 'When it was registered.',
    }),
    headerTekst: t.exposeString('headerTekst', {
      nullable: true,
      description: 'What the register writes before the roles, in Norwegian.',
    }),
    trailerTekst: t.exposeString('trailerTekst', {
      nullable: true,
      description: 'What the register writes after them: a rule on who acts together with whom, say.',
    }),
    kjoennsrepresentasjon: t.exposeString('kjoennsrepresentasjon', {
      nullable: true,
      description: 'How men and women are represented, as the register writes it (`kjonnsrepresentasjon`).',
    }),
    roller: t.field({
      type: [RolleType],
      description: 'The roles, one entry for each holder.',
      resolve: ({ roller, answer }) => roller.map((rolle) => ({ ...rolle, answer })),
    }),
  }),
});

export const RollerType = builder.objectRef<Roller>('Roller').implement({
  personal: 'leads to one',
  interfaces: [EnhetsdataInterface],
  description:
    'Who holds which role in a unit. grunndataWS: hentRoller, or Enhetsregisteret’s REST. A block without any: ROLLEBLOKK (code 1180) in `mangler`.',
  fields: (t) => ({
    rollegrupper: t.field({
      type: [RollegruppeType],
      description: 'The groups of roles, in the register’s order.',
      resolve: (answer) => groupsOf(answer.rollegrupper, answer),
    }),
  }),
});

export const FullmaktType = builder.objectRef<Fullmakt>('Fullmakt').implement({
  personal: 'leads to one',
  interfaces: [EnhetsdataInterface],
  description: 'Who may sign for a unit. grunndataWS: hentProkuraSignatur, or Enhetsregisteret’s REST.',
  fields: (t) => ({
    signatur: t.field({
      type: [RollegruppeType],
      description:
        'Who may sign for it, and together with whom: the texts of a group say. None registered: an empty list.',
      resolve: (answer) => groupsOf(answer.signatur, answer),
    }),
    prokura: t.field({
      type: [RollegruppeType],
      description: 'Who may sign by a power of attorney (prokura). None registered: an empty list.',
      resolve: (answer) => groupsOf(answer.prokura, answer),
    }),
  }),
});

function groupsOf(groups: readonly Rollegruppe[], answer: Enhetsdata): readonly In<Rollegruppe>[] {
  return groups.map((group) => ({ ...group, answer }));
}

const RolleIEnhetType = builder.objectRef<RolleIEnhet>('RolleIEnhet').implement({
  personal: 'person',
  description: 'A role that a person holds in a unit.',
  fields: (t) => ({
    rolleBeskrivelse: t.exposeString('rolleBeskrivelse', {
      description: 'Free text in Bokmål or Nynorsk (Styrets leder, Styreleiar): show it, never switch on it.',
    }),
    registreringsdato: t.expose('registreringsdato', {
      type: 'Date',
      nullable: true,
      description: 'When it was registered.',
    }),
    navn: t.exposeString('navn', { description: 'The name of the unit.' }),
    enhet: t.field({ type: Enhet, description: 'The unit in which it is held.', resolve: (rolle) => rolle }),
  }),
});

export const RolleutskriftType = builder.objectRef<Rolleutskrift>('Rolleutskrift').implement({
  personal: 'person',
  description:
    'The roles that a person holds. grunndataWS: hentRolleutskrift, or Enhetsregisteret’s REST with a token. None: an empty list.',
  fields: (t) => ({
    roller: t.expose('roller', {
      type: [RolleIEnhetType],
      description: 'The roles, in the register’s order.',
    }),
    ferskhet: t.expose('ferskhet', FERSKHET),
  }),
});
toldByRegisters(RolleutskriftType);
