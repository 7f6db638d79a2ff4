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
  readRolesHeldBy,
} from './konsern.ts';
export { type Page, readHasSubUnits, readPage, readSubUnits, readTreff, readUnits } from './page.ts';
export { readRoller } from './roller.ts';
export { readRolleutskrift, type RolesOfPerson } from './rolleutskrift.ts';
export { isInGroup, readSaerligeOpplysninger } from './saerlige-opplysninger.ts';
export { readTilknyttedeOpplysninger } from './tilknyttede-opplysninger.ts';
export { readTilstander } from './tilstander.ts';
export {
  type DeletedUnit,
  type Heading,
  headedBy,
  type LiveUnit,
  readUnit,
  readUnitName,
  type Resource,
  RESOURCES,
  type Unit,
} from './unit.ts';
