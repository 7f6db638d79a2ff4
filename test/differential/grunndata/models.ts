import { date, digits, oneOf, unit, wholeNumber, words } from '../texts.ts';
import { group, leaf, many, one, optional, type Particle } from '../xml/tree.ts';
import { BLOCKS, samendring } from './role-models.ts';
import { lines, navn } from './shared-models.ts';

// The inner documents as the register's schemas have them: names, order, how often, and what is a date or a number.

const registered = { registreringsDato: { optional: date } };
const numbered = { linjenr: oneOf('10', '20', '30', '5', '100') };

const adresse: Particle[] = [
  ...lines,
  optional(leaf('postnr', oneOf('0001', '4800', 'SE-111 22', '00301'))),
  one(leaf('poststed', words(35))),
  optional(leaf('kommunenummer', oneOf('0301', '4203'))),
  optional(leaf('kommune', words(35))),
  one(leaf('landkode', oneOf('NOR', 'SWE', 'DEU', 'XXK', 'ABC'))),
  one(leaf('land', words(40))),
];

const organisasjonsform = group(
  'organisasjonsform',
  [one(leaf('orgform', oneOf('AS', 'ENK', 'SÆR', 'BEDR'))), one(leaf('orgformBeskrivelse', words(30)))],
  registered,
);

const mini: Particle[] = [
  one(group('navn', navn(35), registered)),
  optional(group('forretningsAdresse', adresse, registered)),
  optional(group('postAdresse', adresse, registered)),
  optional(organisasjonsform),
];

const registrert = { registreringsDato: date };
const yesOrNo = oneOf('J', 'N');

/** The melding of each operation about a unit, after `organisasjonsnummer`. */
export const MESSAGES = {
  hentBasisdataMini: mini,
  hentBasisdata: [
    ...mini,
    optional(
      group('formaal', [
        optional(leaf('virksomhetArtBransje', words(70), registered)),
        optional(leaf('vedtektsfestetFormaal', words(70), registered)),
      ]),
    ),
    optional(leaf('stiftelsesdato', date, registered)),
    optional(
      group(
        'maalform',
        [one(leaf('maalformKode', oneOf('B', 'N'))), one(leaf('maalformTekst', words(10)))],
        registered,
      ),
    ),
    optional(group('kontaktperson', [many(samendring, 1, 2)])),
  ],
  hentKontaktdata: ['telefonnummer', 'telefaksnummer', 'mobiltelefonnummer', 'epostadresse', 'hjemmesideadresse'].map(
    (name) =>
      optional(
        leaf(
          name,
          oneOf('000 00 000', '+47 00 00 00 00', 'post@example.com', 'www.example.com/æøå?a=1&b=2'),
          registered,
        ),
      ),
  ),
  hentSaerligeOpplysninger: [
    optional(
      group('saerligeOpplysninger', [
        many(
          group(
            'status',
            [optional(leaf('paategning', words(60))), many(leaf('tekstLinje', words(70), numbered), 1, 4)],
            {
              statuskode: { optional: oneOf('R-FR', 'ÅRSO', 'KONK', 'FMVA') },
              registreringsDato: { optional: date },
            },
          ),
          1,
          4,
        ),
      ]),
    ),
  ],
  hentOpplTilknRegister: [
    optional(group('sektorkode', [one(leaf('kode', digits(4))), one(leaf('beskrivelse', words(141)))], registered)),
    optional(
      group(
        'ansvarsKapital',
        [
          optional(leaf('kapitaltype', words(40))),
          optional(leaf('valuta', oneOf('NOK', 'EUR'))),
          optional(leaf('kapital', oneOf('100000,00', '1234567890123.50', '0'))),
          optional(leaf('innbetaling', oneOf('100000,00', '30000'))),
          optional(leaf('bundetKS', words(70))),
          optional(group('friTekst', [many(leaf('tekstLinje', words(70), numbered), 1, 4)])),
        ],
        registered,
      ),
    ),
    optional(group('ansatte', [one(leaf('antall', wholeNumber)), optional(leaf('gjelderFra', date))], registered)),
    optional(leaf('vedtektsdato', date, registered)),
    optional(
      group(
        'nacekoder',
        [
          many(
            group(
              'nacekode',
              [
                optional(leaf('hjelpeenhet', yesOrNo)),
                one(leaf('kode', oneOf('62.100', '01.110'))),
                one(leaf('beskrivelse', words(141))),
              ],
              {
                rekkefolge: oneOf('1', '2', '3'),
              },
            ),
            1,
            3,
          ),
        ],
        registered,
      ),
    ),
  ],
  hentProkuraSignatur: ['prokura', 'signatur'].map((name) => optional(group(name, [many(samendring, 1, 2)]))),
  hentRoller: BLOCKS.map((name) => optional(group(name, [many(samendring, 1, 2)]), 0.25)),
  hentFrivillighet: [
    one(
      group(
        'frivillighet',
        [
          one(group('registrertFrivillighet', [], registrert)),
          one(
            group(
              'kategorier',
              [
                many(
                  group('kategori', [
                    one(leaf('kode', oneOf('1100', '1200'))),
                    one(leaf('beskrivelse', words(60))),
                    one(leaf('rangering', digits(1))),
                  ]),
                  1,
                  3,
                ),
              ],
              registrert,
            ),
          ),
          optional(leaf('kontonummer', oneOf('00000000000'), registrert)),
          optional(leaf('vedtekter', yesOrNo, registrert)),
          optional(leaf('sisteRegistrerteVedtekter', date, registrert)),
          optional(leaf('aarsregnskap', yesOrNo, registrert)),
          optional(leaf('regnskapsperiode', words(20), registrert)),
          optional(leaf('sisteAarsregnskap', digits(4), registrert)),
          one(leaf('grasrotandel', yesOrNo, registrert)),
        ],
        registrert,
      ),
    ),
  ],
  // Not public: as the sandbox sends them.
  hentEnBedriftVirksomhet: [
    one(group('navn', navn(35), registered)),
    optional(group('beliggenhetsAdresse', adresse, registered)),
    optional(group('postAdresse', adresse, registered)),
    optional(organisasjonsform),
    optional(leaf('oppstartsdato', date)),
    optional(leaf('datoEierskifte', date)),
    optional(group('juridiskEnhet', [one(leaf('organisasjonsnummer', unit))])),
  ],
  hentBedrifterVirksomheter: [many(group('bedrift', [one(leaf('organisasjonsnummer', unit))]), 0, 6)],
} satisfies Record<string, readonly Particle[]>;

export const endringslogg: Particle[] = [many(group('endring', [one(leaf('organisasjonsnummer', unit))]), 1, 6)];

const treff = group('BrErfrTrefflisteElement', [
  one(leaf('Orgnr', unit)),
  one(leaf('OrgNavn', words(175))),
  optional(leaf('Sted', words(40))),
  one(leaf('Score', oneOf('100', '90', '0', '7'))),
  one(leaf('OrgForm', oneOf('AS', 'ENK', 'SÆR'))),
]);

/** A search's answer that found this many, of which it shows some. */
export const treffliste = (soekestreng: string, found: number, shown: number): Particle[] => [
  one(
    group(
      'BrAixXmlResponse',
      [
        one(
          group('BrAixResponseHeader', [
            one(leaf('ReturStatus', oneOf('0'))),
            one(leaf('TimeStamp', oneOf('2026-01-15T12:00:00'))),
            one(leaf('ElapsedTime', oneOf('41'))),
            one(leaf('AntallTreff', oneOf(String(found)))),
          ]),
        ),
        one(group('Sokeverdier', [one(leaf('BrSokeStreng', oneOf(soekestreng))), one(leaf('OrgForm', oneOf('ALLE')))])),
        ...(shown > 0
          ? [one(group('BrErfrTreffliste', [many(treff, shown, shown)], { Antall: oneOf(String(shown)) }))]
          : []),
      ],
      { ResponseType: oneOf(shown > 0 ? 'BrErfrTreffliste' : 'HeaderOnly') },
    ),
  ),
];
