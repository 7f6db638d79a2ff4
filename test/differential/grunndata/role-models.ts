import { date, digits, type Kind, oneOf, person, unit, wholeNumber, words } from '../texts.ts';
import { group, leaf, type Model, many, one, optional, type Particle } from '../xml/tree.ts';
import { lines, navn } from './shared-models.ts';

const tail: Particle[] = [
  ...lines,
  optional(leaf('postnr', digits(4)), 0.3),
  optional(leaf('poststed', words(35)), 0.3),
  optional(leaf('land', words(20), { landkode4: oneOf('NOR', 'SWE') }), 0.3),
  optional(leaf('valgtAv', words(40), { kode: { optional: oneOf('AREP', 'A-AK') } }), 0.3),
  optional(leaf('ansvarsandel', oneOf('1/2', '50,00 %', '100')), 0.3),
  optional(leaf('fratraadt', oneOf('N', 'N', 'N', 'K', 'R', 'F')), 0.3),
  optional(leaf('fratraadtTekst', words(8)), 0.3),
  optional(leaf('revisorKategori', digits(3)), 0.3),
  optional(leaf('revisorRkode', digits(1)), 0.3),
  optional(leaf('reTekst', words(40)), 0.3),
  optional(leaf('rolleFritekst', words(40)), 0.3),
];

const holder = { beskrivelse: oneOf('Lever', 'Død', 'Normal', 'Slettet'), statuskode: oneOf('L', 'D', 'OK', 'SL') };
const personal = (identifikator: Model): Model =>
  group(
    'person',
    [
      optional(leaf('vergeTekst', words(40))),
      one(identifikator),
      one(leaf('fornavn', words(50))),
      optional(leaf('mellomnavn', words(50))),
      one(leaf('slektsnavn', words(50))),
      ...tail,
    ],
    holder,
  );

const rolle = group(
  'rolle',
  [
    many(personal(leaf('fodselsnr', person)), 0, 1),
    many(personal(leaf('fodselsdato', date)), 0, 1),
    many(group('enhet', [one(leaf('orgnr', unit)), ...navn(35), ...tail], holder), 0, 1),
  ],
  { beskrivelse: words(40), rolletype: oneOf('DAGL', 'MEDL', 'LEDE', 'REVI', 'FFØR') },
);

export const samendring = group(
  'samendring',
  [optional(leaf('headerTekst', words(60))), many(rolle, 0, 2), optional(leaf('trailerTekst', words(60)))],
  {
    registreringsDato: date,
    beskrivelse: words(40),
    samendringstype: oneOf('DAGL', 'STYR', 'REVI', 'DTPR'),
    kjonnsrepresentasjon: { optional: oneOf('J', 'N') },
  },
);

export const BLOCKS = [
  'kontaktperson',
  'deltakere',
  'komplementar',
  'sameiere',
  'styre',
  'revisor',
  'regnskapsfoerer',
  'eierkommune',
];

const unitWithRoles = group(
  'enhet',
  [
    one(leaf('rolleBeskrivelse', words(40), { ledetekst: { optional: words(10) } })),
    one(leaf('orgnr', unit, { ledetekst: { optional: words(10) } })),
    one(group('navn', navn(50))),
    optional(
      group('adresse', [
        optional(group('forretningsAdresse', [...lines, optional(leaf('kommune', words(20), { kommnr: digits(4) }))])),
      ]),
    ),
  ],
  { nr: wholeNumber, registreringsDato: date },
);

export const rolleutskrift = (identifikator: Kind): Particle[] => [
  one(
    group('rolleInnehaver', [
      one(leaf('fodselsnr', identifikator, { ledetekst: { optional: words(10) } })),
      one(group('navn', navn(50))),
      optional(group('adresse', lines)),
    ]),
  ),
  optional(group('roller', [many(unitWithRoles, 1, 4)], { ledetekst: words(30) })),
];
