import { suppliers, TESTDRIFT, TESTETATEN, TESTKOMMUNEN, TESTPRINT } from '../postkasse/suppliers.ts';

/** A client that is registered at Maskinporten, which knows no people. */
export interface Client {
  readonly id: string;
  /** Organisasjonsnummer of the unit that it belongs to. */
  readonly organisation: string;
  /** What shows who it is: its registered key, that key after its year, or its unit's certificate. */
  readonly shows: 'key' | 'expired key' | 'certificate';
  readonly scopes: readonly string[];
}

const [L1] = suppliers;

export const KRR_SCOPES = {
  kontaktinformasjon: 'krr:global/kontaktinformasjon.read',
  postkasse: 'krr:global/digitalpost.read',
  feed: 'krr:global/hentendring.read',
} as const;

/** Of those who act for others, delegated in Altinn. */
export const KRR_DELEGATED_SCOPES = {
  kontaktinformasjon: 'krr:global/kontaktinfo.read',
  postkasse: 'krr:global/postkasse.read',
} as const;

export const ENHETSREGISTERET_SCOPES = {
  roller: 'brreg:data:enhetsregisteret:auto:roller',
  rolleutskrift: 'brreg:data:enhetsregisteret:roller:person:oppslag:fnr',
} as const;

const KRR = [KRR_SCOPES.kontaktinformasjon, KRR_SCOPES.postkasse];
const DELEGATED = Object.values(KRR_DELEGATED_SCOPES);
const ENHETSREGISTERET = Object.values(ENHETSREGISTERET_SCOPES);
const ALL = [...KRR, KRR_SCOPES.feed, ...ENHETSREGISTERET];

const body = { organisation: TESTETATEN.organisasjonsnummer, shows: 'key' } as const;

/** `klient-ukjent` is none of them. All registered keys are one and the same, so that a gateway can play each client. */
export const CLIENTS: readonly Client[] = [
  { ...body, id: 'klient-krr', scopes: KRR },
  { ...body, id: 'klient-enhetsregisteret', scopes: ENHETSREGISTERET },
  // What a gateway needs that is one client to all its sources; also the feed, which few bodies get.
  { ...body, id: 'klient-registergraf', scopes: ALL },
  { ...body, id: 'klient-sertifikat', shows: 'certificate', scopes: ALL },
  { ...body, id: 'klient-utgaatt', shows: 'expired key', scopes: KRR },
  { ...body, id: 'klient-utenscope', scopes: [] },
  {
    id: 'klient-deleg',
    organisation: TESTDRIFT.organisasjonsnummer,
    shows: 'key',
    scopes: [...DELEGATED, ...ENHETSREGISTERET],
  },
];

/** Who may have a token for these scopes: granted by the owner of the API. */
export const GRANTED: readonly { readonly scopes: readonly string[]; readonly organisations: readonly string[] }[] = [
  { scopes: [...KRR, KRR_SCOPES.feed], organisations: [TESTETATEN.organisasjonsnummer] },
  {
    scopes: DELEGATED,
    organisations: [TESTETATEN, TESTKOMMUNEN, TESTPRINT].map(({ organisasjonsnummer }) => organisasjonsnummer),
  },
  {
    scopes: ENHETSREGISTERET,
    organisations: [TESTETATEN, TESTDRIFT, TESTKOMMUNEN].map(({ organisasjonsnummer }) => organisasjonsnummer),
  },
];

/** Who has delegated their scopes in Altinn to whom. 311000012 has, but was never granted them (MP-250). */
export const DELEGATIONS: readonly { readonly from: string; readonly to: string }[] = [
  TESTKOMMUNEN.organisasjonsnummer,
  TESTPRINT.organisasjonsnummer,
  L1.organisasjonsnummer,
].map((from) => ({ from, to: TESTDRIFT.organisasjonsnummer }));

/** Begin of the scopes that are ID-porten's: no client of Maskinporten's gets them. */
export const OTHER_INTEGRATIONS: readonly string[] = ['openid', 'profile', 'krr:user/'];

export function findClient(id: string): Client | undefined {
  return CLIENTS.find((client) => client.id === id);
}

export function isGranted(organisation: string, scope: string): boolean {
  return GRANTED.some(({ scopes, organisations }) => scopes.includes(scope) && organisations.includes(organisation));
}

export function isDelegated(from: string, to: string): boolean {
  return DELEGATIONS.some((delegation) => delegation.from === from && delegation.to === to);
}
