import { afterAll, beforeAll, expect, expectTypeOf, it } from 'vitest';
import { BasisdataDocument, type BasisdataQuery } from '../../examples/typed/graphql.ts';
import { type RunningGateway, startGateway } from '../support/gateway.ts';
import { assertNever } from '../support/never.ts';

type BasisdataResultat = NonNullable<NonNullable<BasisdataQuery['enhet']>['basisdata']>;

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

/** What a frontend writes. `tsc --noEmit` is the test: with a member missing it would not compile. */
function headline(resultat: BasisdataResultat): string {
  switch (resultat.__typename) {
    case 'Basisdata':
      return resultat.navn;
    case 'SlettetSomDublett':
    case 'SlettetSomSammenslaatt':
      return `Slettet, se ${resultat.korrektEnhet?.organisasjonsnummer}`;
    case 'KorrektEnhetSlettet':
      return `Slettet, og det er ${resultat.korrektEnhet?.organisasjonsnummer} også`;
    case 'HarRegistreringsenhet':
      return `Se ${resultat.registreringsenhet?.organisasjonsnummer}`;
    case 'EnhetErBedrift':
      return `Del av ${resultat.juridiskEnhet?.organisasjonsnummer}`;
    case 'EnhetAldriOpprettet':
    case 'EnhetErRegistreringsenhet':
    case 'EnhetSlettet':
    case 'GrunndataFeilBrukernavnEllerPassord':
    case 'GrunndataManglerAutorisasjon':
    case 'GrunndataUventetFeil':
    case 'OrgnrIkkeGitt':
    case 'UdokumentertFeil':
    case 'UgyldigOrganisasjonsnummer':
    case 'UgyldigOrganisasjonsnummerFormat':
      return resultat.melding;
    case 'KildeUtilgjengelig':
      return `Prøv igjen om ${resultat.proevIgjenOm ?? 60} sekunder`;
    default:
      return assertNever(resultat);
  }
}

/** The same with one member forgotten: the compiler refuses it, and says so here when it no longer does. */
function forgetful(resultat: Extract<BasisdataResultat, { __typename: 'Basisdata' | 'EnhetErBedrift' }>): string {
  switch (resultat.__typename) {
    case 'Basisdata':
      return resultat.navn;
    default:
      // @ts-expect-error EnhetErBedrift is not handled
      return assertNever(resultat);
  }
}

it('a switch over all members compiles, and one that forgets a member does not', () => {
  type Forgotten = Exclude<BasisdataResultat, { __typename: 'EnhetErBedrift' }>;
  expectTypeOf<BasisdataResultat>().not.toExtend<Forgotten>();
  expectTypeOf(headline).returns.toBeString();
  // @ts-expect-error a handler of all members but one does not take the whole union
  const handler: (resultat: BasisdataResultat) => string = (resultat: Forgotten) => resultat.__typename;
  expect(handler).toBeTypeOf('function');
});

it.each([
  ['700102009', 'BLÅBÆR & FLØYTE SANDKASSE'],
  ['700000109', 'Slettet, se 700102009'],
  ['700012018', 'Slettet, og det er 700011003 også'],
  ['700000303', 'Se 700050009'],
  ['700115518', 'Del av 700000001'],
  ['790050304', 'Prøv igjen om 60 sekunder'],
])('%s: %s', async (organisasjonsnummer, line) => {
  const { data } = await gateway.ask(BasisdataDocument, { organisasjonsnummer });
  const resultat = data?.enhet?.basisdata;
  if (!resultat) throw new Error('the field is null');
  expect(headline(resultat)).toBe(line);
});

it('what a forgetful frontend does not know, it says so', () => {
  const unknown = { __typename: 'NyFeil' } as never;
  expect(() => headline(unknown)).toThrow('unhandled member NyFeil');
  expect(() => forgetful(unknown)).toThrow('unhandled member NyFeil');
});
