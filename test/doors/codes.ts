import type { Reached } from '../graph/codes.ts';
import { REACHED } from '../graph/codes.ts';
import { ENHET_READS } from '../support/reads.ts';

/** How a code that is derived is brought about. */
export interface Derived extends Omit<Reached, 'gateway' | 'sandbox'> {
  readonly gateway?: DoorGateway;
}

/** The gateway on the REST doors that is asked: as the sandbox configures it, or with one thing that is otherwise. */
export type DoorGateway = 'plain' | 'without precheck' | 'unknown client' | 'body without access' | 'failing register';

/** The keys of the SOAP services that need nothing but to be asked for. */
const BY_KEY: readonly Derived[] = REACHED.flatMap(({ gateway, sandbox, ...row }) => {
  if (sandbox !== undefined || (gateway !== undefined && gateway !== 'plain' && gateway !== 'without precheck')) return [];
  return [{ ...row, ...(gateway && { gateway }) }];
});

export const UNIT_FIELDS = Object.keys(ENHET_READS);
const ROLES = [
  { felt: 'Innbygger.rolleutskrift', key: '01817010055' },
  { felt: 'Enhet.roller', key: '700000001' },
] as const;

/** Those that only a change of the surroundings brings about. */
const BY_GATEWAY: readonly Derived[] = [
  ...ROLES.flatMap((row): Derived[] => [
    { kode: '-101', ...row, gateway: 'unknown client' },
    { kode: '-100', ...row, gateway: 'body without access' },
  ]),
  ...[
    { felt: 'Innbygger.rolleutskrift', key: '01817010055' },
    { felt: 'Query.sokEnhet', key: 'sandbox' },
    { felt: 'Query.endringslogg', key: '' },
  ].map((row): Derived => ({ kode: '-1000', ...row, gateway: 'failing register' })),
];

/** All that the SOAP doors are asked to reach their codes: of which the REST doors answer some. */
export const ASKED_OF_DOORS: readonly Derived[] = [...BY_KEY, ...BY_GATEWAY];
