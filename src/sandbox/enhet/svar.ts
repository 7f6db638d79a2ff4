import { xml } from '../../wire/soap/xml.ts';
import { element } from './element.ts';
import { answerEnhet } from './enhetssvar.ts';
import type { Kall } from './envelope.ts';
import { type Ekko, type Svar, utenData } from './innerdokument.ts';
import type { Innstillinger } from './innstillinger.ts';
import { understatus } from './koder.ts';
import { writeEndringslogg } from './meldinger/bedrifter.ts';
import { isEnhetsoperasjon } from './operasjoner.ts';
import { answerRolleutskrift } from './rolleutskriftsvar.ts';
import { answerSok } from './sok.ts';

/** What the register answers a user who may ask. */
export function answerKall({ operasjon, input }: Kall, innstillinger: Innstillinger): Svar {
  if (isEnhetsoperasjon(operasjon)) return answerEnhet(operasjon, input.trim(), innstillinger);
  if (operasjon === 'hentRolleutskrift') return answerRolleutskrift(input.trim(), innstillinger);
  if (operasjon === 'sokEnhet') return answerSok(input);
  if (!innstillinger.endringslogg) return utenData(2000);
  return { hovedStatus: 0, underStatus: [understatus(0)], melding: writeEndringslogg() };
}

/** The header repeats what was asked for; a search and the change log have nothing to repeat. */
export function ekkoOf({ operasjon, input }: Kall, { ekkoUgyldig }: Innstillinger): Ekko {
  if (operasjon === 'sokEnhet' || operasjon === 'hentEndringslogg') return xml``;
  const asked = input.trim();
  if (/^[0-9]{9}$/.test(asked)) return element('orgnr', asked);
  const isUtskrift = operasjon === 'hentRolleutskrift';
  if (isUtskrift && /^[0-9]{11}$/.test(asked)) return element('fodselsnr', asked);
  return element(isUtskrift ? 'requestID' : 'orgnr', ekkoUgyldig || undefined);
}
