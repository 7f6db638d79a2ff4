import type { OperationFields } from '../domain/operation-field.ts';
import { SOURCES } from '../sources/index.ts';

/** Every field that can call a register, by its coordinate. One that is missing here keeps the gateway from starting. */
export const OPERATION_FIELDS: OperationFields = Object.assign({}, ...SOURCES.map(({ fields }) => fields));

export const ALL_SCOPES: readonly string[] = SOURCES.flatMap(({ scopes }) => Object.values(scopes));
