import { globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getNamedType, isInterfaceType, isObjectType, isUnionType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DokumenterteFeilDocument } from '../../examples/typed/graphql.ts';
import type { Catalogue } from '../../src/domain/catalogue.ts';
import { DERIVED, printFeilkoder } from '../../src/graph/feilkoder.ts';
import { dokumenterteFeil } from '../../src/graph/dokumenterte-feil.ts';
import { unions as results } from '../../src/graph-kit/kit.ts';
import { schema } from '../../src/graph/schema.ts';
import { REGISTERS } from '../../src/sources/index.ts';
import { type RunningGateway, startGateway } from '../support/gateway.ts';

const catalogues: readonly Catalogue[] = REGISTERS.map(({ catalogue }) => catalogue);
const SOURCES = fileURLToPath(new URL('../sources/', import.meta.url));

interface Transcript {
  readonly KILDE: string;
  readonly CODES: readonly string[];
}

/** The codes of each contract, so that a catalogue cannot lose one without anybody seeing it: the transcript of every source. */
const transcripts: readonly Transcript[] = await Promise.all(
  globSync('*/documented.ts', { cwd: SOURCES }).map((file) => import(join(SOURCES, file))),
);

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

describe.each(catalogues.filter(({ derived }) => !derived))('the catalogue of $kilde', ({ kilde, codes }) => {
  it('lists each documented code once, and nothing else', () => {
    const documented = transcripts.find(({ KILDE }) => KILDE === kilde)?.CODES;
    expect(codes.map(({ kode }) => kode).toSorted()).toEqual(documented?.toSorted());
  });

  it.each(codes)('$kode is $type', ({ type, tekst, betydning }) => {
    const graphType = schema.getType(type);
    if (!isObjectType(graphType)) throw new Error(`the graph has no type ${type}`);
    const isRegisterfeil = graphType.getInterfaces().some(({ name }) => name === 'Registerfeil');
    expect(isRegisterfeil).toBe(type !== 'ManglendeOpplysning');
    expect(tekst).not.toBe('');
    expect(betydning).not.toBe('');
  });

  it('shares no type with another register but those that stand in every union', () => {
    const others = catalogues
      .filter((other) => !other.derived && other.kilde !== kilde)
      .flatMap((other) => other.codes);
    const shared = codes.filter(({ type }) => others.some((other) => other.type === type));
    expect(shared.filter(({ type }) => type !== 'KildeUtilgjengelig')).toEqual([]);
  });
});

describe('each union holds its data, exactly the errors of its operations, and the two of every union', () => {
  const unions = Object.values(schema.getTypeMap())
    .filter(isUnionType)
    .filter((union) => union.getTypes().some(({ name }) => name === 'KildeUtilgjengelig'));

  it('all unions that can fail', () => {
    expect(unions.map(({ name }) => name).toSorted()).toEqual([...results.keys()].toSorted());
    expect(unions.length).toBeGreaterThanOrEqual(24);
  });

  it.each(unions)('$name', (union) => {
    const { catalogue, operations } = results.get(union.name) ?? {};
    if (!catalogue || !operations) throw new Error(`${union.name} stands on no catalogue`);
    const documented = catalogue.codes
      .filter((kode) => kode.type !== 'ManglendeOpplysning' && operations.some((one) => kode.operations.includes(one)))
      .map(({ type }) => type);
    const members = union.getTypes().map(({ name }) => name);
    const registerfeil = schema.getType('Registerfeil');
    const isFeil = (name: string) =>
      isInterfaceType(registerfeil) && schema.getPossibleTypes(registerfeil).some((possible) => possible.name === name);
    expect(members.filter(isFeil).toSorted()).toEqual(
      [...new Set([...documented, 'KildeUtilgjengelig', 'UdokumentertFeil'])].toSorted(),
    );
    expect(members.filter((name) => !isFeil(name))).toHaveLength(1);
  });

  it('the field of an operation answers the union that stands on it', () => {
    for (const [field, operation] of Object.entries(OPERATION_OF_FIELD)) {
      const [typeName = '', fieldName = ''] = field.split('.');
      const type = schema.getType(typeName);
      const answer = isObjectType(type) ? type.getFields()[fieldName]?.type : undefined;
      expect(results.get(answer ? getNamedType(answer).name : '')?.operations, field).toContain(operation);
    }
  });
});

describe('dokumenterteFeil and feilkoder.md', () => {
  it('list every code with its type, text, retry and the fields that answer it', async () => {
    const { data } = await gateway.ask(DokumenterteFeilDocument, {});
    expect(data?.dokumenterteFeil.map(({ felter: _, ...feil }) => feil)).toEqual(
      catalogues.flatMap(({ kilde, codes, derived: avledet }) =>
        codes.map(({ kode, type, tekst, betydning, kanProevesIgjen }) => ({
          __typename: 'DokumentertFeil',
          ...{ kode, type, kilde, avledet, dokumentertTekst: tekst, betydning, kanProevesIgjen },
        })),
      ),
    );
    const rows = printFeilkoder().split('\n').map(cells);
    for (const { kode, type, kilde, dokumentertTekst, betydning, kanProevesIgjen, felter } of data?.dokumenterteFeil ??
      []) {
      const retry = kanProevesIgjen ? 'yes' : 'no';
      const row = [`\`${kode}\``, `\`${type}\``, kilde, dokumentertTekst, betydning, retry, felter.join(', ')];
      expect(rows).toContainEqual(row);
    }
  });

  it('name real fields, whose unions hold the type', async () => {
    const { data } = await gateway.ask(DokumenterteFeilDocument, {});
    const pairs = data?.dokumenterteFeil.flatMap(({ type, felter }) => felter.map((felt) => ({ type, felt }))) ?? [];
    expect(pairs.length).toBeGreaterThan(200);
    for (const { type, felt } of pairs) {
      const [typeName = '', fieldName = ''] = felt.split('.');
      const owner = schema.getType(typeName);
      const answer = isObjectType(owner) ? owner.getFields()[fieldName]?.type : undefined;
      const union = answer && getNamedType(answer);
      expect(isUnionType(union), felt).toBe(true);
      if (!isUnionType(union) || type === 'ManglendeOpplysning') continue;
      expect(
        union.getTypes().map(({ name }) => name),
        felt,
      ).toContain(type);
    }
  });

  it('give one register’s codes when only they are asked for', async () => {
    const { data } = await gateway.ask(DokumenterteFeilDocument, { kilde: 'OPPSLAGSTJENESTEN' });
    expect(data?.dokumenterteFeil.map(({ kode }) => kode)).toEqual(
      (catalogues.find(({ kilde }) => kilde === 'OPPSLAGSTJENESTEN')?.codes ?? []).map(({ kode }) => kode),
    );
  });

  it('leave only the codes of operations that the graph does not use without a field', async () => {
    const { data } = await gateway.ask(DokumenterteFeilDocument, {});
    const unused = data?.dokumenterteFeil.filter(({ felter }) => felter.length === 0) ?? [];
    expect([...new Set(unused.map(({ kode }) => kode))]).toEqual(['1150']);
  });
});

const OPERATION_OF_FIELD = {
  'Borger.kontaktinformation': 'GetKontaktinformation',
  'Query.borgereMedMobiltelefon': 'GetKontaktinformationMobilNr',
  'Query.borgereMedEmail': 'GetKontaktinformationEmail',
  'Innbygger.kanVelgeSikkerDigitalPostkasse': 'KanVelgeSikkerDigitalPostkasse',
  'Innbygger.kontaktregister': 'HentPersoner',
  'Innbygger.rolleutskrift': 'hentRolleutskrift',
  'Enhet.basisdata': 'hentBasisdataMini',
  'Enhet.basisdataUtvidet': 'hentBasisdata',
  'Enhet.kontaktdata': 'hentKontaktdata',
  'Enhet.saerligeOpplysninger': 'hentSaerligeOpplysninger',
  'Enhet.tilknyttedeOpplysninger': 'hentOpplTilknRegister',
  'Enhet.roller': 'hentRoller',
  'Enhet.frivillighet': 'hentFrivillighet',
  'Enhet.bedrift': 'hentEnBedriftVirksomhet',
  'Enhet.bedrifter': 'hentBedrifterVirksomheter',
  'Query.sokEnhet': 'sokEnhet',
  'Query.endringslogg': 'hentEndringslogg',
  'Mutation.createKontaktinformation': 'CreateKontaktinformation',
  'Mutation.sletKontaktinformation': 'CreateKontaktinformation',
  'Mutation.updateKontaktinformation': 'UpdateKontaktinformation',
  'Mutation.getVerifikationskode': 'GetVerifikationskode',
  'Mutation.verificerKontaktinformation': 'VerificerKontaktinformation',
  'Mutation.oppdaterPostkasse': 'OppdaterPostkasse',
  'Mutation.opprettOgVelgSikkerDigitalPostkasse': 'OpprettOgVelgSikkerDigitalPostkasse',
  'Mutation.slettPostkasse': 'SlettPostkasse',
};

function cells(line: string): string[] {
  return line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

describe('the printed catalogue', () => {
  const ofStar = dokumenterteFeil().filter(({ kilde }) => kilde === 'STAR');
  const derived = ofStar.map((feil) => ({ ...feil, kilde: 'OTHER', avledet: true }) as const);

  it('says of a register without codes that the gateway derives them, and of no other', () => {
    expect(printFeilkoder(ofStar)).not.toContain(DERIVED);
    const chapters = printFeilkoder([...ofStar, ...derived]).split('\n## ');
    expect(chapters.filter((chapter) => chapter.includes(DERIVED)).map((chapter) => chapter.split('\n')[0])).toEqual([
      'OTHER',
    ]);
  });
});
