import { type OperationField, type OperationFields, onParent } from '../../domain/operation-field.ts';
import { SEARCHES } from '../quotas.ts';

export const SCOPES = {
  rolleutskriftRead: 'registergraf:rolleutskrift.read',
  enhetRead: 'registergraf:enhet.read',
  rollerRead: 'registergraf:roller.read',
} as const;

const enhet = (operation: string): OperationField => ({ scope: SCOPES.enhetRead, operation });

/** The fields of the graph that call grunndataWS. */
export const OPERATION_FIELDS: OperationFields = {
  'Innbygger.rolleutskrift': {
    scope: SCOPES.rolleutskriftRead,
    operation: 'hentRolleutskrift',
    person: onParent('personidentifikator'),
  },
  'Enhet.basisdata': enhet('hentBasisdataMini'),
  'Enhet.basisdataUtvidet': enhet('hentBasisdata'),
  'Enhet.kontaktdata': enhet('hentKontaktdata'),
  'Enhet.saerligeOpplysninger': enhet('hentSaerligeOpplysninger'),
  'Enhet.tilknyttedeOpplysninger': enhet('hentOpplTilknRegister'),
  // Its own scope: the register may give the fødselsnummer of those who hold the roles.
  'Enhet.roller': { scope: SCOPES.rollerRead, operation: 'hentRoller' },
  // As the roles: those who may sign are people.
  'Enhet.fullmakt': { scope: SCOPES.rollerRead, operation: 'hentProkuraSignatur' },
  'Enhet.tilstand': enhet('hentSaerligeOpplysninger'),
  'Enhet.konsernstruktur': enhet('konsernstruktur'),
  'Enhet.juridiskeRoller': enhet('juridiskeroller'),
  'Enhet.frivillighet': enhet('hentFrivillighet'),
  'Enhet.bedrift': enhet('hentEnBedriftVirksomhet'),
  'Enhet.bedrifter': enhet('hentBedrifterVirksomheter'),
  'Query.sokEnhet': { ...enhet('sokEnhet'), quota: SEARCHES },
  'Query.endringslogg': enhet('hentEndringslogg'),
};
