import { isOrganisasjonsnummer } from '../../domain/organisasjonsnummer.ts';
import { child } from '../../wire/soap/xml.ts';
import { FAULTS } from './fault.ts';
import { type Tjenestetilgang, tilganger } from './leverandoerer.ts';
import type { Soapkall } from './soaptjeneste.ts';

/** Check 8 of Oppslagstjenesten: the caller, alone or on behalf of another body, has the service. */
export function checkTilgang({ organisasjonsnummer, headere }: Soapkall, tjeneste: Tjenestetilgang): void {
  const paaVegneAv = child(headere[0], 'PaaVegneAv')?.text ?? organisasjonsnummer;
  const hasAccess = tilganger.some(
    (tilgang) =>
      tilgang.organisasjonsnummer === organisasjonsnummer &&
      tilgang.paaVegneAv === paaVegneAv &&
      tilgang.tjenester.includes(tjeneste),
  );
  if (!hasAccess) throw FAULTS.access(sikkertNummer(paaVegneAv), tjeneste);
}

/** The number for a fault's text. Faults never repeat what the caller wrote unless it is what it should be. */
export function sikkertNummer(organisasjonsnummer: string): string {
  return isOrganisasjonsnummer(organisasjonsnummer) ? organisasjonsnummer : '(invalid)';
}
