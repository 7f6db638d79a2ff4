import { enhet } from './enhet/index.ts';
import { kontaktinformation } from './kontaktinformation/index.ts';
import { postkasse } from './postkasse/index.ts';

/** The registers of the sandbox, in the order of their ports. */
export const REGISTERS = [kontaktinformation, postkasse, enhet] as const;
