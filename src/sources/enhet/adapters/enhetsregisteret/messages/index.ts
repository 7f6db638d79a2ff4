export { readBasisdata, readBasisdataUtvidet, readBedrift, readBedrifter, readKontaktdata } from './basisdata.ts';
export { readFeilmelding, readServerError } from './error.ts';
export { type FeedEntry, readFeed } from './feed.ts';
export { readFrivillighet } from './frivillighet.ts';
export { fullmaktOf, readRight, type Right, RIGHTS } from './fullmakt.ts';
export {
  isParentIn,
  juridiskeRollerOf,
  konsernstrukturOf,
  type PageOfRoles,
  readJuridiskeRoller,
  readKonsernstruktur,
} from './konsern.ts';
export { isInGroup, readSaerligeOpplysninger, readTilknyttedeOpplysninger, readTilstander } from './opplysninger.ts';
export { type Page, readPage, readSubUnits, readTreff, readUnits } from './page.ts';
export { readRoller, readRolleutskrift, type RolesOfPerson } from './roller.ts';
export { type DeletedUnit, type Heading, headedBy, type LiveUnit, readUnit, type Resource, type Unit } from './unit.ts';
