import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { child, childrenOf, textOf } from '../../../src/wire/soap/xml.ts';
import { namesIn, sample, searchDocument, startSandbox, statusOf } from './ask.ts';

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const meldingIn = (inner: string) => inner.slice(inner.indexOf('<melding'), inner.indexOf('</grunndata>'));

describe('the samples of the contract come out as they are printed', () => {
  it.each([
    ['hentKontaktdata', '700102009'],
    ['hentSaerligeOpplysninger', '700000001'],
    ['hentOpplTilknRegister', '700000001'],
    ['hentRoller', '700000001'],
    ['hentFrivillighet', '700050009'],
  ] as const)('in %s for %s', async (operation, orgnr) => {
    expect(meldingIn((await sandbox.ask(operation, orgnr)).inner)).toBe(sample(`${operation}-${orgnr}`));
  });

  it('in hentRolleutskrift for 01817010055, who has two more roles after the printed one', async () => {
    const melding = meldingIn((await sandbox.ask('hentRolleutskrift', '01817010055')).inner);
    const printed = sample('hentRolleutskrift-01817010055').replace('</roller></melding>', '');
    expect(melding.slice(0, printed.length)).toBe(printed);
  });

  it('in sokEnhet for BLÅBÆR', async () => {
    const { inner } = await sandbox.ask('sokEnhet', searchDocument('BLÅBÆR', { MedUnderenheter: 'true' }));
    const svar = inner.slice(inner.indexOf('<BrAixXmlResponse'), inner.indexOf('</melding>'));
    expect(svar.replaceAll(/\n */g, '')).toBe(sample('sokEnhet-with-underenheter'));
  });
});

describe('a unit that lacks nothing has everything', () => {
  const ADRESSE = 'adresse1 postnr poststed kommunenummer kommune landkode land';
  const MINI = 'organisasjonsnummer navn forretningsAdresse postAdresse organisasjonsform';
  it.each([
    ['hentBasisdataMini', '', MINI],
    ['hentBasisdataMini', 'forretningsAdresse', ADRESSE],
    ['hentBasisdataMini', 'postAdresse', ADRESSE],
    ['hentBasisdataMini', 'organisasjonsform', 'orgform orgformBeskrivelse'],
    ['hentBasisdata', '', `${MINI} formaal stiftelsesdato maalform kontaktperson`],
    ['hentBasisdata', 'formaal', 'virksomhetArtBransje vedtektsfestetFormaal'],
    ['hentBasisdata', 'maalform', 'maalformKode maalformTekst'],
    ['hentBasisdata', 'kontaktperson', 'samendring'],
    [
      'hentKontaktdata',
      '',
      'organisasjonsnummer telefonnummer telefaksnummer mobiltelefonnummer epostadresse hjemmesideadresse',
    ],
    ['hentSaerligeOpplysninger', 'saerligeOpplysninger', 'status status status status'],
    ['hentOpplTilknRegister', '', 'organisasjonsnummer sektorkode ansvarsKapital ansatte vedtektsdato nacekoder'],
    ['hentOpplTilknRegister', 'ansvarsKapital', 'kapitaltype valuta kapital innbetaling bundetKS friTekst'],
    ['hentOpplTilknRegister', 'nacekoder', 'nacekode nacekode'],
    [
      'hentRoller',
      '',
      'organisasjonsnummer kontaktperson deltakere komplementar sameiere styre revisor regnskapsfoerer eierkommune',
    ],
    ['hentProkuraSignatur', '', 'organisasjonsnummer prokura signatur'],
    ['hentKonsern', '', 'organisasjonsnummer'],
  ] as const)('in %s %s: %s', async (operation, path, names) => {
    const { melding } = await sandbox.ask(operation, '700013200');
    expect(namesIn(melding, ...path.split(' ').filter(Boolean))).toBe(names);
  });

  it('and one that lacks everything has only its number, name and form', async () => {
    const names = async (operation: Parameters<typeof sandbox.ask>[0]) =>
      namesIn((await sandbox.ask(operation, '700103005')).melding);
    expect(await names('hentBasisdata')).toBe('organisasjonsnummer navn organisasjonsform');
    for (const operation of [
      'hentKontaktdata',
      'hentSaerligeOpplysninger',
      'hentOpplTilknRegister',
      'hentRoller',
      'hentBedrifterVirksomheter',
    ] as const) {
      expect([operation, await names(operation)]).toEqual([operation, 'organisasjonsnummer']);
    }
  });
});

describe('the operations tell', () => {
  const asked = async (operation: Parameters<typeof sandbox.ask>[0], input = '') =>
    (await sandbox.ask(operation, input)).melding;

  it('of a foreign unit five lines of name, and an address without postnr and kommune', async () => {
    const melding = await asked('hentBasisdataMini', '700101002');
    expect(namesIn(melding, 'navn')).toBe('navn1 navn2 navn3 navn4 navn5');
    expect(namesIn(melding, 'postAdresse')).toBe('adresse1 poststed landkode land');
    expect(textOf(child(melding, 'postAdresse'), 'landkode')).toBe('SWE');
  });

  it('of basisdata the dates and texts of the contract', async () => {
    const { inner } = await sandbox.ask('hentBasisdata', '700000001');
    expect(inner).toContain(
      '<virksomhetArtBransje registreringsDato="2001-02-03">Drift av sandkasser. </virksomhetArtBransje>',
    );
    expect(inner).toContain(
      '<stiftelsesdato registreringsDato="2001-02-03">2001-01-20</stiftelsesdato><maalform registreringsDato="2001-02-03"><maalformKode>B</maalformKode><maalformTekst>Bokm&#xe5;l</maalformTekst></maalform>',
    );
  });

  it.each([
    ['hentBasisdata', 'hentBasisdataFdato'],
    ['hentRoller', 'hentRollerFdato'],
    ['hentProkuraSignatur', 'hentProkuraSignaturFdato'],
  ] as const)('in %s whole fødselsnumre, and in %s birth dates in their place', async (whole, fdato) => {
    const { inner } = await sandbox.ask(whole, '700000001');
    expect(inner).toContain('<fodselsnr>01817010055</fodselsnr>');
    expect((await sandbox.ask(fdato, '700000001')).inner).toBe(
      inner
        .replaceAll('<fodselsnr>01817010055</fodselsnr>', '<fodselsdato>1970-01-01</fodselsdato>')
        .replaceAll(whole, fdato),
    );
  });

  it.each([
    ['700102009', 'kontaktperson', 'INNH', '01817010055'],
    ['700050009', 'styre', 'MEDL', '01817010055'],
    ['311000012', 'kontaktperson', 'DAGL', '01817011000'],
    ['312000016', 'styre', 'MEDL', '02827112006'],
  ])('in hentRoller of %s, under %s, the %s %s', async (orgnr, group, rolletype, fodselsnr) => {
    const samendring = child(child(await asked('hentRoller', orgnr), group), 'samendring');
    const rolle = child(samendring, 'rolle');
    expect([rolle?.attributes.rolletype, textOf(child(rolle, 'person'), 'fodselsnr')]).toEqual([rolletype, fodselsnr]);
  });

  it('of people who have left, who have a verge and who own a share', async () => {
    const { inner } = await sandbox.ask('hentRoller', '700040003');
    expect(inner).toContain('<fratraadt>K</fratraadt><fratraadtTekst>Fratr&#xe5;dt</fratraadtTekst>');
    expect(inner).toContain('<vergeTekst>');
    expect(inner).toContain('<ansvarsandel>50,00 %</ansvarsandel>');
  });

  it('in hentRoller of 700099903 one who is dead, one who has a verge and a unit that is deleted', async () => {
    const { inner } = await sandbox.ask('hentRoller', '700099903');
    expect(inner).toContain(
      '<person beskrivelse="D&#xf8;d" statuskode="D"><fodselsnr>02817018109</fodselsnr><fornavn>Synt</fornavn>',
    );
    expect(inner).toContain(
      '<person beskrivelse="Lever" statuskode="L"><vergeTekst>Under vergem&#xe5;l</vergeTekst><fodselsnr>01817018331</fodselsnr>',
    );
    expect(inner).toContain('<enhet beskrivelse="Slettet" statuskode="S"><orgnr>700011003</orgnr>');
  });

  it.each([
    [
      '700115518',
      'organisasjonsnummer navn beliggenhetsAdresse postAdresse organisasjonsform juridiskEnhet',
      '700000001',
    ],
    [
      '700013006',
      'organisasjonsnummer navn beliggenhetsAdresse postAdresse organisasjonsform oppstartsdato datoEierskifte juridiskEnhet',
      '700013103',
    ],
  ])('of the bedrift %s its own data and its juridisk enhet', async (orgnr, names, juridiskEnhet) => {
    const melding = await asked('hentEnBedriftVirksomhet', orgnr);
    expect(namesIn(melding)).toBe(names);
    expect(textOf(child(melding, 'juridiskEnhet'), 'organisasjonsnummer')).toBe(juridiskEnhet);
  });

  it.each([
    ['700000001', ['700115518']],
    ['700013103', ['700013006']],
    ['700013200', ['700013006']],
    ['700050009', ['700000303']],
    ['700102009', []],
  ])('of %s the bedrifter %j', async (orgnr, bedrifter) => {
    const found = childrenOf(await asked('hentBedrifterVirksomheter', orgnr), 'bedrift');
    expect(found.map((bedrift) => textOf(bedrift, 'organisasjonsnummer'))).toEqual(bedrifter);
  });

  it('of 700119009 in Frivillighetsregisteret nothing but its number', async () => {
    expect(namesIn(await asked('hentFrivillighet', '700119009'))).toBe('organisasjonsnummer');
  });
});

describe('hentRolleutskrift', () => {
  it.each<readonly [string, string, string]>([
    ['01817010055', '0: 0', 'Dagleg leiar/ adm.direktør 700000001, Innehaver 700102009, Styremedlem 700050009'],
    ['01817010136', '0: 0', ''],
    ['700040003', '0: 0', 'Revisor 700000001'],
    ['700000001', '0: 0', ''],
    ['700115518', '0: 0', ''],
    ['01817011000', '0: 0', 'Daglig leder/ adm.direktør 311000012'],
    ['02827112006', '0: 0', 'Styremedlem 312000016'],
    ['01817018099', '1: 180', ''],
    ['06867516008', '1: 180', ''],
    ['07877617003', '1: 180', ''],
    ['02817018109', '1: 181', ''],
    ['01817018250', '1: 182', ''],
    ['01817018331', '1: 183', ''],
    ['ABC', '1: 160', ''],
    ['70004000', '1: 160', ''],
    ['', '1: 10', ''],
    ['700010007', '1: 100', ''],
    ['700011003', '1: 110', ''],
    ['700000109', '1: 110', ''],
    ['700017002', '1: 170', ''],
    ...[
      ...['43837213186', '04847314007', '05857415002', '08887718009', '11918019091', '12928120005', '13818221082'],
      ...['14828322088', '15838423083', '16848524089', '17858625084', '18868726160'],
    ].map((fodselsnr) => [fodselsnr, '0: 0', ''] as const),
  ])('of %s answers (%s) with the roles: %s', async (requestId, status, roller) => {
    const answer = await sandbox.ask('hentRolleutskrift', requestId);
    const enheter = childrenOf(child(answer.melding, 'roller'), 'enhet');
    const told = enheter.map((enhet) => `${textOf(enhet, 'rolleBeskrivelse')} ${textOf(enhet, 'orgnr')}`).join(', ');
    expect([statusOf(answer), told, answer.melding !== undefined]).toEqual([status, roller, status === '0: 0']);
  });

  it('leaves roller out for who has none', async () => {
    expect(namesIn((await sandbox.ask('hentRolleutskrift', '01817010136')).melding)).toBe('rolleInnehaver');
  });

  it('tells the birth date of a D-number', async () => {
    const { melding } = await sandbox.ask('hentRolleutskrift', '43837213186');
    expect(textOf(child(melding, 'rolleInnehaver'), 'fodselsdato')).toBe('1972-03-03');
  });
});
