import { describe, expect, it } from 'vitest';
import type { SokEnhet } from '../../../src/sources/enhet/enhet.ts';
import { writeForespoersel, writeSearchRequest } from '../../../src/sources/enhet/adapters/grunndata/messages/index.ts';
import { readBasisdataUtvidet } from '../../../src/sources/enhet/adapters/grunndata/messages/basisdata.ts';
import {
  readSaerligeOpplysninger,
  readTilknyttedeOpplysninger,
} from '../../../src/sources/enhet/adapters/grunndata/messages/opplysninger.ts';
import { readRoller } from '../../../src/sources/enhet/adapters/grunndata/messages/roller.ts';
import { withoutDeclaration } from '../../../src/wire/soap/envelope.ts';
import { child, parseXml, textOf } from '../../../src/wire/soap/xml.ts';

const SOEK: SokEnhet = { soekestreng: 'BLÅBÆR', maksTreff: 100, medUnderenheter: true };
const CREDENTIALS = { brukerId: 'bruker', passord: 'hemmelig' };

/** The search as the register reads it: one parse for the message, one for the text in it. */
function readAsTheRegister(soek: SokEnhet) {
  const message = parseXml(writeForespoersel('sokEnhet', CREDENTIALS, () => writeSearchRequest(soek)).body().text);
  const text = child(message, 'searchRequest')?.text ?? '';
  return {
    names: message.children.map(({ name }) => name),
    text,
    search: child(parseXml(withoutDeclaration(text)), 'BrErfrSok'),
  };
}

describe('A search request', () => {
  it('is a document as text, with the declaration that the register prescribes', () => {
    const { names, text } = readAsTheRegister(SOEK);
    expect(names).toEqual(['userid', 'password', 'searchRequest']);
    expect(text).toBe(
      `<?xml version='1.0' encoding='ISO-8859-1'?><BrAixXmlRequest RequestName="BrErfrSok"><BrErfrSok><BrSokeStreng>BLÅBÆR</BrSokeStreng><MaxTreffReturneres>100</MaxTreffReturneres><ReturnerIngenHvisMax>false</ReturnerIngenHvisMax><RequestingIPAddr>000.000.000.000</RequestingIPAddr><RequestingTjeneste>SOAP</RequestingTjeneste><MedUnderenheter>true</MedUnderenheter></BrErfrSok></BrAixXmlRequest>`,
    );
  });

  it('has its elements in the order of the schema, when all are given', () => {
    const full = {
      ...SOEK,
      kommunenummer: '0301',
      fylkesnummer: '03',
      organisasjonsform: 'ENK',
      medUnderenheter: false,
    };
    const { search } = readAsTheRegister(full);
    expect(search?.children.map(({ name, text }) => [name, text]).slice(4)).toEqual([
      ['RequestingTjeneste', 'SOAP'],
      ['Kommunenr', '0301'],
      ['Fylkesnr', '03'],
      ['OrgForm', 'ENK'],
      ['MedUnderenheter', 'false'],
    ]);
  });

  it.each([
    ['kommunenummer', 'Kommunenr', '0301'],
    ['fylkesnummer', 'Fylkesnr', '03'],
    ['organisasjonsform', 'OrgForm', 'ENK'],
  ])('says %s only when it is given', (field, element, value) => {
    const names = (soek: SokEnhet) => readAsTheRegister(soek).search?.children.map(({ name }) => name);
    expect(names({ ...SOEK, [field]: value })).toContain(element);
    for (const nothing of [undefined, null, '']) expect(names({ ...SOEK, [field]: nothing })).not.toContain(element);
  });

  it.each([
    'SMØR & BRØD',
    '&amp; &#xe5; &lt;',
    `"sitat" og 'apostrof'`,
    ']]>',
    '<![CDATA[x]]>',
    '</BrSokeStreng><MaxTreffReturneres>1000</MaxTreffReturneres><BrSokeStreng>',
    '</ws:searchRequest></ws:sokEnhet>',
    '</BrErfrSok></BrAixXmlRequest><!--',
    '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y;',
    '🙂 Ærlig',
  ])('holds %j as text, and nothing else changes', (soekestreng) => {
    const { search, names } = readAsTheRegister({ ...SOEK, soekestreng, organisasjonsform: soekestreng });
    expect([textOf(search, 'BrSokeStreng'), textOf(search, 'OrgForm')]).toEqual([soekestreng, soekestreng]);
    expect(names).toEqual(['userid', 'password', 'searchRequest']);
    expect(search?.children).toHaveLength(7);
    expect(search?.children.every(({ children }) => children.length === 0)).toBe(true);
  });
});

describe('A request', () => {
  it('escapes user name, password and number', () => {
    const odd = `<&"'>]]></ws:orgnr>`;
    const message = parseXml(
      writeForespoersel('hentBasisdataMini', { brukerId: odd, passord: odd }, () => odd).body().text,
    );
    expect(message.children.map(({ name, text, namespace }) => [name, text, namespace])).toEqual(
      ['userid', 'password', 'orgnr'].map((name) => [name, odd, 'http://no/brreg/saksys/grunndata/ws']),
    );
  });
});

describe('Roles', () => {
  it('are those of holders who can be read, and of no other element', () => {
    const melding = parseXml(
      '<melding><styre><samendring samendringstype="STYR"><rolle rolletype="MEDL"><stiftelse/><person statuskode=" L "><slektsnavn>NORDMANN</slektsnavn></person><enhet><navn1>UTEN NUMMER</navn1></enhet></rolle></samendring></styre></melding>',
    );
    const [group, ...others] = readRoller(melding)?.rollegrupper ?? [];
    expect(others).toEqual([]);
    expect(group?.type).toBe('STYR');
    const status = { kode: 'L', beskrivelse: '' };
    expect(group?.roller).toMatchObject([
      { rolletype: 'MEDL', innehaver: { kind: 'person', slektsnavn: 'NORDMANN', status } },
    ]);
    expect(group?.roller).toHaveLength(1);
  });
});

describe('The purpose of a unit', () => {
  it('is in the lines that say something', () => {
    const lines = (name: string) =>
      `<${name}>FISKE</${name}><${name}> </${name}><${name}/><${name}> OG FANGST </${name}>`;
    const melding = parseXml(
      `<melding><organisasjonsnummer>311000012</organisasjonsnummer><navn><navn1>NORDLYS</navn1></navn><formaal>${lines('virksomhetArtBransje')}${lines('vedtektsfestetFormaal')}</formaal></melding>`,
    );
    expect(readBasisdataUtvidet(melding)).toMatchObject({
      virksomhetArtBransje: ['FISKE', 'OG FANGST'],
      vedtektsfestetFormaal: ['FISKE', 'OG FANGST'],
    });
  });
});

describe('Special information', () => {
  it('is that of each status that says something', () => {
    const { statuser } = readSaerligeOpplysninger(
      parseXml(
        '<melding><saerligeOpplysninger><status/><status statuskode="KONK"/><status> </status></saerligeOpplysninger></melding>',
      ),
    );
    expect(statuser).toEqual([{ statuskode: 'KONK', paategning: null, tekstlinjer: [], registreringsdato: null }]);
  });
});

describe('Industry codes', () => {
  it('are numbered as they are, or as they stand where they have no number', () => {
    const code = (kode: string, number = '') => `<nacekode${number}><kode>${kode}</kode></nacekode>`;
    const codes = [code('62.010'), code(''), code('58.290', ' rekkefolge="7"'), code('70.220')].join('');
    const { naeringskoder } = readTilknyttedeOpplysninger(
      parseXml(`<melding><nacekoder>${codes}</nacekoder></melding>`),
    );
    expect(naeringskoder.map(({ kode, rekkefoelge }) => [kode, rekkefoelge])).toEqual([
      ['62.010', 1],
      ['58.290', 7],
      ['70.220', 4],
    ]);
  });
});
