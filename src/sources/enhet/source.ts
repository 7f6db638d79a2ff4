import { defineSource } from '../define.ts';
import { copy } from './adapters/copy/connect.ts';
import { examineCopy } from './adapters/copy/examine.ts';
import { enhetsregisteret } from './adapters/enhetsregisteret/connect.ts';
import { grunndata } from './adapters/grunndata/connect.ts';
import { catalogue } from './codes.ts';
import { OPERATION_FIELDS, SCOPES } from './fields.ts';
import { keeping } from './kept.ts';
import { createEnhetLoaders } from './reads.ts';
import { MASKINPORTEN_NAMES } from '../maskinporten.ts';
import { checkWhole, chosen, COPY_NAMES, type EnhetConfig, KEEP_NAMES, readConfig, VARIABLES } from './settings.ts';

/** Units of the business register and the register of voluntary organisations, Norway. Read only. */
export const enhet = defineSource({
  noun: 'enhet',
  kilde: 'GRUNNDATA',
  description: 'grunndataWS: the business register, Norway.',
  language: 'nn',
  catalogue,
  fields: OPERATION_FIELDS,
  scopes: SCOPES,
  graph: () => import('./graph.ts'),
  prefix: 'GRUNNDATA',
  variables: VARIABLES,
  services: {
    grunndata: {
      variable: 'GRUNNDATA_URL',
      title: 'grunndata',
      addressOf: ({ grunndataUrl }: EnhetConfig) => grunndataUrl,
      probe: '?wsdl',
    },
    frivillighet: {
      variable: 'FRIVILLIGHET_URL',
      title: 'Frivillighet',
      addressOf: ({ frivillighetUrl }: EnhetConfig) => frivillighetUrl,
      probe: '?wsdl',
    },
    enhetsregisteret: {
      variable: 'ENHETSREGISTERET_URL',
      door: 'enhetsregisteret',
      title: 'Enhetsregisteret',
      addressOf: ({ enhetsregisteretUrl }: EnhetConfig) => enhetsregisteretUrl,
    },
    frivillighetsregisteret: {
      variable: 'FRIVILLIGHETSREGISTERET_URL',
      door: 'enhetsregisteret',
      title: 'Frivillighetsregisteret',
      addressOf: ({ frivillighetsregisteretUrl }: EnhetConfig) => frivillighetsregisteretUrl,
    },
    fullmakt: {
      variable: 'FULLMAKT_URL',
      door: 'enhetsregisteret',
      title: 'Fullmakt',
      addressOf: ({ fullmaktUrl }: EnhetConfig) => fullmaktUrl,
    },
  },
  needs: ['GRUNNDATA_USER', 'GRUNNDATA_PASSWORD'],
  mayStandAlone: [
    'ENHET_SOURCE',
    'ENHETSREGISTERET_URL',
    'FRIVILLIGHETSREGISTERET_URL',
    'FULLMAKT_URL',
    ...COPY_NAMES,
    ...KEEP_NAMES,
    ...MASKINPORTEN_NAMES,
  ],
  chosen,
  readConfig,
  checkWhole,
  examine: ({ copy: kept }) => (kept ? [examineCopy(kept)] : []),
  sandboxConfig: ({ urls, doors, maskinporten }): EnhetConfig =>
    doors === 'rest'
      ? {
          source: 'enhetsregisteret',
          enhetsregisteretUrl: urls.enhetsregisteret,
          frivillighetsregisteretUrl: urls.frivillighetsregisteret,
          fullmaktUrl: urls.fullmakt,
          maskinporten,
          brukerId: '',
          passord: '',
        }
      : {
          grunndataUrl: urls.grunndata,
          frivillighetUrl: urls.frivillighet,
          brukerId: 'sandbox-full',
          passord: 'hemmelig',
        },
  adapters: { grunndata: keeping(grunndata), enhetsregisteret: keeping(enhetsregisteret), copy },
  adapterOf: (config) => config?.source ?? 'grunndata',
  makeLoaders: ({ port, catalogue, config, rules, call, pace }) =>
    createEnhetLoaders(port, { ...rules, catalogue, precheck: config?.precheck ?? true }, call, pace),
});
