import { defineSource } from '../define.ts';
import { enhetsregisteret } from './adapters/enhetsregisteret/connect.ts';
import { grunndata } from './adapters/grunndata/connect.ts';
import { catalogue } from './codes.ts';
import { OPERATION_FIELDS, SCOPES } from './fields.ts';
import { createEnhetLoaders } from './reads.ts';
import { type EnhetConfig, readConfig, VARIABLES } from './settings.ts';

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
  },
  needs: ['GRUNNDATA_USER', 'GRUNNDATA_PASSWORD'],
  readConfig,
  sandboxConfig: ({ urls }) => ({
    grunndataUrl: urls.grunndata,
    frivillighetUrl: urls.frivillighet,
    brukerId: 'sandbox-full',
    passord: 'hemmelig',
  }),
  adapters: { grunndata, enhetsregisteret },
  adapterOf: (config) => config?.source ?? 'grunndata',
  makeLoaders: ({ port, catalogue, config, rules, call, pace }) =>
    createEnhetLoaders(port, { ...rules, catalogue, precheck: config?.precheck ?? true }, call, pace),
});
