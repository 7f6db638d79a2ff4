import { matchResultat } from 'registergraf-client';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import {
  BasisdataDocument,
  type BasisdataQuery,
  KanVelgeSikkerDigitalPostkasseDocument,
} from '../../examples/typed/graphql.ts';
import { headline } from '../../examples/typed-client/headline.ts';
import { type RunningGateway, startGateway } from '../support/gateway.ts';
import { mayChoose } from './exhaustive.ts';

// What must not compile is held by `npm run types`: it fails at a @ts-expect-error where nothing is wrong.

type Basisdata = NonNullable<NonNullable<BasisdataQuery['enhet']>['basisdata']>;
type Few = Extract<Basisdata, { __typename: 'Basisdata' | 'EnhetSlettet' | 'KildeUtilgjengelig' | 'UdokumentertFeil' }>;
type Slettet = Extract<Few, { __typename: 'EnhetSlettet' }>;

const feil = {
  kode: '110',
  melding: 'Eining x er sletta.',
  kilde: 'GRUNNDATA',
  opphav: 'KILDE',
  kanProevesIgjen: false,
};
const slettet = { __typename: 'EnhetSlettet', ...feil } as Few;
const unknown = { __typename: 'NyttSvar', personidentifikator: '01817010055' } as unknown as Few;

const HANDLERS = {
  Basisdata: () => 'data',
  EnhetSlettet: () => 'slettet',
  KildeUtilgjengelig: () => 'nede',
  UdokumentertFeil: () => 'ukjent',
};

describe('answers of a gateway', () => {
  let gateway: RunningGateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  it.each([
    ['700102009', 'BLÅBÆR & FLØYTE SANDKASSE'],
    ['700000109', 'Slettet, se 700102009'],
    ['700010007', 'Finnes ikke'],
    ['700017002', 'x er ikkje eit gyldig organisasjonsnummer.'],
    ['790050304', 'Prøv igjen om 60 sekunder'],
  ])('%s: %s', async (organisasjonsnummer, line) => {
    const { data } = await gateway.ask(BasisdataDocument, { organisasjonsnummer });
    expect(data && headline(data)).toBe(line);
  });

  it.each([
    ['01817011000', 'yes'],
    ['02827112006', 'has one already'],
    ['17858625084', 'not documented: UKJENT_TESTKODE'],
  ])('%s: %s', async (personidentifikator, line) => {
    const { data } = await gateway.ask(KanVelgeSikkerDigitalPostkasseDocument, { personidentifikator });
    expect(data?.innbygger && mayChoose(data.innbygger.kanVelgeSikkerDigitalPostkasse)).toBe(line);
  });
});

describe('a member', () => {
  it('goes to the handler of its name, and what that returns comes back', () => {
    const answer = matchResultat(slettet, { ...HANDLERS, EnhetSlettet: (member) => member });
    expect(answer).toBe(slettet);
    expectTypeOf(answer).toEqualTypeOf<string | Slettet>();
  });

  it('has the type of its name', () => {
    matchResultat(slettet, {
      ...HANDLERS,
      Basisdata: (data) => expectTypeOf(data.navn).toBeString(),
      EnhetSlettet: (member) => expectTypeOf(member).toEqualTypeOf<Slettet>(),
    });
  });

  it('that is forgotten does not compile', () => {
    const { UdokumentertFeil: _, ...forgetful } = HANDLERS;
    // @ts-expect-error UdokumentertFeil has no handler
    expect(matchResultat(slettet, forgetful)).toBe('slettet');
  });

  it('that is not one of the union does not compile', () => {
    // @ts-expect-error no answer to basisdata is called Bedrift
    expect(matchResultat(slettet, { ...HANDLERS, Bedrift: () => 'bedrift' })).toBe('slettet');
    // @ts-expect-error nor with a fallback
    expect(matchResultat(slettet, { Basisdata: () => '', Registerfeil: () => 'feil', Bedrift: () => '' })).toBe('feil');
  });

  it('that the types do not know throws, and the error names nothing but the type', () => {
    expect(() => matchResultat(unknown, HANDLERS)).toThrow(/^matchResultat: no handler for NyttSvar$/);
    const inherited = { __typename: 'toString' } as unknown as Few;
    expect(() => matchResultat(inherited, HANDLERS)).toThrow('no handler for toString');
  });

  it('without a __typename throws, with a fallback too', () => {
    const unnamed = { navn: 'X' } as unknown as Few;
    const handlers = { Basisdata: () => '', Registerfeil: () => '' };
    expect(() => matchResultat(unnamed, handlers)).toThrow('has no __typename');
    const optional: { __typename?: 'Basisdata'; navn: string } = { navn: 'X' };
    // @ts-expect-error codegen was not told nonOptionalTypename
    expect(() => matchResultat(optional, { Basisdata: () => '' })).toThrow('has no __typename');
  });
});

describe('Registerfeil', () => {
  it('takes the errors that have no handler of their own, and has the type of exactly those', () => {
    const answer = matchResultat(slettet, {
      Basisdata: () => 1,
      KildeUtilgjengelig: () => 2,
      Registerfeil: (rest) => {
        expectTypeOf(rest.__typename).toEqualTypeOf<'EnhetSlettet' | 'UdokumentertFeil'>();
        return rest.melding;
      },
    });
    expect(answer).toBe('Eining x er sletta.');
    expectTypeOf(answer).toEqualTypeOf<string | number>();
  });

  it('does not take data', () => {
    // @ts-expect-error Basisdata has no handler
    expect(matchResultat(slettet, { Registerfeil: () => 'feil' })).toBe('feil');
  });

  it('takes what the types do not know', () => {
    expect(matchResultat(unknown, { ...HANDLERS, Registerfeil: () => 'feil' })).toBe('feil');
  });

  it('is no handler where no member is an error', () => {
    const data = { __typename: 'Basisdata', navn: 'X' } as const;
    expect(matchResultat(data, { Basisdata: ({ navn }) => navn })).toBe('X');
    // @ts-expect-error it would never be called
    expect(matchResultat(data, { Basisdata: ({ navn }) => navn, Registerfeil: () => '' })).toBe('X');
  });
});

describe('null', () => {
  const nothing = null as Few | null;

  it('is needed where the result can be null or undefined', () => {
    expect(matchResultat(nothing, { ...HANDLERS, null: () => 'ingenting' })).toBe('ingenting');
    expect(matchResultat(undefined as Few | undefined, { ...HANDLERS, null: () => 'ingenting' })).toBe('ingenting');
    // @ts-expect-error null has no handler
    expect(() => matchResultat(nothing, HANDLERS)).toThrow('no handler for null');
    // @ts-expect-error nor does the fallback take it
    expect(() => matchResultat(nothing, { Basisdata: () => '', Registerfeil: () => '' })).toThrow('for null');
  });

  it('is refused where it cannot', () => {
    // @ts-expect-error it would never be called
    expect(matchResultat(slettet, { ...HANDLERS, null: () => 'ingenting' })).toBe('slettet');
  });

  it('is handled for a field that is optional and read-only', () => {
    const data: { readonly enhet?: { readonly basisdata?: Readonly<Few> | null } } = {};
    const answer = matchResultat(data.enhet?.basisdata, { Basisdata: () => 1, Registerfeil: () => 2, null: () => 3 });
    expect(answer).toBe(3);
  });
});

it('members that codegen writes as one are told apart by their names', () => {
  type Merged = { __typename: 'EnhetSlettet' | 'UdokumentertFeil'; kode: string } | { __typename: 'Basisdata' };
  const answer = matchResultat({ __typename: 'UdokumentertFeil', kode: '999' } as Merged, {
    Basisdata: () => '',
    EnhetSlettet: ({ kode }) => kode,
    Registerfeil: ({ __typename, kode }) => {
      expectTypeOf(__typename).toEqualTypeOf<'UdokumentertFeil'>();
      return `${kode}!`;
    },
  });
  expect(answer).toBe('999!');
});
