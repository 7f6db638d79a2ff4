import type { XmlElement, XmlMarkup } from '../../wire/soap/xml.ts';
import type { Request } from '../server.ts';
import type { Innstillinger } from './innstillinger.ts';
import type { Konvolutt } from './konvolutt.ts';
import { signert } from './signert.ts';
import type { Soapversjon } from './soapversjon.ts';
import type { Tilstand } from './tilstand.ts';

/**
 * Check 5, and the way out: every request envelope passes `open` before anybody looks at its body, and every answer
 * that is no fault passes the `seal` that came of it.
 */
export interface Sikkerhetsprofil {
  /** Whether the profile deals with the header block, so that it may carry mustUnderstand. */
  understands(header: XmlElement): boolean;
  /** Who speaks, and what may be read. A profile that verifies throws one and the same SoapFault for every way to fail. */
  open(konvolutt: Konvolutt, mottak: Mottak): Aapnet;
}

/** What a profile needs to know besides the envelope. */
export interface Mottak {
  readonly versjon: Soapversjon;
  readonly headers: Request['headers'];
  /** Who calls when nobody says. */
  readonly standardavsender: string;
  /** The header blocks that the service reads itself. */
  readonly isOwn: (header: Pick<XmlElement, 'name' | 'namespace'>) => boolean;
  readonly tilstand: Tilstand;
}

export interface Aapnet {
  readonly organisasjonsnummer: string;
  /** The envelope to read from here on: of a signed one, what the signature covers. */
  readonly konvolutt: Konvolutt;
  /** The whole answering envelope as it goes on the wire. */
  seal(svar: XmlMarkup): string;
}

/** Unsigned: the caller is who the header says, and a test can be anybody. */
const ingen: Sikkerhetsprofil = {
  understands: () => false,
  open(konvolutt, { headers, standardavsender }) {
    const written = headers['x-sandkasse-orgnr'];
    const organisasjonsnummer = typeof written === 'string' ? written : standardavsender;
    return { organisasjonsnummer, konvolutt, seal: (svar) => svar.text };
  },
};

export const sikkerhetsprofiler: Record<Innstillinger['profile'], Sikkerhetsprofil> = { ingen, signert };
