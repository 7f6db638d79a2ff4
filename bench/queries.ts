/** One GraphQL request as it is sent again and again, and what it must cost the register. */
export interface Query {
  readonly name: string;
  readonly body: string;
  /** Backend calls of one request: no more and no fewer. */
  readonly calls: number;
}

// Units of the sandbox that answer data without a redirect.
const SMALL = '700102009';
const FIVE = [SMALL, '700000001', '700040003', '700013103', '700050009'];

const BASISDATA = `basisdata {
      __typename
      ... on Basisdata { navn organisasjonsform { kode beskrivelse } }
      ... on Registerfeil { kode melding }
    }`;

export const QUERIES: readonly Query[] = [
  {
    name: 'small',
    calls: 1,
    body: JSON.stringify({
      query: `query Enhet($organisasjonsnummer: ID!) {
  enhet(organisasjonsnummer: $organisasjonsnummer) {
    organisasjonsnummer
    ${BASISDATA}
  }
}`,
      variables: { organisasjonsnummer: SMALL },
    }),
  },
  {
    name: 'list',
    calls: FIVE.length,
    body: JSON.stringify({
      query: `query Enheter($organisasjonsnumre: [ID!]!) {
  enheter(organisasjonsnumre: $organisasjonsnumre) {
    organisasjonsnummer
    ${BASISDATA}
  }
}`,
      variables: { organisasjonsnumre: [...FIVE, ...FIVE] },
    }),
  },
];
