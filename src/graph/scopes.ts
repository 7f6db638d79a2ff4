import type { OperationFields } from '../domain/operation-field.ts';
import { REGISTERS } from './registers.ts';

/** Every field that can call a register, by its coordinate. One that is missing here keeps the gateway from starting. */
export const OPERATION_FIELDS: OperationFields = Object.assign({}, ...REGISTERS.map(({ fields }) => fields));

export const ALL_SCOPES: readonly string[] = REGISTERS.flatMap(({ scopes }) => Object.values(scopes));
