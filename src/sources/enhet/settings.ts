import type { Reading } from '../define.ts';
import { registerAddress, text } from '../values.ts';
import type { SendAuthorized } from './adapters/enhetsregisteret/ask.ts';

/** The registers that units can be asked for, by the names of their adapters' folders. */
export const ENHET_SOURCES = ['grunndata', 'enhetsregisteret'] as const;

export interface EnhetConfig {
  /** Which register is asked. Left out: grunndata. */
  readonly source?: (typeof ENHET_SOURCES)[number] | undefined;
  readonly grunndataUrl?: string | undefined;
  readonly frivillighetUrl?: string | undefined;
  /** Ends in `/enhetsregisteret/api`; the authorized tier is beside it. */
  readonly enhetsregisteretUrl?: string | undefined;
  /** Ends in `/frivillighetsregisteret/api`. */
  readonly frivillighetsregisteretUrl?: string | undefined;
  /** The service that tells who may sign, without birth numbers; ends in `/fullmakt`. */
  readonly fullmaktUrl?: string | undefined;
  /** Sends to the authorized tier with a token. Left out: roles come without numbers of people, and nobody's own roles are told. */
  readonly sendAuthorized?: SendAuthorized | undefined;
  readonly brukerId: string;
  readonly passord: string;
  /** Whether a malformed organisasjonsnummer is answered without a call (default), or sent to see the register's own answer. */
  readonly precheck?: boolean | undefined;
}

export const VARIABLES = {
  GRUNNDATA_URL: registerAddress.meta({
    description: 'Whole endpoint of grunndataWS, service ErFr',
    example: 'https://grunndata.example/grunndata/ErFr',
  }),
  FRIVILLIGHET_URL: registerAddress.meta({
    description: 'Whole endpoint of grunndataWS, service Frivillighet: `frivillighet`',
    example: 'https://grunndata.example/grunndata/Frivillighet',
  }),
  GRUNNDATA_USER: text.meta({ description: 'User name, for both services', example: 'brukeren' }),
  GRUNNDATA_PASSWORD: text.meta({ description: 'Password, for both services', example: 'hemmelig' }),
};

export function readConfig({ read }: Reading<typeof VARIABLES>): EnhetConfig | undefined {
  if (!read?.GRUNNDATA_URL && !read?.FRIVILLIGHET_URL) return undefined;
  return {
    grunndataUrl: read.GRUNNDATA_URL,
    frivillighetUrl: read.FRIVILLIGHET_URL,
    // An address is refused without them.
    brukerId: read.GRUNNDATA_USER ?? '',
    passord: read.GRUNNDATA_PASSWORD ?? '',
  };
}
