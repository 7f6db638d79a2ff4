import type { Outage } from '../../src/sandbox/index.ts';
import { synthetic } from '../support/numbers.ts';

// What is asked through a router as an entity list, and directly as a list field.

export interface Case {
  readonly title: string;
  readonly routed: string;
  readonly direct: string;
  readonly variables: object;
  /** How often which member of the union is the answer. */
  readonly members: Readonly<Record<string, number>>;
  /** Calls to STAR, to Oppslagstjenesten, to grunndata. */
  readonly cost: readonly number[];
  /** How grunndata fails. */
  readonly outage?: Outage;
}

export const REGISTERFEIL = '... on Registerfeil { kode melding kilde opphav kanProevesIgjen }';
const TIL_ENHET = 'organisasjonsnummer basisdata { __typename ... on Basisdata { navn } }';

/** All that basisdata can answer with: the interface, its edges, and data that come with an error. */
export const BASISDATA = `basisdata {
  __typename
  ${REGISTERFEIL}
  ... on Basisdata { navn mangler { kode } organisasjonsform { kode } }
  ... on SlettetSomDublett {
    korrektEnhet { ${TIL_ENHET} }
    data { __typename enhet { organisasjonsnummer } ... on Basisdata { navn } }
  }
  ... on EnhetErBedrift { juridiskEnhet { ${TIL_ENHET} } }
  ... on KildeUtilgjengelig { proevIgjenOm }
}`;

const ENHETER = {
  '700000001': 'Basisdata',
  '700102009': 'Basisdata',
  '700000109': 'SlettetSomDublett',
  '700115518': 'EnhetErBedrift',
  '700011003': 'EnhetSlettet',
  '700012018': 'KorrektEnhetSlettet',
  '700010007': 'EnhetAldriOpprettet',
  '700017002': 'UgyldigOrganisasjonsnummer',
  '12345': 'UgyldigOrganisasjonsnummerFormat',
  '': 'OrgnrIkkeGitt',
  '780000309': 'UdokumentertFeil',
  '790050304': 'KildeUtilgjengelig',
};
/** Three stand there more than once. */
const NUMBERS = [...Object.keys(ENHETER), '700000001', '700102009', '700000001'];

const enheter = {
  ...listed('enheter', 'organisasjonsnumre', `organisasjonsnummer svar: ${BASISDATA}`),
  variables: { numbers: NUMBERS },
  // One for each number but the three malformed. The edges lead to units that are asked for already.
  cost: [0, 0, 9],
};

export const CASES: readonly Case[] = [
  {
    title: 'units that live, have been deleted, never were or are malformed',
    ...enheter,
    members: { ...count(Object.values(ENHETER)), Basisdata: 5 },
  },
  // Not `unavailable`: its Retry-After holds back what is asked next, which then costs less.
  ...(['drops', 'garbage'] as const).map((outage) => ({
    title: `units, of a register that is down: ${outage}`,
    ...enheter,
    members: {
      KildeUtilgjengelig: NUMBERS.length - 3,
      UgyldigOrganisasjonsnummer: 1,
      UgyldigOrganisasjonsnummerFormat: 1,
      OrgnrIkkeGitt: 1,
    },
    outage,
  })),
  {
    title: '500 residents, each of them twice',
    ...listed(
      'innbyggere',
      'personidentifikatorer',
      `personidentifikator svar: kontaktregister { __typename ${REGISTERFEIL} }`,
    ),
    variables: { numbers: [...synthetic(499), '02827112006', '02827112006', ...synthetic(499)] },
    members: { BrukerIkkeFunnet: 998, Kontaktregisteroppfoering: 2 },
    cost: [0, 1, 0],
  },
  {
    title: 'citizens, one of them twice, one malformed, one unknown, one whom STAR fails',
    ...listed(
      'borgere',
      'cprs',
      `cpr svar: kontaktinformation {
        __typename ${REGISTERFEIL}
        ... on Kontaktinformationer { kontaktinformation { kontaktdata kontaktdataType } }
      }`,
    ),
    variables: { numbers: ['0101505006', '010150500', '1503515016', '0112576503', '0101505006', '0303505003'] },
    members: {
      Kontaktinformationer: 2,
      UgyldigCpr: 1,
      UkendtCpr: 1,
      KildeUtilgjengelig: 1,
      IngenKontaktinformation: 1,
    },
    cost: [4, 0, 0],
  },
];

function listed(field: string, argument: string, selection: string): Pick<Case, 'routed' | 'direct'> {
  return {
    routed: `query Routed($numbers: [ID!]!) { selection(${argument}: $numbers) { list: ${field} { ${selection} } } }`,
    direct: `query Direct($numbers: [ID!]!) { list: ${field}(${argument}: $numbers) { ${selection} } }`,
  };
}

export function count(words: readonly string[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const word of words) counted[word] = (counted[word] ?? 0) + 1;
  return counted;
}
