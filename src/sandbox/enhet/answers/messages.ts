import type { XmlMarkup } from '../../../wire/soap/xml.ts';
import type { Enhet } from '../enheter.ts';
import type { Settings } from '../settings.ts';
import type { EnhetOperation } from '../operations/names.ts';
import { writeBasisdata, writeBasisdataMini } from './basisdata.ts';
import { writeBedrifter, writeEnBedrift, writeKonsern } from './bedrifter.ts';
import { writeFrivillighet } from './frivillighet.ts';
import { writeKontaktdata } from './kontaktdata.ts';
import { writeProkuraSignatur, writeRoller } from './roller.ts';
import { writeSaerligeOpplysninger } from './saerlige-opplysninger.ts';
import { writeTilknyttedeOpplysninger } from './tilknyttede-opplysninger.ts';

/** What each unit operation tells of a unit. */
export const MESSAGES: Readonly<Record<EnhetOperation, (enhet: Enhet, settings: Settings) => readonly XmlMarkup[]>> = {
  hentBasisdataMini: (enhet) => writeBasisdataMini(enhet),
  hentBasisdata: (enhet, settings) => writeBasisdata(enhet, settings),
  hentBasisdataFdato: (enhet, settings) => writeBasisdata(enhet, settings, true),
  hentKontaktdata: writeKontaktdata,
  hentSaerligeOpplysninger: writeSaerligeOpplysninger,
  hentOpplTilknRegister: writeTilknyttedeOpplysninger,
  hentRoller: (enhet, settings) => writeRoller(enhet, settings),
  hentRollerFdato: (enhet, settings) => writeRoller(enhet, settings, true),
  hentProkuraSignatur: (enhet) => writeProkuraSignatur(enhet),
  hentProkuraSignaturFdato: (enhet) => writeProkuraSignatur(enhet, true),
  hentBedrifterVirksomheter: writeBedrifter,
  hentEnBedriftVirksomhet: writeEnBedrift,
  hentKonsern: writeKonsern,
  hentFrivillighet: writeFrivillighet,
};
