import type { XmlElement } from '../../../wire/soap/xml.ts';
import type { DataOfOperation, OperationField } from '../enhet.ts';
import { readBasisdata, readBasisdataUtvidet, readBedrift, readBedrifter } from './basisdata.ts';
import {
  readFrivillighet,
  readKontaktdata,
  readSaerligeOpplysninger,
  readTilknyttedeOpplysninger,
} from './opplysninger.ts';
import { readRoller } from './roller.ts';

export { readOrganisasjonsnumre } from './basisdata.ts';
export { type Credentials, writeForespoersel } from './request.ts';
export { type Rolleinnehaver, readRolleinnehaver, readRolleutskrift } from './roller.ts';
export { readSoekestreng, readTreffliste, writeSearchRequest } from './sok.ts';
export { type GrunndataSvar, readSvar } from './answer.ts';

/** How to read the melding of each operation about a unit: undefined when something that must be there is not. */
export const READERS: {
  readonly [Operation in keyof DataOfOperation]: {
    readonly type: DataOfOperation[Operation]['type'];
    read(melding: XmlElement): OperationField<DataOfOperation[Operation]> | undefined;
  };
} = {
  hentBasisdataMini: { type: 'Basisdata', read: readBasisdata },
  hentBasisdata: { type: 'BasisdataUtvidet', read: readBasisdataUtvidet },
  hentKontaktdata: { type: 'EnhetKontaktdata', read: readKontaktdata },
  hentSaerligeOpplysninger: { type: 'SaerligeOpplysninger', read: readSaerligeOpplysninger },
  hentOpplTilknRegister: { type: 'TilknyttedeOpplysninger', read: readTilknyttedeOpplysninger },
  hentRoller: { type: 'Roller', read: readRoller },
  hentFrivillighet: { type: 'Frivillighet', read: readFrivillighet },
  hentEnBedriftVirksomhet: { type: 'Bedrift', read: readBedrift },
  hentBedrifterVirksomheter: { type: 'Bedrifter', read: readBedrifter },
};
