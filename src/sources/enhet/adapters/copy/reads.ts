import type { DataOfOperation } from '../../enhet.ts';
import {
  type Heading,
  headedBy,
  juridiskeRollerOf,
  type LiveUnit,
  readBasisdata,
  readBasisdataUtvidet,
  readBedrifter,
  readKontaktdata,
  readRoller,
  readSaerligeOpplysninger,
  readTilknyttedeOpplysninger,
} from '../enhetsregisteret/messages/index.ts';
import { parse } from './documents.ts';
import { readHeldRoles } from './held-roles.ts';
import type { CopyStore, Extent } from './store.ts';

/** What a main unit's operation is answered from; undefined where the copy cannot, so that the register is asked. */
type ReadUnit<Data> = (unit: LiveUnit, heading: Heading) => Data | undefined;

/** For units that are asked for together: what all of them take is read once. */
export type PrepareRead<Data> = (numbers: readonly string[]) => ReadUnit<Data>;

/** The operations about main units that the copy can answer. */
export type Reads = { readonly [Operation in keyof DataOfOperation]?: PrepareRead<DataOfOperation[Operation]> };

/** How much of a unit an operation is answered from. Those that the copy cannot answer ask it whether the unit has been removed. */
export const EXTENTS: Readonly<Record<keyof DataOfOperation, Extent>> = {
  hentBasisdataMini: 'head',
  hentBasisdata: 'whole',
  hentKontaktdata: 'whole',
  hentSaerligeOpplysninger: 'whole',
  hentOpplTilknRegister: 'whole',
  hentEnBedriftVirksomhet: 'whole',
  hentBedrifterVirksomheter: 'head',
  hentRoller: 'head',
  hentFrivillighet: 'head',
  hentProkuraSignatur: 'head',
  konsernstruktur: 'head',
  juridiskeroller: 'head',
};

/** `isAuthorized`: the register tells us the numbers of those who hold roles, which no copy has. */
export function createReads(store: CopyStore, isAuthorized: boolean): Reads {
  return {
    hentBasisdataMini: () => readBasisdata,
    hentBasisdata: () => readBasisdataUtvidet,
    hentKontaktdata: () => readKontaktdata,
    hentOpplTilknRegister: () => readTilknyttedeOpplysninger,
    // Whether a unit has others below it in its group stands in no file: it is not shown as a parent.
    hentSaerligeOpplysninger: () => (unit, heading) => readSaerligeOpplysninger(unit, false, heading),
    ...(!isAuthorized && { hentRoller: prepareRoller }),
    hentBedrifterVirksomheter:
      () =>
      ({ organisasjonsnummer }, heading) => {
        const bedrifter = store.subUnitsOf(organisasjonsnummer);
        return bedrifter && readBedrifter(organisasjonsnummer, bedrifter, heading);
      },
    juridiskeroller:
      () =>
      ({ organisasjonsnummer }, heading) => {
        const enheter = readHeldRoles(store, organisasjonsnummer);
        return enheter && juridiskeRollerOf(enheter, organisasjonsnummer, heading);
      },
  };

  function prepareRoller(numbers: readonly string[]): ReadUnit<DataOfOperation['hentRoller']> {
    const roles = store.rolesOf(numbers);
    return ({ organisasjonsnummer }, heading) => {
      if (!roles) return undefined;
      const json = roles.get(organisasjonsnummer);
      if (json === undefined) return { ...headedBy(heading, 'hentRoller', organisasjonsnummer), rollegrupper: [] };
      return readRoller(parse(json), organisasjonsnummer, heading);
    };
  }
}
