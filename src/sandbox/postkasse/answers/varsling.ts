import { type ContactDetail, monthsBefore, type RegisteredPerson } from '../register.ts';

export type Varslingsstatus = 'KAN_VARSLES' | 'KAN_IKKE_VARSLES';

/**
 * The 18-month rule: a citizen may be notified who is active, not reserved, and has an e-mail address or a mobile
 * that was updated or verified within the time. The two age separately; without any date they are too old.
 */
export function varslingsstatus(person: RegisteredPerson | undefined, now: Date, months: number): Varslingsstatus {
  if (person?.status !== 'AKTIV' || person.reservasjon === 'JA') return 'KAN_IKKE_VARSLES';
  const limit = monthsBefore(now, months);
  const isFresh = (detail: ContactDetail | undefined) =>
    [detail?.sistOppdatert, detail?.sistVerifisert].some((dato) => dato !== undefined && dato > limit);
  const kanVarsles = isFresh(person.epostadresse) || isFresh(person.mobiltelefonnummer);
  return kanVarsles ? 'KAN_VARSLES' : 'KAN_IKKE_VARSLES';
}
