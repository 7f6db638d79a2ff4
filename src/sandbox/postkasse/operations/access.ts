import { isOrganisasjonsnummer } from '../../../domain/organisasjonsnummer.ts';
import { child } from '../../../wire/soap/xml.ts';
import { FAULTS } from '../answers/fault.ts';
import { type ServiceAccess, accesses } from '../suppliers.ts';
import type { SoapCall } from './soap-service.ts';

/** Check 8 of Oppslagstjenesten: the caller, alone or on behalf of another body, has the service. */
export function checkAccess({ organisasjonsnummer, headers }: SoapCall, tjeneste: ServiceAccess): void {
  const paaVegneAv = child(headers[0], 'PaaVegneAv')?.text ?? organisasjonsnummer;
  const hasAccess = accesses.some(
    (access) =>
      access.organisasjonsnummer === organisasjonsnummer &&
      access.paaVegneAv === paaVegneAv &&
      access.services.includes(tjeneste),
  );
  if (!hasAccess) throw FAULTS.access(safeNumber(paaVegneAv), tjeneste);
}

/** The number for a fault's text. Faults never repeat what the caller wrote unless it is what it should be. */
export function safeNumber(organisasjonsnummer: string): string {
  return isOrganisasjonsnummer(organisasjonsnummer) ? organisasjonsnummer : '(invalid)';
}
