import { finding, inArgument, inInput, type OperationFields, onParent } from '../../domain/operation-field.ts';

const STAR = 'Borgerkommunikation.BorgersKontaktinformationService';

/** The first three are STAR's own, as its documentation spells them; it has published no others. */
export const SCOPES = {
  kontaktinformationRead: `${STAR}.read`,
  kontaktinformationWrite: `${STAR}.informationer.write`,
  verificeringWrite: `${STAR}.verificering.write`,
  statusWrite: 'registergraf:kontaktdatastatus.write',
  verifikationskodeSend: 'registergraf:verifikationskode.send',
  borgerSearch: 'registergraf:borger.search',
} as const;

/** The fields of the graph that call STAR. */
export const OPERATION_FIELDS: OperationFields = {
  'Borger.kontaktinformation': {
    scope: SCOPES.kontaktinformationRead,
    operation: 'GetKontaktinformation',
    person: onParent('cpr'),
  },
  'Query.borgereMedMobiltelefon': {
    scope: SCOPES.borgerSearch,
    operation: 'GetKontaktinformationMobilNr',
    person: finding(inArgument('mobiltelefon'), 'borgere', 'cpr'),
  },
  'Query.borgereMedEmail': {
    scope: SCOPES.borgerSearch,
    operation: 'GetKontaktinformationEmail',
    person: finding(inArgument('email'), 'borgere', 'cpr'),
  },
  'Mutation.createKontaktinformation': {
    scope: SCOPES.kontaktinformationWrite,
    operation: 'CreateKontaktinformation',
    person: inInput('cpr'),
  },
  'Mutation.sletKontaktinformation': {
    scope: SCOPES.kontaktinformationWrite,
    operation: 'CreateKontaktinformation',
    person: inInput('cpr'),
  },
  'Mutation.updateKontaktinformation': {
    scope: SCOPES.statusWrite,
    operation: 'UpdateKontaktinformation',
    person: inInput('cpr'),
  },
  'Mutation.getVerifikationskode': {
    scope: SCOPES.verifikationskodeSend,
    operation: 'GetVerifikationskode',
    person: inInput('cpr'),
  },
  'Mutation.verificerKontaktinformation': {
    scope: SCOPES.verificeringWrite,
    operation: 'VerificerKontaktinformation',
    person: inInput('cpr'),
  },
};
