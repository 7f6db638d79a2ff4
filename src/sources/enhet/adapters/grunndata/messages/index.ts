import type { XmlElement } from '../../../../../wire/soap/xml.ts';
import type { DataOfOperation, OperationField } from '../../../enhet.ts';
import type { RestOperation } from '../../../operations.ts';
import { readBasisdata, readBasisdataUtvidet, readBedrift, readBedrifter } from './basisdata.ts';
import {
  readFrivillighet,
  readKontaktdata,
  readSaerligeOpplysninger,
  readTilknyttedeOpplysninger,
} from './opplysninger.ts';
import { readFullmakt, readRoller } from './roller.ts';

export { readOrganisasjonsnumre } from './basisdata.ts';
export { type Credentials, writeForespoersel } from './request.ts';
export { type Rolleinnehaver, readRolleinnehaver, readRolleutskrift } from './roller.ts';
export { readSoekestreng, readTreffliste, writeSearchRequest } from './sok.ts';
export {
  type AnswerStatus,
  type GrunndataAnswer,
  isHolder,
  isSearchFor,
  readSvar,
  repeats,
  type Understatus,
} from './answer.ts';

type Asked = Exclude<keyof DataOfOperation, RestOperation>;

/** How to read the melding of each operation about a unit: undefined when something that must be there is not. */
export const READERS: {
  readonly [Operation in Asked]: {
    read(melding: XmlElement): OperationField<DataOfOperation[Operation]> | undefined;
  };
} = {
  hentBasisdataMini: { read: readBasisdata },
  hentBasisdata: { read: readBasisdataUtvidet },
  hentKontaktdata: { read: readKontaktdata },
  hentSaerligeOpplysninger: { read: readSaerligeOpplysninger },
  hentOpplTilknRegister: { read: readTilknyttedeOpplysninger },
  hentRoller: { read: readRoller },
  hentProkuraSignatur: { read: readFullmakt },
  hentFrivillighet: { read: readFrivillighet },
  hentEnBedriftVirksomhet: { read: readBedrift },
  hentBedrifterVirksomheter: { read: readBedrifter },
};
