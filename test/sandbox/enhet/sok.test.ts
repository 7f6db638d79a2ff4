import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { child, childrenOf, textOf } from '../../../src/wire/soap/xml.ts';
import { type Answered, searchDocument, startSandbox, statusOf } from './ask.ts';

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

/** `ResponseType AntallTreff: Orgnr/Score ...` */
function treffIn({ melding }: Answered): string {
  const svar = child(melding, 'BrAixXmlResponse');
  const treff = childrenOf(child(svar, 'BrErfrTreffliste'), 'BrErfrTrefflisteElement');
  const antall = textOf(child(svar, 'BrAixResponseHeader'), 'AntallTreff');
  return `${svar?.attributes.ResponseType} ${antall}: ${treff.map((one) => `${textOf(one, 'Orgnr')}/${textOf(one, 'Score')}`).join(' ')}`;
}

describe('sokEnhet finds', () => {
  it.each([
    ['names that begin so', 'blåbær', {}, 'BrErfrTreffliste 1: 700102009/100'],
    ['names across their lines', 'FLØYTE SANDKASSE', {}, 'BrErfrTreffliste 1: 700102009/90'],
    [
      'those that begin so before those that do not',
      'sandkasse',
      { OrgForm: 'AS', MaxTreffReturneres: '2' },
      'BrErfrTreffliste 5: 700040003/100 700099903/100',
    ],
    ['no sub-units', 'SANDVIK KORPS', {}, 'BrErfrTreffliste 1: 700050009/100'],
    [
      'sub-units where they are asked for',
      'SANDVIK KORPS',
      { MedUnderenheter: 'true' },
      'BrErfrTreffliste 2: 700050009/100 700000303/100',
    ],
    ['one organisasjonsform', 'SANDVIK', { OrgForm: 'KOMM' }, 'BrErfrTreffliste 1: 700013103/100'],
    ['one kommune', 'KORPS', { Kommunenr: '9999' }, 'BrErfrTreffliste 1: 700050009/90'],
    ['nothing in another kommune', 'KORPS', { Kommunenr: '0301' }, 'HeaderOnly 0: '],
    ['one fylke', 'KORPS', { Fylkesnr: '99' }, 'BrErfrTreffliste 1: 700050009/90'],
    ['nothing in another fylke', 'KORPS', { Fylkesnr: '03' }, 'HeaderOnly 0: '],
    ['no deleted units', 'SLETTET SANDKASSE', {}, 'HeaderOnly 0: '],
    ['nothing odd or failing', 'UVANLIG', {}, 'HeaderOnly 0: '],
    ['nothing at all', 'FINNES IKKE', {}, 'HeaderOnly 0: '],
    [
      'none when there are too many',
      'SANDVIK',
      { MaxTreffReturneres: '1', ReturnerIngenHvisMax: 'true' },
      'HeaderOnly 5: ',
    ],
    [
      'as many as there may be',
      'BLÅBÆR',
      { MaxTreffReturneres: '1', ReturnerIngenHvisMax: 'true' },
      'BrErfrTreffliste 1: 700102009/100',
    ],
  ])('%s', async (_, sokeStreng, more, expected) => {
    const answer = await sandbox.ask('sokEnhet', searchDocument(sokeStreng, more));
    expect([statusOf(answer), treffIn(answer)]).toEqual(['0: 0', expected]);
  });

  it('the same without a declaration', async () => {
    const answer = await sandbox.ask('sokEnhet', searchDocument('BLÅBÆR').replace(/^<\?.*?\?>/, ''));
    expect(treffIn(answer)).toBe('BrErfrTreffliste 1: 700102009/100');
  });

  it('a place for every hit: postnr and poststed, or the country', async () => {
    const stedOf = async (sokeStreng: string) => {
      const { melding } = await sandbox.ask('sokEnhet', searchDocument(sokeStreng));
      const treff = child(child(child(melding, 'BrAixXmlResponse'), 'BrErfrTreffliste'), 'BrErfrTrefflisteElement');
      return textOf(treff, 'Sted');
    };
    expect([await stedOf('SANDVIK'), await stedOf('SANDKASSE INTERNATIONAL')]).toEqual(['9999 SANDVIK', 'Sverige']);
  });

  it('counts what it returns apart from what there is', async () => {
    const { inner } = await sandbox.ask('sokEnhet', searchDocument('SANDVIK', { MaxTreffReturneres: '2' }));
    expect(inner).toContain('<AntallTreff>5</AntallTreff>');
    expect(inner).toContain('<BrErfrTreffliste Antall="2">');
  });
});

describe('sokEnhet answers 20', () => {
  it.each<readonly [string, string, string]>([
    ['what is not XML', '<feil', 'dokumentet kan ikke leses'],
    ['nothing', '', 'dokumentet kan ikke leses'],
    ['another document', '<Annet/>', 'BrSokeStreng mangler'],
    ['a blank BrSokeStreng', searchDocument(' '), 'BrSokeStreng mangler'],
    ...['0', '1001', '-1', 'mange', ''].map(
      (max) =>
        [
          `MaxTreffReturneres "${max}"`,
          searchDocument('X', { MaxTreffReturneres: max }),
          'MaxTreffReturneres er ikke mellom 1 og 1000',
        ] as const,
    ),
    ['a Kommunenr of three digits', searchDocument('X', { Kommunenr: '301' }), 'Kommunenr er ikke fire siffer'],
    ['a Fylkesnr of one digit', searchDocument('X', { Fylkesnr: '3' }), 'Fylkesnr er ikke to siffer'],
  ])('to %s', async (_, searchRequest, feiltekst) => {
    const answer = await sandbox.ask('sokEnhet', searchRequest);
    expect([statusOf(answer), answer.melding]).toEqual(['1: 20', undefined]);
    expect(answer.texts).toEqual([`Valideringsfeil i inputstreng: ${feiltekst}`]);
  });
});
