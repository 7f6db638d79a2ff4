import './graph/errors.ts';
import type { ObjectRef } from '@pothos/core';
import type { GraphTypes } from '../../graph-kit/builder.ts';
import type { GraphContext } from '../../graph-kit/context.ts';
import { normaliseOrganisasjonsnummer } from '../../domain/organisasjonsnummer.ts';
import { byArguments, ONE_CALL, search } from '../../graph-kit/cost.ts';
import { builder, implementShell, resultUnion } from '../../graph-kit/kit.ts';
import { member } from '../../graph-kit/results.ts';
import { catalogue } from './codes.ts';
import type { DataOfOperation } from './enhet.ts';
import { BasisdataType, BasisdataUtvidetType, BedrifterType, BedriftType } from './graph/basisdata.ts';
import { Enhet } from './graph/enhetsdata.ts';
import {
  EnhetKontaktdataType,
  FrivillighetType,
  SaerligeOpplysningerType,
  TilknyttedeOpplysningerType,
} from './graph/opplysninger.ts';
import { catalogue as derived } from './adapters/enhetsregisteret/codes.ts';
import { FullmaktType, RollerType, RolleutskriftType } from './graph/roller.ts';
import { JuridiskeRollerType, KonsernstrukturType } from './graph/konsern.ts';
import { asTilstander, EnhetstilstanderType } from './graph/tilstand.ts';
import { EndringsloggType, SokEnhetInput, SokEnhetTrefflisteType } from './graph/sok.ts';
import type { RegisterOperation, RestOperation } from './operations.ts';
import { type EnhetLoaders, MAX_TREFF } from './reads.ts';

export { DATA_TYPES, Enhet } from './graph/enhetsdata.ts';
export { RollePersonType } from './graph/roller.ts';

declare module '../../graph-kit/context.ts' {
  interface Loaders {
    readonly enhet: EnhetLoaders;
  }
}

const resultatOf = <Data extends object>(
  name: string,
  operation: RegisterOperation,
  data: ObjectRef<GraphTypes, Data>,
  codes = catalogue,
) =>
  resultUnion(name, { catalogue: codes, operations: [operation], data, description: `What ${operation} can answer.` });

const BasisdataResultat = resultatOf('BasisdataResultat', 'hentBasisdataMini', BasisdataType);
const BasisdataUtvidetResultat = resultatOf('BasisdataUtvidetResultat', 'hentBasisdata', BasisdataUtvidetType);
const KontaktdataResultat = resultatOf('EnhetKontaktdataResultat', 'hentKontaktdata', EnhetKontaktdataType);
const SaerligeResultat = resultatOf(
  'SaerligeOpplysningerResultat',
  'hentSaerligeOpplysninger',
  SaerligeOpplysningerType,
);
const TilknyttedeResultat = resultatOf(
  'TilknyttedeOpplysningerResultat',
  'hentOpplTilknRegister',
  TilknyttedeOpplysningerType,
);
const RollerResultat = resultatOf('RollerResultat', 'hentRoller', RollerType);
const FullmaktResultat = resultatOf('FullmaktResultat', 'hentProkuraSignatur', FullmaktType);
const TilstandResultat = resultatOf('EnhetstilstandResultat', 'hentSaerligeOpplysninger', EnhetstilstanderType);
// Only Enhetsregisteret is asked for these: their codes are those that can be derived from what it shows.
const KonsernstrukturResultat = resultatOf('KonsernstrukturResultat', 'konsernstruktur', KonsernstrukturType, derived);
const JuridiskeRollerResultat = resultatOf('JuridiskeRollerResultat', 'juridiskeroller', JuridiskeRollerType, derived);
const FrivillighetResultat = resultatOf('FrivillighetResultat', 'hentFrivillighet', FrivillighetType);
const BedriftResultat = resultatOf('BedriftResultat', 'hentEnBedriftVirksomhet', BedriftType);
const BedrifterResultat = resultatOf('BedrifterResultat', 'hentBedrifterVirksomheter', BedrifterType);
const SokEnhetResultat = resultatOf('SokEnhetResultat', 'sokEnhet', SokEnhetTrefflisteType);
const EndringsloggResultat = resultatOf('EndringsloggResultat', 'hentEndringslogg', EndringsloggType);
export const RolleutskriftResultat = resultatOf('RolleutskriftResultat', 'hentRolleutskrift', RolleutskriftType);

/** How an organisasjonsnummer may be written where the graph is given one. */
const WRITTEN =
  'The organisasjonsnummer: nine digits, as people write them: `700 102 009`, `NO 700 102 009 MVA`, `0192:700102009`.';

implementShell(Enhet, 'organisasjonsnummer', {
  normalise: normaliseOrganisasjonsnummer,
  one: {
    field: 'enhet',
    argument: 'organisasjonsnummer',
    argumentDescription: WRITTEN,
    description: 'The unit with this number. Asks nobody.',
  },
  many: {
    field: 'enheter',
    argument: 'organisasjonsnumre',
    argumentDescription: `${WRITTEN} At most 1000, answered in their order.`,
    description: 'The units with these numbers, in their order, duplicates included. Asks nobody.',
  },
});
Enhet.implement({
  description:
    'A unit of the Norwegian business register, by organisasjonsnummer. A shell: making one asks nobody and cannot fail; what it costs stands on its fields.',
  fields: (t) => ({
    organisasjonsnummer: t.exposeID('organisasjonsnummer', {
      description:
        'Nine digits (`700102009`), however they were written: checked by each field that asks the register. What cannot be nine digits is shown as given, cut after 64 characters.',
    }),
    basisdata: t.field({
      type: BasisdataResultat,
      ...hent('hentBasisdataMini', 'Name, addresses and form.'),
    }),
    basisdataUtvidet: t.field({
      type: BasisdataUtvidetResultat,
      ...hent('hentBasisdata', 'The same, and purpose, founding date and language form.'),
    }),
    kontaktdata: t.field({
      type: KontaktdataResultat,
      ...hent('hentKontaktdata', 'How the unit can be reached.'),
    }),
    saerligeOpplysninger: t.field({
      type: SaerligeResultat,
      ...hent(
        'hentSaerligeOpplysninger',
        'Other registers that it is in, remarks; presumably bankruptcy.',
        `${OF_UNITS}, and one for each that is in a group`,
      ),
    }),
    tilknyttedeOpplysninger: t.field({
      type: TilknyttedeResultat,
      ...hent('hentOpplTilknRegister', 'Sector, lines of business, employees, capital.'),
    }),
    roller: t.field({
      type: RollerResultat,
      ...hent('hentRoller', 'Who holds which role in the unit.', OF_A_UNIT),
    }),
    fullmakt: t.field({
      type: FullmaktResultat,
      ...hent(
        'hentProkuraSignatur',
        'Who may sign for the unit, and who may by a power of attorney.',
        'Enhetsregisteret’s REST, two',
      ),
    }),
    tilstand: t.field({
      type: TilstandResultat,
      nullable: true,
      complexity: ONE_CALL,
      description:
        'Whether the unit is bankrupt, being wound up and the like; a deleted one is EnhetSlettet. From Enhetsregisteret’s flags, or from the codes KONK and OPPL of grunndata’s saerligeOpplysninger, which tells no more. Its calls are those of `saerligeOpplysninger`, and shared with it.',
      resolve: async ({ organisasjonsnummer }, _, { loaders }) =>
        asTilstander(await loaders.enhet.hent('hentSaerligeOpplysninger', organisasjonsnummer)),
    }),
    konsernstruktur: t.field({
      type: KonsernstrukturResultat,
      ...hentRest('konsernstruktur', 'The group that the unit belongs to, whole.'),
    }),
    juridiskeRoller: t.field({
      type: JuridiskeRollerResultat,
      ...hentRest('juridiskeroller', 'The units in which this unit holds a role: as owner, auditor, accountant.'),
    }),
    frivillighet: t.field({
      type: FrivillighetResultat,
      ...hent(
        'hentFrivillighet',
        'Its entry in the register of voluntary organisations.',
        'Frivillighetsregisteret’s REST, one',
      ),
    }),
    bedrift: t.field({
      type: BedriftResultat,
      ...hent('hentEnBedriftVirksomhet', 'This unit as a sub-unit.', `${OF_UNITS}, and for those above them`),
    }),
    bedrifter: t.field({
      type: BedrifterResultat,
      ...hent('hentBedrifterVirksomheter', 'Its sub-units.', OF_A_UNIT),
    }),
  }),
});

/** What the REST services take for an answer. `MAX_CALLS` counts one call a unit whichever is asked. */
const OF_UNITS = 'Enhetsregisteret’s REST, one for up to 500 units';
const OF_A_UNIT = 'Enhetsregisteret’s REST, one';

/** A field that is one operation: one call for each distinct unit in a request. */
function hent<Operation extends keyof DataOfOperation>(operation: Operation, description: string, rest = OF_UNITS) {
  return asked(operation, `${description} grunndataWS: ${operation}, one call; or ${rest}.`);
}

/** The same, of an operation that grunndata does not have. */
function hentRest<Operation extends RestOperation>(operation: Operation, description: string) {
  return asked(
    operation,
    `${description} Enhetsregisteret only: ${operation}, one call. IKKE_TILBUDT where grunndata is asked.`,
  );
}

function asked<Operation extends keyof DataOfOperation>(operation: Operation, description: string) {
  return {
    nullable: true as const,
    complexity: ONE_CALL,
    description,
    resolve: ({ organisasjonsnummer }: { organisasjonsnummer: string }, _: object, { loaders }: GraphContext) =>
      loaders.enhet.hent(operation, organisasjonsnummer).then(member),
  };
}

/** What of the arguments says how much is sought. */
interface Sought {
  readonly soek: { readonly maksTreff?: number | null | undefined };
}

builder.queryFields((t) => ({
  sokEnhet: t.field({
    type: SokEnhetResultat,
    nullable: true,
    args: {
      soek: t.arg({ type: SokEnhetInput, required: true, description: 'The name, and what narrows the search.' }),
    },
    complexity: byArguments(1, ({ soek }: Sought) => search(soek.maksTreff ?? 20, MAX_TREFF)),
    description:
      'Units by name. grunndataWS: sokEnhet, one call; or Enhetsregisteret’s REST, one, and with sub-units two.',
    resolve: async (_, { soek }, { loaders }) =>
      member(
        await loaders.enhet.sokEnhet.load({
          ...soek,
          maksTreff: soek.maksTreff ?? 20,
          medUnderenheter: soek.medUnderenheter ?? false,
        }),
      ),
  }),
  endringslogg: t.field({
    type: EndringsloggResultat,
    nullable: true,
    complexity: ONE_CALL,
    description:
      'The units that changed in the last period. grunndataWS: hentEndringslogg, one call; or the two feeds of Enhetsregisteret’s REST, one for each 10000 changes.',
    resolve: async (_, _args, { loaders }) => member(await loaders.enhet.endringslogg()),
  }),
}));
