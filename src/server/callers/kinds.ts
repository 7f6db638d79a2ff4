import { type ClaimMap, DEFAULT_CLAIMS, type IssuerKind, type IssuerSettings } from './settings.ts';
import { OWN_READ } from '../../domain/access.ts';

/** What tokens of a kind are like, where an entry of TOKEN_ISSUERS says nothing else. */
export interface KindOfIssuer {
  /** Where the issuer's own document is, after its address. */
  readonly wellKnown: string;
  readonly algorithms: readonly string[];
  readonly maxLifetimeS: IssuerSettings['maxLifetimeS'];
  readonly claims: ClaimMap;
  readonly minimumLevel: IssuerSettings['minimumLevel'];
  readonly dpopRequired: boolean;
  readonly always: readonly string[];
  /** Why a token of the kind is refused, in a word for the log, beside what holds for all kinds. */
  readonly needs: {
    /** A `consumer`: a body that answers for what is asked. */
    readonly consumer?: boolean;
    /** Somebody who has logged in. */
    readonly person?: boolean;
    /** The claim `scope`, which no ID token has. */
    readonly scope?: boolean;
    /** Types of `authorization_details` that are known and ask nothing of us; others are refused. Left out: all but system users. */
    readonly details?: readonly string[];
  };
}

/** RFC 8414; Maskinporten has this one only. */
const OAUTH = '.well-known/oauth-authorization-server';
/** OpenID Connect Discovery 1.0. */
const OPENID = '.well-known/openid-configuration';

const HOUR_S = 3_600;
const DAY_S = 24 * HOUR_S;

/** The claims of a token that names whoever has logged in by their number. */
const LOGIN: ClaimMap = {
  ...DEFAULT_CLAIMS,
  navn: { claims: ['client_id'] },
  userType: { claims: [], otherwise: 'borger' },
  identifikator: { claims: ['sub'] },
  organisationskode: { claims: ['consumer.ID'] },
  userOrganisationCode: { claims: ['supplier.ID'] },
  scopes: { claims: ['scope'] },
  person: { claims: ['pid'] },
};

export const KINDS: Readonly<Record<IssuerKind, KindOfIssuer>> = {
  /** A body, or its supplier, and no user. Its `pid` is whom the token is about, and nobody who has logged in. */
  maskinporten: {
    wellKnown: OAUTH,
    algorithms: ['RS256', 'RS384', 'RS512'],
    maxLifetimeS: HOUR_S,
    claims: {
      ...LOGIN,
      userType: { claims: [], otherwise: 'system' },
      identifikator: { claims: ['client_id'] },
      person: { claims: [] },
    },
    minimumLevel: undefined,
    dpopRequired: false,
    always: [],
    needs: { consumer: true, scope: true, details: ['urn:altinn:consent'] },
  },
  /** A citizen who has logged in, at a service of the `consumer`. */
  idporten: {
    wellKnown: OPENID,
    algorithms: ['RS256'],
    maxLifetimeS: HOUR_S,
    claims: LOGIN,
    minimumLevel: 'high',
    dpopRequired: false,
    always: [],
    needs: { person: true, scope: true },
  },
  /** The same citizen, handed on by an application of NAV's platform. Its scope says nothing. */
  tokenx: {
    wellKnown: OAUTH,
    algorithms: ['RS256'],
    maxLifetimeS: HOUR_S,
    claims: LOGIN,
    minimumLevel: 'high',
    dpopRequired: false,
    always: [OWN_READ],
    needs: { person: true },
  },
  /** An employee or a system of a tenant of Entra ID. */
  entra: {
    wellKnown: OPENID,
    algorithms: ['RS256'],
    maxLifetimeS: DAY_S,
    claims: {
      ...DEFAULT_CLAIMS,
      navn: { claims: ['name', 'azp_name', 'azp'] },
      userType: { claims: ['idtyp'], otherwise: 'medarbejder', translate: { user: 'medarbejder', app: 'system' } },
      identifikator: { claims: ['NAVident', 'oid', 'sub'] },
      scopes: { claims: ['scp'] },
    },
    minimumLevel: undefined,
    dpopRequired: false,
    always: [],
    needs: {},
  },
  /** Health personnel, a citizen, or a system of theirs: with a person's number where somebody has logged in. */
  helseid: {
    wellKnown: OPENID,
    algorithms: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'],
    maxLifetimeS: HOUR_S,
    claims: {
      ...LOGIN,
      navn: { claims: ['helseid://claims/client/client_name', 'client_id'] },
      userType: { claims: [] },
      identifikator: { claims: ['sub', 'client_id'] },
      // HelseID does not check it for clients of many tenants: it is written down, and nothing is asked on its behalf.
      organisationskode: { claims: ['helseid://claims/client/claims/orgnr_parent'] },
      userOrganisationCode: { claims: ['helseid://claims/client/claims/orgnr_supplier'] },
      person: { claims: ['helseid://claims/identity/pid'] },
      level: { claims: ['helseid://claims/identity/security_level', 'helseid://claims/identity/assurance_level'] },
    },
    minimumLevel: 'high',
    dpopRequired: true,
    always: [],
    needs: { scope: true },
  },
  /** Any other issuer, and the one of the variables TOKEN_ISSUER and their like. */
  oidc: {
    wellKnown: OPENID,
    algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
    maxLifetimeS: undefined,
    claims: DEFAULT_CLAIMS,
    minimumLevel: undefined,
    dpopRequired: false,
    always: [],
    needs: {},
  },
};
