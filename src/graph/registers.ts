import type { Catalogue } from '../domain/catalogue.ts';
import type { OperationFields } from '../domain/operation-field.ts';
import { catalogue as enhet } from '../sources/enhet/codes.ts';
import * as enhetFields from '../sources/enhet/fields.ts';
import { catalogue as kontaktinformation } from '../sources/kontaktinformation/codes.ts';
import * as kontaktinformationFields from '../sources/kontaktinformation/fields.ts';
import { catalogue as postkasse } from '../sources/postkasse/codes.ts';
import * as postkasseFields from '../sources/postkasse/fields.ts';

interface Register {
  readonly catalogue: Catalogue;
  readonly fields: OperationFields;
  readonly scopes: Readonly<Record<string, string>>;
}

const register = (
  catalogue: Catalogue,
  { OPERATION_FIELDS, SCOPES }: { OPERATION_FIELDS: OperationFields; SCOPES: Register['scopes'] },
): Register => ({ catalogue, fields: OPERATION_FIELDS, scopes: SCOPES });

/** The tables of every source, in the order in which the documented codes are listed. */
export const REGISTERS: readonly Register[] = [
  register(kontaktinformation, kontaktinformationFields),
  register(postkasse, postkasseFields),
  register(enhet, enhetFields),
];
