import { UTILGJENGELIG } from './registerfeil.ts';

/** What is counted together: a register chooses its statuses and its own codes, and could send another each time. */
export function kodeGroup(kode: string): string {
  if (Object.hasOwn(UTILGJENGELIG, kode)) return kode;
  return /^HTTP_\d{3}$/.test(kode) ? `${kode.slice(0, 'HTTP_n'.length)}xx` : 'other';
}
