import type { Reading } from '../define.ts';
import { registerAddress, text } from '../values.ts';

/** The registers that units can be asked for, by the names of their adapters' folders. */
export const ENHET_SOURCES = ['grunndata'] as const;

export interface EnhetConfig {
  /** Which register is asked. Left out: grunndata. */
  readonly source?: (typeof ENHET_SOURCES)[number] | undefined;
  readonly grunndataUrl?: string | undefined;
  readonly frivillighetUrl?: string | undefined;
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
