import { describe, expect, it } from 'vitest';
import {
  type Heading,
  isParentIn,
  type LiveUnit,
  readBasisdata,
  readBasisdataUtvidet,
  readBedrift,
  readFeed,
  readFeilmelding,
  readFrivillighet,
  readJuridiskeRoller,
  readKonsernstruktur,
  readKontaktdata,
  readPage,
  readRight,
  readRoller,
  readRolleutskrift,
  readSaerligeOpplysninger,
  readServerError,
  readSubUnits,
  readTilknyttedeOpplysninger,
  readTilstander,
  readTreff,
  readUnit,
  readUnits,
} from '../../../../src/sources/enhet/adapters/enhetsregisteret/messages/index.ts';
import { MAX_DEPTH } from '../../../../src/sources/enhet/adapters/enhetsregisteret/messages/konsern.ts';
import { sample, sampleWith } from './sample.ts';

const HEADING: Heading = { kilde: 'ENHETSREGISTERET', ferskhet: '2026-09-24T05:00:00Z', prosessDato: '2026-09-24' };

function unit(name: string, changes: object = {}, resource: 'enheter' | 'underenheter' = 'enheter'): LiveUnit {
  const read = readUnit(sampleWith(name, changes), resource);
  if (!read || read.kind === 'deleted') throw new Error('no live unit');
  return read;
}

const codesOf = (data: { readonly mangler: readonly { readonly kode: string }[] } | undefined) =>
  data?.mangler.map(({ kode }) => kode);

describe('a unit', () => {
  it('is a main unit or a sub-unit by where it was asked for, and deleted by its day alone', () => {
    expect(readUnit(sample('enhet-full'), 'enheter')).toMatchObject({ kind: 'main unit', overordnetEnhet: null });
    expect(readUnit(sample('underenhet'), 'underenheter')).toMatchObject({
      kind: 'sub-unit',
      organisasjonsnummer: '700013006',
      overordnetEnhet: '700013200',
    });
    expect(readUnit(sample('slettet-enhet'), 'enheter')).toEqual({
      kind: 'deleted',
      organisasjonsnummer: '700011003',
      slettedato: '2024-03-09',
    });
    expect(readUnit(sampleWith('slettet-underenhet', { respons_klasse: 'SlettetEnhet' }), 'underenheter')).toEqual({
      kind: 'deleted',
      organisasjonsnummer: '700120007',
      slettedato: '2026-09-21',
    });
    expect(readUnit(sampleWith('enhet-full', { slettedato: null }), 'enheter')?.kind).toBe('main unit');
  });

  it.each([null, [], 'text', {}, { organisasjonsnummer: 700000001 }, { organisasjonsnummer: '70000000' }])(
    'is not read from %j',
    (json) => expect(readUnit(json, 'enheter')).toBeUndefined(),
  );
});

describe('basisdata', () => {
  const ADRESSE = {
    postnummer: '0001',
    poststed: 'OSLO',
    kommunenummer: '0301',
    kommune: 'OSLO',
    landkode: 'NO',
    land: 'Norge',
  };

  it('are those of the complete example', () => {
    expect(readBasisdataUtvidet(unit('enhet-full'), HEADING)).toEqual({
      ...HEADING,
      operation: 'hentBasisdata',
      organisasjonsnummer: '700000001',
      mangler: [],
      navnelinjer: ['FULLSTENDIG SANDKASSE AS'],
      registreringsdato: '2001-02-03',
      organisasjonsform: { kode: 'AS', beskrivelse: 'Aksjeselskap' },
      forretningsadresse: { adresselinjer: ['Prøveveien 3'], ...ADRESSE },
      postadresse: { adresselinjer: ['Postboks 1'], ...ADRESSE },
      historiskeNavn: [{ navn: 'HALV SANDKASSE AS', fraDato: '2001-02-03', tilDato: '2012-01-01' }],
      virksomhetArtBransje: ['Utvikling av programvare.'],
      // The last line was blank.
      vedtektsfestetFormaal: ['Programvare, og det som naturlig hører til.'],
      stiftelsesdato: '2001-01-15',
      maalform: { kode: 'B', tekst: 'Bokmål' },
      utenlandskRegister: null,
    });
  });

  it('note what is absent, and both addresses by one note of their own', () => {
    expect(codesOf(readBasisdata(unit('enhet-minimum'), HEADING))).toEqual(['1030']);
    expect(codesOf(readBasisdata(unit('enhet-full', { forretningsadresse: undefined }), HEADING))).toEqual(['1010']);
    expect(codesOf(readBasisdata(unit('enhet-full', { postadresse: null }), HEADING))).toEqual(['1020']);
    expect(codesOf(readBasisdataUtvidet(unit('enhet-minimum'), HEADING))).toEqual(['1030', '1060', '1090', '1100']);
    expect(codesOf(readBasisdataUtvidet(unit('enhet-full', { maalform: '', aktivitet: [' '] }), HEADING))).toEqual([
      '1070',
      '1090',
    ]);
    expect(readBasisdata(unit('enhet-minimum'), HEADING)?.mangler[0]).toEqual({
      kode: '1030',
      opplysning: 'ADRESSE',
      melding: 'Derived by the gateway: the REST service shows no value. ADRESSE.',
    });
  });

  it('have addresses with blank lines dropped, and foreign ones as they are', () => {
    const lines = { adresse: ['', null, ' Prøveveien 3 ', 7], landkode: 'NO' };
    const { forretningsadresse } = readBasisdata(unit('enhet-full', { forretningsadresse: lines }), HEADING) ?? {};
    expect(forretningsadresse).toMatchObject({ adresselinjer: ['Prøveveien 3'], landkode: 'NO', postnummer: null });
    expect(readBasisdata(unit('enhet-konkurs'), HEADING)?.forretningsadresse?.adresselinjer).toEqual([]);
    expect(
      readBasisdata(unit('enhet-full', { forretningsadresse: { adresse: [] } }), HEADING)?.forretningsadresse,
    ).toBe(null);
    expect(readBasisdata(unit('enhet-nuf'), HEADING)?.forretningsadresse).toEqual({
      adresselinjer: ['Probeweg 1'],
      postnummer: null,
      poststed: 'DE-00000 Sandstadt',
      kommunenummer: null,
      kommune: null,
      landkode: 'DE',
      land: 'Tyskland',
    });
  });

  it('tell where a foreign company is registered at home', () => {
    const more = { foretaksformIHjemlandet: 'GmbH', underlagtLovgivningLand: 'Tyskland', utenlandskRegisterNavn: 'HR' };
    expect(readBasisdataUtvidet(unit('enhet-nuf', more), HEADING)?.utenlandskRegister).toEqual({
      foretaksform: 'GmbH',
      registreringsnummer: 'HRB 00000',
      lovgivningLand: 'Tyskland',
      lovgivningLandkode: null,
      registernavn: 'HR',
      registeradresse: null,
    });
  });

  it('need a name', () => {
    expect(readBasisdata(unit('enhet-full', { navn: ' ' }), HEADING)).toBeUndefined();
    expect(readBedrift(unit('underenhet', { navn: null }, 'underenheter'), null, HEADING)).toBeUndefined();
  });

  it('of a sub-unit are its own', () => {
    expect(readBedrift(unit('underenhet', {}, 'underenheter'), '700013200', HEADING)).toMatchObject({
      operation: 'hentEnBedriftVirksomhet',
      navnelinjer: ['SANDVIK SKOLE'],
      organisasjonsform: { kode: 'BEDR' },
      beliggenhetsadresse: { adresselinjer: ['Skolebakken 1'] },
      postadresse: null,
      oppstartsdato: '2010-08-01',
      eierskiftedato: '2014-01-01',
      juridiskEnhet: '700013200',
      mangler: [],
    });
    const bare = unit('underenhet', { oppstartsdato: undefined, datoEierskifte: '' }, 'underenheter');
    expect(codesOf(readBedrift(bare, null, HEADING))).toEqual(['1155', '1160']);
  });
});

describe('kontaktdata', () => {
  it('have no days, and telefaks is neither told of nor noted as missing', () => {
    const data = readKontaktdata(unit('enhet-full'), HEADING);
    expect(data.telefonnummer).toEqual({ verdi: '00 00 00 00', registreringsdato: null });
    expect(data.telefaksnummer).toBeNull();
    expect(codesOf(data)).toEqual([]);
    expect(codesOf(readKontaktdata(unit('enhet-minimum'), HEADING))).toEqual(['1115', '1117', '1118', '1119']);
  });
});

describe('saerligeOpplysninger', () => {
  const statuser = (changes: object, isParent = false) =>
    readSaerligeOpplysninger(unit('enhet-minimum', changes), isParent, HEADING).statuser.map(
      ({ statuskode, registreringsdato }) => [statuskode, registreringsdato],
    );
  const tilstander = (changes: object) => readTilstander(unit('enhet-minimum', changes).json);

  it('are those of the complete example', () => {
    expect(readSaerligeOpplysninger(unit('enhet-full'), true, HEADING)).toMatchObject({
      mangler: [],
      tilstander: [],
      statuser: [
        { statuskode: 'R-FR', registreringsdato: '2001-02-03' },
        { statuskode: 'R-MV', registreringsdato: '2001-03-01' },
        { statuskode: 'FMVA', registreringsdato: '2014-01-20', tekstlinjer: ['Utleier av bygg eller anlegg'] },
        { statuskode: 'R-AA', registreringsdato: '2026-01-10' },
        { statuskode: 'KMOR', registreringsdato: null },
        { statuskode: 'ÅRSO', tekstlinjer: ['Sist innsendte årsregnskap 2025'] },
        { statuskode: null, registreringsdato: '2012-06-01', tekstlinjer: ['Fravalg av revisjon'] },
      ],
    });
  });

  it('of a bankruptcy have its code, and a remark as it stands', () => {
    const data = readSaerligeOpplysninger(unit('enhet-konkurs'), false, HEADING);
    expect(data.tilstander).toEqual([{ kind: 'konkurs', dato: '2026-08-26' }]);
    expect(data.statuser).toContainEqual({
      statuskode: 'KONK',
      registreringsdato: '2026-08-26',
      paategning: null,
      tekstlinjer: ['Konkurs'],
    });
    expect(data.statuser.at(-1)).toEqual({
      statuskode: null,
      registreringsdato: '2026-09-01',
      paategning: 'FADR',
      tekstlinjer: ['Prøvetekst: adressen kan være feil.'],
    });
  });

  it('have a note when there are none', () => {
    const none = unit('enhet-minimum', { harRegistrertAntallAnsatte: false });
    expect(codesOf(readSaerligeOpplysninger(none, false, HEADING))).toEqual(['1120']);
  });

  it('invent no code for what has none', () => {
    const more = {
      harRegistrertAntallAnsatte: false,
      registrertIStiftelsesregisteret: true,
      registrertIFrivillighetsregisteret: true,
      registreringsdatoFrivillighetsregisteret: '2010-01-02',
      registrertIPartiregisteret: true,
      underRekonstruksjonsforhandlingDato: '2026-02-03',
    };
    expect(statuser(more)).toEqual([
      [null, '2026-02-03'],
      [null, null],
      [null, '2010-01-02'],
      [null, null],
    ]);
  });

  it.each([
    ['konkurs', { konkurs: true, konkursdato: '' }, [{ kind: 'konkurs', dato: null }]],
    [
      'avvikling',
      { underAvvikling: true, underAvviklingDato: '2026-01-02' },
      [{ kind: 'avvikling', dato: '2026-01-02' }],
    ],
    [
      'rekonstruksjon',
      { underRekonstruksjonsforhandlingDato: '2026-01-02' },
      [{ kind: 'rekonstruksjon', dato: '2026-01-02' }],
    ],
    [
      'utenlandsk insolvens',
      { underUtenlandskInsolvensbehandlingDato: '2026-01-02' },
      [{ kind: 'utenlandsk insolvens', dato: '2026-01-02' }],
    ],
    ['nothing, where the flag is false', { konkurs: false, konkursdato: '2026-01-02' }, []],
  ])('show %s', (_, changes, expected) => expect(tilstander(changes)).toEqual(expected));

  it('show all that a unit can end by', () => {
    const { json } = unit('enhet-endings');
    expect(readTilstander(json).map(({ kind, dato }) => [kind, dato])).toEqual([
      ['avvikling', '2026-02-01'],
      ...[2, 3, 4, 5, 6].map((day) => ['tvangsavvikling', `2026-02-0${day}`]),
      ['rekonstruksjon', '2026-02-07'],
      ['utenlandsk insolvens', '2026-02-08'],
    ]);
  });

  it.each([
    ['tvangsavvikletPgaManglendeSlettingDato', 'MANGLENDE_SLETTING'],
    ['tvangsopplostPgaManglendeDagligLederDato', 'MANGLENDE_DAGLIG_LEDER'],
    ['tvangsopplostPgaManglendeRevisorDato', 'MANGLENDE_REVISOR'],
    ['tvangsopplostPgaManglendeRegnskapDato', 'MANGLENDE_REGNSKAP'],
    ['tvangsopplostPgaMangelfulltStyreDato', 'MANGELFULLT_STYRE'],
  ])('show the ground of a winding up by %s', (key, grunn) => {
    const flag = 'underTvangsavviklingEllerTvangsopplosning';
    const expected = [{ kind: 'tvangsavvikling', grunn, dato: '2026-01-02' }];
    expect(tilstander({ [flag]: true, [key]: '2026-01-02' })).toEqual(expected);
    expect(tilstander({ [flag]: undefined, [key]: '2026-01-02' })).toEqual(expected);
    expect(tilstander({ [flag]: false, [key]: '2026-01-02' })).toEqual([]);
    expect(tilstander({ [flag]: true })).toEqual([{ kind: 'tvangsavvikling', grunn: 'UKJENT', dato: null }]);
  });
});

describe('tilknyttedeOpplysninger', () => {
  it('are those of the complete example', () => {
    expect(readTilknyttedeOpplysninger(unit('enhet-full'), HEADING)).toEqual({
      ...HEADING,
      operation: 'hentOpplTilknRegister',
      organisasjonsnummer: '700000001',
      mangler: [],
      sektorkode: { kode: '2100', beskrivelse: 'Private aksjeselskaper mv.' },
      naeringskoder: [
        { kode: '62.100', beskrivelse: 'Programmeringstjenester', rekkefoelge: 1, hjelpeenhet: null },
        { kode: '70.100', beskrivelse: 'Hovedkontortjenester', rekkefoelge: 2, hjelpeenhet: true },
      ],
      ansatte: { antall: 12, gjelderFra: '2026-01-10' },
      kapital: {
        kapitaltype: 'Aksjekapital',
        valuta: 'NOK',
        kapital: '100000,00',
        innbetaling: null,
        bundetKS: null,
        fritekst: [],
        antallAksjer: 100,
        innfoertDato: '2001-02-03',
      },
      vedtektsdato: '2024-05-02',
    });
  });

  it('take a hidden number of employees for no lack, and none registered for one', () => {
    const hidden = readTilknyttedeOpplysninger(unit('enhet-minimum'), HEADING);
    expect(hidden.ansatte).toBeNull();
    expect(codesOf(hidden)).toEqual(['1111', '1125', '1130', '1140']);
    const none = readTilknyttedeOpplysninger(unit('enhet-minimum', { harRegistrertAntallAnsatte: false }), HEADING);
    expect(codesOf(none)).toContain('1135');
  });

  it('take 00.000 for a value, and a whole amount for one with decimals', () => {
    const { mangler, kapital } = readTilknyttedeOpplysninger(unit('enhet-konkurs'), HEADING);
    expect(mangler).toEqual([expect.objectContaining({ kode: '1135' })]);
    expect(kapital?.kapital).toBe('30000,00');
  });
});

describe('roller', () => {
  const roles = (changes: object = {}) => readRoller(sampleWith('roller', changes), '700099903', HEADING);
  const holders = (rolle: object) =>
    roles({ rollegrupper: [{ type: { kode: 'STYR' }, roller: [rolle] }] })?.rollegrupper[0]?.roller.map(
      ({ innehaver }) => innehaver,
    );
  const MEDL = { type: { kode: 'MEDL', beskrivelse: 'Styremedlem' } };

  it('are those of the complete example', () => {
    const none = { fratraadtKode: null, rolleFritekst: null, revisorKategori: null, revisorRkode: null, reTekst: null };
    const group = { headerTekst: null, trailerTekst: null, kjoennsrepresentasjon: null };
    const person = { kind: 'person', personidentifikator: null, status: null, harVerge: null, vergeTekst: null };
    expect(roles()?.rollegrupper).toEqual([
      {
        ...group,
        type: 'BOBE',
        beskrivelse: 'Bostyrer',
        registreringsdato: '2026-08-26',
        roller: [
          {
            ...none,
            rolletype: 'BOBE',
            beskrivelse: 'Bostyrer',
            fratraadt: false,
            valgtAv: null,
            valgtAvKode: null,
            ansvarsandel: null,
            innehaver: {
              ...person,
              fornavn: 'Synt',
              mellomnavn: null,
              slektsnavn: 'Bostyrer',
              foedselsdato: null,
              erDoed: false,
            },
          },
        ],
      },
      {
        ...group,
        type: 'STYR',
        beskrivelse: 'Styre',
        registreringsdato: '2026-07-24',
        roller: [
          {
            ...none,
            rolletype: 'LEDE',
            beskrivelse: 'Styrets leder',
            fratraadt: false,
            valgtAv: 'Representant for de ansatte',
            valgtAvKode: 'AREP',
            ansvarsandel: null,
            innehaver: {
              ...person,
              fornavn: 'Synt',
              mellomnavn: 'Test',
              slektsnavn: 'Persøn',
              foedselsdato: '1970-01-01',
              erDoed: false,
            },
          },
        ],
      },
      {
        ...group,
        type: 'REVI',
        beskrivelse: 'Revisor',
        registreringsdato: '2019-12-09',
        roller: [
          {
            ...none,
            rolletype: 'REVI',
            beskrivelse: 'Revisor',
            fratraadt: true,
            valgtAv: null,
            valgtAvKode: null,
            ansvarsandel: null,
            innehaver: {
              kind: 'unit',
              organisasjonsnummer: '700040003',
              navn: 'SANDKASSE REVISJON AS',
              status: null,
              erSlettet: false,
            },
          },
        ],
      },
    ]);
  });

  it('have numbers of people where the tier tells them, and what is limited says nothing of a guardian', () => {
    const [, board] = readRoller(sample('roller-authorized'), '700099903', HEADING)?.rollegrupper ?? [];
    expect(board?.roller[0]?.innehaver).toMatchObject({
      personidentifikator: '01817010055',
      erDoed: true,
      harVerge: null,
      vergeTekst: null,
    });
    const person = { fodselsdato: '1970-01-01', navn: { fornavn: 'Synt' }, fodselsnummer: 'x' };
    expect(holders({ ...MEDL, person })).toEqual([
      expect.objectContaining({ personidentifikator: null, slektsnavn: '', erDoed: null }),
    ]);
  });

  it('are given up also where that is written as a word', () => {
    const held = (avregistrert: unknown) =>
      roles({
        rollegrupper: [
          { type: { kode: 'STYR' }, roller: [{ ...MEDL, person: { navn: { fornavn: 'Synt' } }, avregistrert }] },
        ],
      })?.rollegrupper[0]?.roller[0]?.fratraadt;
    expect([true, 'true', false, 'false', undefined].map(held)).toEqual([true, true, false, false, false]);
  });

  it('skip a role without one holder, and are none when nothing can be read', () => {
    const enhet = { organisasjonsnummer: '700040003', navn: ['SANDKASSE', 'REVISJON AS'], erSlettet: true };
    expect(holders({ ...MEDL, enhet })).toEqual([
      { kind: 'unit', organisasjonsnummer: '700040003', navn: 'SANDKASSE REVISJON AS', status: null, erSlettet: true },
    ]);
    expect(holders({ ...MEDL, enhet, person: { navn: { fornavn: 'Synt' } } })).toBeUndefined();
    expect(holders(MEDL)).toBeUndefined();
    expect(roles({ rollegrupper: null })).toBeUndefined();
    expect(roles({ rollegrupper: [] })?.rollegrupper).toEqual([]);
  });

  it('of another unit are refused', () => {
    expect(readRoller(sample('roller'), '700000001', HEADING)).toBeUndefined();
    const self = { href: 'https://data.brreg.no/enhetsregisteret/api/enheter/700000001/roller' };
    expect(roles({ _links: { self } })).toBeUndefined();
    expect(roles({ _links: { enhet: { href: `${self.href}?x` } } })).toBeUndefined();
    expect(roles({ _links: {} })).toBeDefined();
  });
});

describe('rolleutskrift', () => {
  it('has one entry for each role that is held, and the day of birth', () => {
    const json = sample('rolleutskrift');
    expect(readRolleutskrift(json)).toEqual({
      foedselsdato: '1970-01-01',
      roller: [
        {
          rolleBeskrivelse: 'Daglig leder',
          registreringsdato: null,
          navn: 'FULLSTENDIG SANDKASSE AS',
          organisasjonsnummer: '700000001',
        },
      ],
    });
    const [enhet] = json.enheter as object[];
    const gone = [{ ...enhet, roller: [{ type: { kode: 'DAGL' }, avregistrert: true }] }];
    expect(readRolleutskrift({ ...json, enheter: gone })?.roller).toEqual([]);
    expect(readRolleutskrift({ ...json, enheter: [{ navn: 'UTEN NUMMER' }] })).toBeUndefined();
    expect(readRolleutskrift({ fodselsdato: '1970-01-01' })).toBeUndefined();
  });
});

describe('a page', () => {
  const two = (rows: readonly object[] = [sample('enhet-full'), sample('enhet-minimum')]) => ({
    ...sample('page-of-two'),
    _embedded: { enheter: rows },
  });

  it('has no list where there is no hit, and must have one where there is', () => {
    expect(readPage(sample('page-no-hit'), 'enheter')).toEqual({ rows: [], totalElements: 0 });
    expect(readPage(two(), 'enheter')).toMatchObject({ totalElements: 133, rows: [{}, {}] });
    expect(readPage({ page: { totalElements: 2 } }, 'enheter')).toBeUndefined();
    expect(readPage({ _embedded: { enheter: [] } }, 'enheter')).toBeUndefined();
  });

  it('gives the units that were asked for, and no number that stands there twice and not alike', () => {
    const page = { rows: [sample('enhet-full'), sample('enhet-full'), sample('enhet-minimum')], totalElements: 3 };
    const asked = new Set(['700000001', '700041018']);
    expect([...readUnits(page, 'enheter', asked).keys()]).toEqual(['700000001']);
    const unlike = { ...page, rows: [...page.rows, sampleWith('enhet-full', { navn: 'ANNET AS' })] };
    expect(readUnits(unlike, 'enheter', asked).get('700000001')).toBe('contradictory');
    const again = { ...unlike, rows: [...unlike.rows, sample('enhet-full')] };
    expect(readUnits(again, 'enheter', asked).get('700000001')).toBe('contradictory');
  });

  it('reads past what nobody asks for, however deep it is', () => {
    const depth = 50_000;
    const row = { ...sample('enhet-full'), unknown: JSON.parse('['.repeat(depth) + ']'.repeat(depth)) };
    const asked = new Set(['700000001']);
    expect(readUnits({ rows: [row], totalElements: 1 }, 'enheter', asked).get('700000001')).toMatchObject({
      kind: 'main unit',
    });
    expect(readUnits({ rows: [row, row], totalElements: 2 }, 'enheter', asked).get('700000001')).toBe('contradictory');
  });

  it('of sub-units is whole and of one parent, or nothing', () => {
    const rows = [sample('underenhet')];
    expect(readSubUnits({ rows, totalElements: 1 }, '700013200')).toEqual(['700013006']);
    expect(readSubUnits({ rows: [], totalElements: 0 }, '700013200')).toEqual([]);
    expect(readSubUnits({ rows, totalElements: 2 }, '700013200')).toBeUndefined();
    expect(readSubUnits({ rows, totalElements: 1 }, '700000001')).toBeUndefined();
    expect(readSubUnits({ rows: [...rows, ...rows], totalElements: 2 }, '700013200')).toBeUndefined();
  });

  it('gives hits without a score, each unit once, abroad with the town as it is', () => {
    const rows = [sample('enhet-full'), sample('enhet-full'), sample('enhet-nuf'), sample('underenhet'), {}];
    expect(readTreff({ rows, totalElements: 5 })).toEqual([
      {
        organisasjonsnummer: '700000001',
        navn: 'FULLSTENDIG SANDKASSE AS',
        sted: '0001 OSLO',
        score: 0,
        organisasjonsform: 'AS',
      },
      expect.objectContaining({ organisasjonsnummer: '700120015', sted: 'DE-00000 Sandstadt' }),
      expect.objectContaining({ organisasjonsnummer: '700013006', sted: '0001 OSLO' }),
    ]);
    expect(readTreff({ rows: [{}], totalElements: 1 })).toBeUndefined();
  });
});

describe('a feed', () => {
  const json = sample('feed-enheter');
  const entries = (json._embedded as { oppdaterteEnheter: object[] }).oppdaterteEnheter;
  const feed = (oppdaterteEnheter: readonly object[]) =>
    readFeed({ ...json, _embedded: { oppdaterteEnheter } }, 'enheter');

  it('gives its entries in order, and none without a list', () => {
    expect(readFeed(json, 'enheter')?.map(({ oppdateringsid }) => oppdateringsid)).toEqual([
      25152016, 25152017, 25152019,
    ]);
    expect(readFeed(sample('page-no-hit'), 'enheter')).toEqual([]);
  });

  it('must rise, and name a unit in each entry', () => {
    expect(feed(entries.toReversed())).toBeUndefined();
    expect(feed([...entries, ...entries])).toBeUndefined();
    expect(feed([{ oppdateringsid: 1 }])).toBeUndefined();
    expect(readFeed({ _embedded: {} }, 'enheter')).toBeUndefined();
    expect(readFeed({ page: { totalElements: 3 } }, 'enheter')).toBeUndefined();
    expect(feed([entries[0] as object, null as unknown as object])).toBeUndefined();
  });
});

describe('frivillighet', () => {
  const read = (changes: object = {}) => readFrivillighet(sampleWith('frivillighet', changes), '700050009', HEADING);

  it('is that of the complete example', () => {
    expect(read()).toEqual({
      ...HEADING,
      operation: 'hentFrivillighet',
      organisasjonsnummer: '700050009',
      mangler: [],
      registrert: '2010-01-02',
      kategorier: [{ kode: '1100', beskrivelse: 'Kunst og kultur', rangering: 1 }],
      kontonummer: '00000000000',
      vedtekter: true,
      sisteRegistrerteVedtekter: '2020-02-20',
      aarsregnskap: true,
      regnskapsperiode: '01.01 - 31.12',
      sisteAarsregnskap: null,
      grasrotandel: true,
    });
  });

  it.each([
    ['30.06', '01.07 - 30.06'],
    ['28.02', '01.03 - 28.02'],
    ['sommeren', 'sommeren'],
  ])('has the period that ends on %s', (avslutningsdatoForRegnskapsperiode, regnskapsperiode) => {
    expect(read({ regnskapsrapportering: { avslutningsdatoForRegnskapsperiode } })).toMatchObject({ regnskapsperiode });
  });

  it('is deleted, or another’s', () => {
    expect(read({ slettetDato: '2026-01-02' })).toBe('deleted');
    expect(read({ organisasjonsnummer: '700000001' })).toBeUndefined();
  });
});

describe('a group', () => {
  const top = (children: readonly object[]) => ({ organisasjonsnummer: '700000001', navn: 'A', children });
  const member = (organisasjonsnummer: string, children?: readonly object[]) => ({
    organisasjonsnummer,
    navn: 'B',
    children,
  });

  it('is that of the complete example', () => {
    const tree = readKonsernstruktur(sample('konsernstruktur'), '700040003');
    expect(tree).toEqual({
      organisasjonsnummer: '700000001',
      navn: 'FULLSTENDIG SANDKASSE AS',
      organisasjonsform: { kode: 'AS', beskrivelse: 'Aksjeselskap' },
      knytningsform: null,
      grunnlag: null,
      dato: null,
      children: [
        {
          organisasjonsnummer: '700040003',
          navn: 'SANDKASSE REVISJON AS',
          organisasjonsform: { kode: 'AS', beskrivelse: 'Aksjeselskap' },
          knytningsform: { kode: 'KDAT', beskrivelse: 'Konsern datter' },
          grunnlag: '95,00%',
          dato: '2025-11-12',
          children: [],
        },
      ],
    });
    expect(tree && [isParentIn(tree, '700000001'), isParentIn(tree, '700040003')]).toEqual([true, false]);
  });

  it('has its members in two ways, each with the ground for it', () => {
    const tree = readKonsernstruktur(sample('konsernstruktur-of-three'), '700120015');
    expect(tree?.children[0]?.children).toMatchObject([
      { knytningsform: { kode: 'KMOR' }, grunnlag: 'Indirekte mor', dato: null },
      { knytningsform: { kode: 'KGRL' }, grunnlag: '100%' },
    ]);
  });

  it('names a unit below itself once more, and does not follow it', () => {
    const tree = readKonsernstruktur(
      top([member('700040003', [member('700000001', [member('700040003')])])]),
      '700000001',
    );
    expect(tree?.children[0]?.children[0]).toMatchObject({
      organisasjonsnummer: '700000001',
      children: [],
    });
    // Beside itself it is another part of the tree.
    const twice = readKonsernstruktur(top([member('700040003'), member('700040003')]), '700040003');
    expect(twice?.children).toHaveLength(2);
  });

  it('that does not have the unit, is too deep, or has a unit without a number is none', () => {
    expect(readKonsernstruktur(sample('konsernstruktur'), '700099903')).toBeUndefined();
    expect(readKonsernstruktur(top([{ navn: 'UTEN NUMMER' }]), '700000001')).toBeUndefined();
    const deep = (depth: number): object =>
      member(String(700_000_000 + depth), depth === 0 ? undefined : [deep(depth - 1)]);
    expect(readKonsernstruktur(deep(MAX_DEPTH - 1), '700000000')).toBeDefined();
    expect(readKonsernstruktur(deep(MAX_DEPTH), '700000000')).toBeUndefined();
  });
});

describe('juridiske roller', () => {
  const json = {
    organisasjonsnummer: '700040003',
    erSlettet: false,
    enheter: [
      {
        organisasjonsnummer: '700099903',
        navn: 'SANDKASSE KONKURS AS',
        roller: [{ type: { kode: 'REVI', beskrivelse: 'Revisor' }, avregistrert: true, rekkefolge: 0 }],
      },
    ],
    _links: { next: { href: 'https://data.brreg.no/next' } },
  };

  it('are read with where the next page is', () => {
    expect(readJuridiskeRoller(json, '700040003')).toEqual({
      enheter: [
        {
          organisasjonsnummer: '700099903',
          navn: 'SANDKASSE KONKURS AS',
          roller: [{ rolletype: { kode: 'REVI', beskrivelse: 'Revisor' }, fratraadt: true }],
        },
      ],
      next: 'https://data.brreg.no/next',
    });
    expect(readJuridiskeRoller({ ...json, _links: {} }, '700040003')?.next).toBeUndefined();
    expect(readJuridiskeRoller(json, '700000001')).toBeUndefined();
    expect(readJuridiskeRoller({ ...json, enheter: [{}] }, '700040003')).toBeUndefined();
  });
});

describe('who may sign', () => {
  const right = (changes: object = {}) => readRight(sampleWith('fullmakt-signatur', changes), '700000001');

  it('is one group a combination', () => {
    const groups = right();
    expect(groups).toHaveLength(2);
    expect(groups?.[1]).toMatchObject({
      type: 'R0012',
      beskrivelse: 'Styrets leder alene eller to styremedlemmer i fellesskap',
      headerTekst: 'Styrets leder alene eller to styremedlemmer i fellesskap.',
      roller: [
        {
          rolletype: 'LEDE',
          innehaver: {
            fornavn: 'Synt Test',
            slektsnavn: 'Persøn',
            foedselsdato: '1970-01-01',
            personidentifikator: null,
          },
        },
        { rolletype: 'MEDL', innehaver: { fornavn: 'Synt', slektsnavn: 'To', foedselsdato: '1970-01-02' } },
      ],
    });
  });

  it('is the words that were registered where no combination was computed', () => {
    expect(right({ signeringsKombinasjon: undefined })).toEqual([
      expect.objectContaining({
        type: 'SF',
        headerTekst: 'Styrets leder alene eller to styremedlemmer i fellesskap.',
        roller: [{}, {}].map(() => expect.objectContaining({ fratraadt: false })),
      }),
    ]);
  });

  it('is nobody, or not computed, or nonsense', () => {
    expect(readRight(sample('fullmakt-prokura'), '700000001')).toEqual([]);
    const na = { status: { rutineStatus: { kode: 'NA' } } };
    expect(readRight(sampleWith('fullmakt-prokura', na), '700000001')).toBe('not computed');
    expect(readRight(sample('fullmakt-signatur'), '700099903')).toBeUndefined();
    expect(right({ enhet: undefined })).toBeUndefined();
    // A combination of nobody would say that nobody need sign.
    expect(right({ signeringsKombinasjon: { kombinasjon: [{ kode: 'R0012' }] } })).toBeUndefined();
  });

  const LEDE = { navn: 'Synt Test', rolle: { kode: 'LEDE' } };
  it.each([
    ['without a name', { rolle: { kode: 'MEDL' } }],
    ['without a role', { navn: 'Synt To' }],
    ['that is no object', 'Synt To'],
    [
      'that is a unit without a number',
      { navn: 'REVISJON AS', organisasjonsnummer: 700040003, rolle: { kode: 'REVI' } },
    ],
  ])('is nonsense with somebody %s: whom the other signs with is not left out', (_, other) => {
    const personRolleKombinasjon = [LEDE, other];
    expect(
      right({ signeringsKombinasjon: { kombinasjon: [{ kode: 'R0012', personRolleKombinasjon }] } }),
    ).toBeUndefined();
    const signeringsGrunnlag = { muligeSigneringsRoller: { personRolleGrunnlag: [LEDE, other] } };
    expect(right({ signeringsKombinasjon: undefined, signeringsGrunnlag })).toBeUndefined();
  });
});

describe('an error', () => {
  it('of a search is its first message, masked', () => {
    const valideringsfeil = [{ feilmelding: 'Næringskode 49410 er ugyldig' }, { feilmelding: 'To' }];
    expect(readFeilmelding({ feilmelding: 'Feilaktig forespørsel', valideringsfeil })).toBe(
      'Næringskode 49410 er ugyldig',
    );
    expect(readFeilmelding({ feilmelding: 'Ugyldig: 01817010055' })).toBe('Ugyldig: ******');
    expect(readFeilmelding('<html>')).toBe('');
  });

  it('of the server is told with what the register finds it by', () => {
    const json = { timestamp: '2026-01-05T07:36:21.523+0000', status: 500, error: 'Internal Server Error', path: '/x' };
    expect(readServerError({ ...json, trace: '7f0c-ab12' })).toEqual({
      trace: '7f0c-ab12',
      text: 'Internal Server Error',
    });
    expect(readServerError({ ...json, trace: '01817010055' })?.trace).toBeUndefined();
    expect(readServerError({ ...json, trace: 'x y' })?.trace).toBeUndefined();
    expect(readServerError({ status: 502 })).toBeUndefined();
    expect(readServerError('<html>')).toBeUndefined();
  });
});
