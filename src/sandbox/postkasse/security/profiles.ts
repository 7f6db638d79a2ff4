import type { Settings } from '../settings.ts';
import type { SecurityProfile } from './profile.ts';
import { signed } from './signed.ts';

/** Unsigned: the caller is who the header says, and a test can be anybody. */
const none: SecurityProfile = {
  understands: () => false,
  open(envelope, { headers, defaultSender }) {
    const written = headers['x-sandkasse-orgnr'];
    const organisasjonsnummer = typeof written === 'string' ? written : defaultSender;
    return { organisasjonsnummer, envelope, seal: (answer) => answer.text };
  },
};

export const securityProfiles: Record<Settings['profile'], SecurityProfile> = { none, signed };
