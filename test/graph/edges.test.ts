import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  BasisdataDocument,
  JuridiskEnhetDocument,
  KorrektEnhetDocument,
  UnitsOfPersonDocument,
  PostkasseleverandoerDocument,
  RoleHoldersDocument,
  RollerDocument,
} from '../../examples/typed/graphql.ts';
import { type RunningGateway, startGateway } from '../support/gateway.ts';
import { ENHET_READS, READS } from '../support/reads.ts';

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());
beforeEach(() => gateway.sandbox.reset());

const unit = (organisasjonsnummer: string) => ({ __typename: 'Enhet', organisasjonsnummer });

describe('an error that names another unit carries the edge to it', () => {
  const redirects = [
    {
      kode: '1',
      asked: '700000109',
      edge: 'korrektEnhet',
      other: '700102009',
      melding: 'Eining 700000109 er sletta som dublett - korrekt eining 700102009 er innført.',
    },
    {
      kode: '2',
      asked: '700000206',
      edge: 'korrektEnhet',
      other: '700000001',
      melding: 'Eining 700000206 er sletta som samanslått - korrekt eining 700000001 er innført.',
    },
    {
      kode: '3',
      asked: '700000303',
      edge: 'registreringsenhet',
      other: '700050009',
      melding: 'Eining 700050009 er registreringseininga til den eininga som blei bestilt.',
    },
  ] as const;
  const DATA_OF_FELT: Record<keyof typeof ENHET_READS, string> = {
    'Enhet.basisdata': 'Basisdata',
    'Enhet.basisdataUtvidet': 'BasisdataUtvidet',
    'Enhet.kontaktdata': 'EnhetKontaktdata',
    'Enhet.saerligeOpplysninger': 'SaerligeOpplysninger',
    'Enhet.tilknyttedeOpplysninger': 'TilknyttedeOpplysninger',
    'Enhet.roller': 'Roller',
    'Enhet.fullmakt': 'Fullmakt',
    'Enhet.tilstand': 'Enhetstilstander',
    'Enhet.frivillighet': 'Frivillighet',
    'Enhet.bedrift': 'Bedrift',
    'Enhet.bedrifter': 'Bedrifter',
  };
  const cases = Object.entries(DATA_OF_FELT).flatMap(([felt, data]) =>
    redirects.map((redirect) => ({ felt: felt as keyof typeof ENHET_READS, data, ...redirect })),
  );

  it.each(cases)('$kode in $felt: $edge and its $data', async ({ felt, data, asked, edge, other, melding }) => {
    const svar = await ENHET_READS[felt](gateway, asked);
    expect(svar[edge]).toEqual(unit(other));
    expect(svar.data).toMatchObject({ __typename: data, enhet: unit(other), prosessDato: '2026-01-15' });
    expect(svar.melding).toBe(melding);
  });

  it('1: the notes on the correct unit are its own', async () => {
    const { data } = await READS['Enhet.basisdata'](gateway, '700000109');
    expect(data?.mangler.map(({ kode }) => kode)).toEqual(['1020']);
  });

  it('120: the correct unit, which is deleted too', async () => {
    const svar = await READS['Enhet.basisdata'](gateway, '700012018');
    expect(svar).toMatchObject({ __typename: 'KorrektEnhetSlettet', korrektEnhet: unit('700011003') });
  });

  it('130: the topmost legal unit, not the nearest above', async () => {
    const svar = await READS['Enhet.basisdata'](gateway, '700013006');
    expect(svar).toMatchObject({ __typename: 'EnhetErBedrift', juridiskEnhet: unit('700013103') });
    const bedrift = await READS['Enhet.bedrift'](gateway, '700013006');
    expect(bedrift).toMatchObject({ __typename: 'Bedrift', juridiskEnhet: expect.anything() });
  });

  it('20: what is wrong with the search', async () => {
    const svar = await READS['Query.sokEnhet'](gateway, '');
    expect(svar).toMatchObject({ __typename: 'SoekValideringsfeil', feiltekst: 'soekestreng is empty.' });
  });
});

describe('three registers are one graph', () => {
  it('from a deleted duplicate to the correct unit, in one request', async () => {
    const { data } = await gateway.ask(KorrektEnhetDocument, { organisasjonsnummer: '700000109' });
    expect(data?.enhet?.kontaktdata).toMatchObject({
      korrektEnhet: { ...unit('700102009'), basisdata: { navn: 'BLÅBÆR & FLØYTE SANDKASSE' } },
    });
  });

  it('from a sub-unit to its legal unit', async () => {
    const { data } = await gateway.ask(JuridiskEnhetDocument, { organisasjonsnummer: '700115518' });
    expect(data?.enhet?.basisdata).toMatchObject({
      juridiskEnhet: { ...unit('700000001'), basisdata: { navn: 'FULLSTENDIG SANDKASSE AS' } },
    });
  });

  it('from a mailbox to its supplier', async () => {
    const { data } = await gateway.ask(PostkasseleverandoerDocument, { personidentifikator: '02827112006' });
    expect(data?.innbygger?.kontaktregister).toMatchObject({
      digitalPost: { postkasseleverandoer: { ...unit('311000012'), basisdata: { navn: 'TESTPOST NORD AS' } } },
    });
  });

  it('from a person over her roles to the units', async () => {
    const { data } = await gateway.ask(UnitsOfPersonDocument, { personidentifikator: '01817010055' });
    const rolleutskrift = data?.innbygger?.rolleutskrift;
    if (rolleutskrift?.__typename !== 'Rolleutskrift') throw new Error(`not roles but ${rolleutskrift?.__typename}`);
    expect(rolleutskrift.roller.map(({ enhet }) => enhet.organisasjonsnummer).toSorted()).toEqual([
      '700000001',
      '700050009',
      '700102009',
    ]);
    expect(rolleutskrift.roller[0]?.enhet).toMatchObject({ basisdata: { __typename: 'Basisdata' } });
  });

  it('from a unit over its roles to the persons, and what the contact register holds on them', async () => {
    const { data } = await gateway.ask(RoleHoldersDocument, { organisasjonsnummer: '311000012' });
    const roller = data?.enhet?.roller;
    if (roller?.__typename !== 'Roller') throw new Error(`not roles but ${roller?.__typename}`);
    const holders = roller.rollegrupper.flatMap((group) => group.roller.map(({ innehaver }) => innehaver));
    expect(holders).toContainEqual(
      expect.objectContaining({
        innbygger: expect.objectContaining({
          kontaktregister: { __typename: 'Kontaktregisteroppfoering', varslingsstatus: 'KAN_VARSLES' },
        }),
      }),
    );
  });

  it('has no edge to a person of whom the register gives only a date of birth', async () => {
    const { data } = await gateway.ask(RollerDocument, { organisasjonsnummer: '700000001' });
    const roller = data?.enhet?.roller;
    if (roller?.__typename !== 'Roller') throw new Error(`not roles but ${roller?.__typename}`);
    const holders = roller.rollegrupper.flatMap((group) => group.roller.map(({ innehaver }) => innehaver));
    expect(holders).toContainEqual(expect.objectContaining({ foedselsdato: '1970-01-01', innbygger: null }));
    expect(holders).toContainEqual(expect.objectContaining({ innbygger: expect.anything() }));
    expect(holders).toContainEqual(expect.objectContaining({ enhet: unit('700040003') }));
  });

  it('asks another register only about what the edge is asked for', async () => {
    await gateway.ask(BasisdataDocument, { organisasjonsnummer: '700000109' });
    const { enhet, postkasse } = gateway.sandbox;
    expect([enhet.traffic().calls, postkasse.traffic().calls]).toEqual([1, 0]);
  });
});
