import { oneOf, text, wholeNumber } from '../../../values.ts';

const HOUR_MS = 60 * 60 * 1_000;

/** The register's own base address. */
export const REGISTER_URL = 'https://data.brreg.no/enhetsregisteret/api';

/** Milliseconds for which the copy's knowledge is good enough, where nothing else is said: a night's file may be missed. */
export const MAX_AGE_MS = 48 * HOUR_MS;
const LONGEST_AGE_MS = 365 * 24 * HOUR_MS;

export const VARIABLES = {
  ENHET_COPY: text.meta({
    description: 'File of the copy, which `registergraf copy fetch` makes and replaces',
    example: 'data/enheter.db',
  }),
  ENHET_COPY_FOLLOW: oneOf(['off', 'on']).default('off').meta({
    description: 'Whether the gateway follows the feeds of changes itself: `off` or `on`',
    example: 'on',
  }),
  ENHET_COPY_MAX_AGE_MS: wholeNumber(1, LONGEST_AGE_MS).default(MAX_AGE_MS).meta({
    description: 'Milliseconds after which the copy’s knowledge is too old, and the register is asked instead',
    example: '86400000',
  }),
};
