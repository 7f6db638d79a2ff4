import { xml } from '../../../wire/soap/xml.ts';
import { element } from '../answers/element.ts';
import { answerEnhet } from './enhet.ts';
import type { Call } from '../envelope.ts';
import { type Echo, type Answer, withoutData } from '../answers/inner-document.ts';
import type { Settings } from '../settings.ts';
import { understatus } from '../answers/codes.ts';
import { writeEndringslogg } from '../answers/bedrifter.ts';
import { isEnhetOperation } from './names.ts';
import { answerRolleutskrift } from './rolleutskrift.ts';
import { answerSok } from './sok.ts';

/** What the register answers a user who may ask. */
export function answerRegister({ operation, input }: Call, settings: Settings): Answer {
  if (isEnhetOperation(operation)) return answerEnhet(operation, input.trim(), settings);
  if (operation === 'hentRolleutskrift') return answerRolleutskrift(input.trim(), settings);
  if (operation === 'sokEnhet') return answerSok(input);
  if (!settings.endringslogg) return withoutData(2000);
  return { hovedStatus: 0, underStatus: [understatus(0)], melding: writeEndringslogg() };
}

/** The header repeats what was asked for; a search and the change log have nothing to repeat. */
export function echoOf({ operation, input }: Call, { invalidEcho }: Settings): Echo {
  if (operation === 'sokEnhet' || operation === 'hentEndringslogg') return xml``;
  const asked = input.trim();
  if (/^[0-9]{9}$/.test(asked)) return element('orgnr', asked);
  const isRolleutskrift = operation === 'hentRolleutskrift';
  if (isRolleutskrift && /^[0-9]{11}$/.test(asked)) return element('fodselsnr', asked);
  return element(isRolleutskrift ? 'requestID' : 'orgnr', invalidEcho || undefined);
}
