import type { XmlMarkup } from '../../../wire/soap/xml.ts';
import type { Enhet } from '../enheter.ts';
import type { Innstillinger } from '../innstillinger.ts';
import type { Enhetsoperasjon } from '../operasjoner.ts';
import { writeBasisdata, writeBasisdataMini } from './basisdata.ts';
import { writeBedrifter, writeEnBedrift, writeKonsern } from './bedrifter.ts';
import { writeFrivillighet } from './frivillighet.ts';
import { writeKontaktdata } from './kontaktdata.ts';
import { writeProkuraSignatur, writeRoller } from './roller.ts';
import { writeSaerligeOpplysninger } from './saerligeOpplysninger.ts';
import { writeTilknyttedeOpplysninger } from './tilknyttedeOpplysninger.ts';

/** What each unit operation tells of a unit. */
export const MELDINGER: Readonly<
  Record<Enhetsoperasjon, (enhet: Enhet, innstillinger: Innstillinger) => readonly XmlMarkup[]>
> = {
  hentBasisdataMini: (enhet) => writeBasisdataMini(enhet),
  hentBasisdata: (enhet, innstillinger) => writeBasisdata(enhet, innstillinger),
  hentBasisdataFdato: (enhet, innstillinger) => writeBasisdata(enhet, innstillinger, true),
  hentKontaktdata: writeKontaktdata,
  hentSaerligeOpplysninger: writeSaerligeOpplysninger,
  hentOpplTilknRegister: writeTilknyttedeOpplysninger,
  hentRoller: (enhet, innstillinger) => writeRoller(enhet, innstillinger),
  hentRollerFdato: (enhet, innstillinger) => writeRoller(enhet, innstillinger, true),
  hentProkuraSignatur: (enhet) => writeProkuraSignatur(enhet),
  hentProkuraSignaturFdato: (enhet) => writeProkuraSignatur(enhet, true),
  hentBedrifterVirksomheter: writeBedrifter,
  hentEnBedriftVirksomhet: writeEnBedrift,
  hentKonsern: writeKonsern,
  hentFrivillighet: writeFrivillighet,
};
