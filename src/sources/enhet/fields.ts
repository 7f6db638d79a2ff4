import { type OperationField, type OperationFields, onParent } from '../../domain/operation-field.ts';
import { SEARCHES } from '../quotas.ts';

export const SCOPES = {
  rolleutskriftRead: 'registergraf:rolleutskrift.read',
  enhetRead: 'registergraf:enhet.read',
  rollerRead: 'registergraf:roller.read',
} as const;

const enhet = (operation: string): OperationField => ({ scope: SCOPES.enhetRead, operation });
/** One unit's public data: see docs/decisions/0034. */
const keepable = (operation: string): OperationField => ({ ...enhet(operation), keepable: true });

/** The fields of the graph that call grunndataWS. */
export const OPERATION_FIELDS: OperationFields = {
  'Innbygger.rolleutskrift': {
    scope: SCOPES.rolleutskriftRead,
    operation: 'hentRolleutskrift',
    person: onParent('personidentifikator'),
  },
  'Enhet.basisdata': keepable('hentBasisdataMini'),
  'Enhet.basisdataUtvidet': keepable('hentBasisdata'),
  'Enhet.kontaktdata': keepable('hentKontaktdata'),
  'Enhet.saerligeOpplysninger': keepable('hentSaerligeOpplysninger'),
  'Enhet.tilknyttedeOpplysninger': keepable('hentOpplTilknRegister'),
  // Its own scope: the register may give the fødselsnummer of those who hold the roles.
  'Enhet.roller': { scope: SCOPES.rollerRead, operation: 'hentRoller' },
  // As the roles: those who may sign are people.
  'Enhet.fullmakt': { scope: SCOPES.rollerRead, operation: 'hentProkuraSignatur' },
  'Enhet.tilstand': keepable('hentSaerligeOpplysninger'),
  'Enhet.konsernstruktur': keepable('konsernstruktur'),
  'Enhet.juridiskeRoller': keepable('juridiskeroller'),
  'Enhet.frivillighet': keepable('hentFrivillighet'),
  'Enhet.bedrift': keepable('hentEnBedriftVirksomhet'),
  'Enhet.bedrifter': keepable('hentBedrifterVirksomheter'),
  'Query.sokEnhet': { ...enhet('sokEnhet'), quota: SEARCHES },
  'Query.endringslogg': enhet('hentEndringslogg'),
};
