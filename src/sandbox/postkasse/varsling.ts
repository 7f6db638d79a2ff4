import { type Kontaktopplysning, monthsBefore, type Registerperson } from './register.ts';

export type Varslingsstatus = 'KAN_VARSLES' | 'KAN_IKKE_VARSLES';

/**
 * The 18-month rule: a citizen may be notified who is active, not reserved, and has an e-mail address or a mobile
 * that was updated or verified within the time. The two age separately; without any date they are too old.
 */
export function varslingsstatus(person: Registerperson | undefined, naa: Date, maaneder: number): Varslingsstatus {
  if (person?.status !== 'AKTIV' || person.reservasjon === 'JA') return 'KAN_IKKE_VARSLES';
  const grense = monthsBefore(naa, maaneder);
  const erFersk = (opplysning: Kontaktopplysning | undefined) =>
    [opplysning?.sistOppdatert, opplysning?.sistVerifisert].some((dato) => dato !== undefined && dato > grense);
  const kanVarsles = erFersk(person.epostadresse) || erFersk(person.mobiltelefonnummer);
  return kanVarsles ? 'KAN_VARSLES' : 'KAN_IKKE_VARSLES';
}
