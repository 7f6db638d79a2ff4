import { ofCaller, type OperationFields } from '../domain/operation-field.ts';
import { SOURCES } from '../sources/index.ts';

/** What it takes to read who has asked about oneself. */
export const INNSYNSLOGG_READ = 'registergraf:innsynslogg.read';

/** The field that is answered from the gateway's own records. */
const OWN_FIELDS: OperationFields = {
  'Query.innsynslogg': {
    scope: INNSYNSLOGG_READ,
    operation: 'innsynslogg',
    person: ofCaller('personidentifikator'),
  },
};

/** Every field that can call a register, by its coordinate. One that is missing here keeps the gateway from starting. */
export const OPERATION_FIELDS: OperationFields = Object.assign({}, ...SOURCES.map(({ fields }) => fields), OWN_FIELDS);

export const ALL_SCOPES: readonly string[] = [
  ...SOURCES.flatMap(({ scopes }) => Object.values(scopes)),
  INNSYNSLOGG_READ,
];
