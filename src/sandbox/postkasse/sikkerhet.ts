import type { IncomingHttpHeaders } from 'node:http';
import type { XmlElement, XmlMarkup } from '../../wire/soap/xml.ts';
import type { Innstillinger } from './innstillinger.ts';
import type { Konvolutt } from './konvolutt.ts';

/**
 * Check 5, and the way out: every request envelope passes `open` before anybody looks at its body, and every answer
 * that is no fault passes `seal`. A signed profile is one more of these, and nothing else in the sandbox changes.
 */
export interface Sikkerhetsprofil {
  /** Whether the profile deals with the header block, so that it may carry mustUnderstand. */
  understands(header: XmlElement): boolean;
  /** Who speaks. A profile that verifies throws one and the same SoapFault for every way to fail. */
  open(konvolutt: Konvolutt, headers: IncomingHttpHeaders, standardavsender: string): Avsender;
  seal(svar: XmlMarkup, avsender: Avsender): string;
}

export interface Avsender {
  readonly organisasjonsnummer: string;
}

/** Unsigned: the caller is who the header says, and a test can be anybody. */
const ingen: Sikkerhetsprofil = {
  understands: () => false,
  open(_, headers, standardavsender) {
    const written = headers['x-sandkasse-orgnr'];
    return { organisasjonsnummer: typeof written === 'string' ? written : standardavsender };
  },
  seal: (svar) => svar.text,
};

export const sikkerhetsprofiler: Record<Innstillinger['profile'], Sikkerhetsprofil> = { ingen };
