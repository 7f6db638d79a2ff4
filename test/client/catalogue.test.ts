import { readFileSync } from 'node:fs';
import { isInterfaceType } from 'graphql';
import {
  FEILKODER,
  type Feilkode,
  type Feiltype,
  findFeilkode,
  type Kilde,
  type Registerfeil,
  UTILGJENGELIG,
  type UtilgjengeligKode,
} from 'registergraf-client';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { BasisdataDocument, DokumenterteFeilDocument } from '../../examples/typed/graphql.ts';
import { explain } from '../../examples/typed-client/explain.ts';
import { UTILGJENGELIG as OF_THE_GATEWAY } from '../../src/domain/registerfeil.ts';
import { schema } from '../../src/graph/schema.ts';
import { REGISTERS } from '../../src/sources/index.ts';
import { type RunningGateway, startGateway } from '../support/gateway.ts';

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

describe('the catalogue of the client', () => {
  it('holds every code of every register, with its operations', () => {
    const pick = ({ kode, operations }: { kode: string; operations: readonly string[] }) => ({ kode, operations });
    const codes = REGISTERS.flatMap(({ catalogue: { codes } }) => codes.map(pick));
    expect(FEILKODER.map(pick)).toEqual(codes);
  });

  it('says what dokumenterteFeil of the graph says', async () => {
    const { data } = await gateway.ask(DokumenterteFeilDocument, {});
    expect(FEILKODER.map(({ operations: _, ...feil }) => ({ __typename: 'DokumentertFeil', ...feil }))).toEqual(
      data?.dokumenterteFeil,
    );
  });

  it('is the same in JSON', () => {
    for (const file of ['registergraf-client/feilkoder.json', 'registergraf/feilkoder.json']) {
      const json: unknown = JSON.parse(readFileSync(new URL(import.meta.resolve(file)), 'utf8'));
      expect(json).toEqual({ feilkoder: FEILKODER, utilgjengelig: UTILGJENGELIG });
    }
  });

  it('holds every word of the gateway for a register that is down', () => {
    expect(UTILGJENGELIG.map(({ kode, kanProevesIgjen }) => ({ kode, kanProevesIgjen }))).toEqual(
      Object.entries(OF_THE_GATEWAY).map(([kode, { kanProevesIgjen }]) => ({ kode, kanProevesIgjen })),
    );
  });
});

// How Feiltype differs from the types of the catalogue; the compiler tells when one is missing here, or is none any more.
const BESIDE: Record<Exclude<Feiltype, Feilkode['type']>, true> = { UdokumentertFeil: true };
const NO_ERRORS: Record<Exclude<Feilkode['type'], Feiltype>, true> = { ManglendeOpplysning: true };

it('the error types of the client are those of the graph', () => {
  const registerfeil = schema.getType('Registerfeil');
  const types = isInterfaceType(registerfeil) ? schema.getPossibleTypes(registerfeil).map(({ name }) => name) : [];
  const ofCodes = new Set(FEILKODER.map(({ type }) => type).filter((type) => !(type in NO_ERRORS)));
  expect([...ofCodes, ...Object.keys(BESIDE)].toSorted()).toEqual(types.toSorted());
});

it('an error that a query selects whole is a Registerfeil', async () => {
  const { data } = await gateway.ask(BasisdataDocument, { organisasjonsnummer: '700011003' });
  const resultat = data?.enhet?.basisdata;
  if (resultat?.__typename !== 'EnhetSlettet') throw new Error('not the answer that was asked for');
  const feil: Registerfeil = resultat;
  expect(explain(feil)).toBe('The unit has been deleted.');
  expect(explain({ ...feil, kode: 'HTTP_503', melding: 'as it came' })).toBe('as it came');
});

describe('findFeilkode', () => {
  it('finds a register’s own code, and knows its type', () => {
    const found = findFeilkode('STAR', '1010');
    expectTypeOf(found.type).toEqualTypeOf<'UkendtCpr'>();
    expect(found).toMatchObject({ kilde: 'STAR', type: 'UkendtCpr', kanProevesIgjen: false });
  });

  it('tells registers apart that use the same code', () => {
    expectTypeOf(findFeilkode('GRUNNDATA', '1010').type).toEqualTypeOf<'ManglendeOpplysning'>();
    expect(findFeilkode('GRUNNDATA', '1010').type).toBe('ManglendeOpplysning');
    const any = 'OPPSLAGSTJENESTEN' as Kilde;
    // @ts-expect-error one of them has no such code
    expect(() => findFeilkode(any, '1010').type).toThrow();
  });

  it('finds the gateway’s word for a register that is down, and STAR’s own', () => {
    expect(findFeilkode('OPPSLAGSTJENESTEN', 'TIDSAVBRUDD')).toMatchObject({ kanProevesIgjen: true });
    expectTypeOf(findFeilkode('STAR', '1011').type).toEqualTypeOf<'KildeUtilgjengelig'>();
    expect(findFeilkode('STAR', '1011').betydning).toBe('A fault at STAR.');
  });

  it('finds nothing for what nobody has documented', () => {
    const kode: string = 'HTTP_503';
    const found = findFeilkode('GRUNNDATA', kode);
    expectTypeOf(found).toExtend<Feilkode | UtilgjengeligKode | undefined>();
    expect(found).toBeUndefined();
    // @ts-expect-error it may be undefined
    expect(() => found.betydning).toThrow();
  });
});
