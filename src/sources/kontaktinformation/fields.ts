import { finding, inArgument, inInput, type OperationFields, onParent } from '../../domain/operation-field.ts';
import type { Quota } from '../../domain/quota.ts';
import { SEARCHES } from '../quotas.ts';

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

/** Each code is a message to a citizen, and has a price. */
const VERIFIKATIONSKODER: Quota = {
  name: 'VERIFIKATIONSKODER',
  counts: 'Verification codes that STAR is asked to send',
  perHour: 100,
  organisationPerHour: 1_000,
};

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
    quota: SEARCHES,
  },
  'Query.borgereMedEmail': {
    scope: SCOPES.borgerSearch,
    operation: 'GetKontaktinformationEmail',
    person: finding(inArgument('email'), 'borgere', 'cpr'),
    quota: SEARCHES,
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
    quota: VERIFIKATIONSKODER,
  },
  'Mutation.verificerKontaktinformation': {
    scope: SCOPES.verificeringWrite,
    operation: 'VerificerKontaktinformation',
    person: inInput('cpr'),
  },
};
