import SchemaBuilder from '@pothos/core';
import DirectivesPlugin from '@pothos/plugin-directives';
import FederationPlugin from '@pothos/plugin-federation';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import type { Kilde, Opphav, Registerfeil } from '../domain/registerfeil.ts';
import type { GraphContext } from './context.ts';
import './composition.ts';
import './cost-plugin.ts';
import './register-fields.ts';

export interface TextScalar {
  readonly Input: string;
  readonly Output: string;
}

/**
 * The one builder. Fields are non-null unless they say otherwise: root fields and union fields do, so that a bug in one
 * costs that one. A field that can cause backend calls says how many in its complexity (see cost.ts).
 */
export const builder = new SchemaBuilder<{
  Context: GraphContext;
  AuthScopes: { scope: string };
  DefaultFieldNullability: false;
  Scalars: { ID: TextScalar; Date: TextScalar; DateTime: TextScalar };
}>({
  // Options are read from the last to the first, and resolvers are wrapped so that the first stands outermost.
  plugins: ['registerFields', ScopeAuthPlugin, 'cost', DirectivesPlugin, FederationPlugin, 'composition'],
  defaultFieldNullability: false,
  // Which field takes which scope stands in scopes.ts.
  scopeAuth: {
    authScopes: ({ caller: { scopes } }) => ({ scope: (name) => scopes === 'all' || scopes.has(name) }),
  },
});

export const KildeEnum = builder.enumType('Kilde', {
  description: 'The three public registers behind this graph.',
  values: {
    STAR: { value: 'STAR' as Kilde, description: 'STAR kontaktinformation: citizens’ contact information, Denmark.' },
    OPPSLAGSTJENESTEN: {
      value: 'OPPSLAGSTJENESTEN' as Kilde,
      description: 'Oppslagstjenesten and postkasseleverandoer-v1: the contact register and digital mailboxes, Norway.',
    },
    GRUNNDATA: { value: 'GRUNNDATA' as Kilde, description: 'grunndataWS: the business register, Norway.' },
  },
});

const OpphavEnum = builder.enumType('Opphav', {
  description: 'Who decided: the source itself, or the gateway’s own check before any call was made.',
  values: {
    KILDE: { value: 'KILDE' as Opphav, description: 'The source answered so.' },
    GATEWAY: { value: 'GATEWAY' as Opphav, description: 'The gateway’s own check, before any call was made.' },
  },
});

/** The interface of every failure that is expected; each documented code is a type of its own that implements it. */
export const RegisterfeilInterface = builder.interfaceRef<Registerfeil>('Registerfeil').implement({
  description:
    'A failure that is expected: one that a register documents, or that the gateway can name. Switch on `__typename`; this interface is the fallback.',
  fields: (t) => ({
    kode: t.exposeString('kode', {
      description: 'The code as the source documents it: "1010", "BRUKER_IKKE_FUNNET", "110".',
    }),
    melding: t.exposeString('melding', {
      description: 'The documented text, for developers and logs. Never holds a personal identifier.',
    }),
    kilde: t.expose('kilde', { type: KildeEnum, description: 'The register that was asked.' }),
    opphav: t.expose('opphav', { type: OpphavEnum, description: 'Who decided.' }),
    kanProevesIgjen: t.exposeBoolean('kanProevesIgjen', {
      description: 'Whether the same call may succeed later without any change.',
    }),
  }),
});
