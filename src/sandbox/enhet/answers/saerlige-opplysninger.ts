import type { XmlMarkup } from '../../../wire/soap/xml.ts';
import { registrertDato } from '../addresses.ts';
import { element, tekstlinjer, organisasjonsnummer } from './element.ts';
import { type Enhet, lacks } from '../enheter.ts';

export function writeSaerligeOpplysninger(enhet: Enhet): readonly XmlMarkup[] {
  const statuser = [
    writeStatus('R-FR', registrertDato(enhet), ['Registrert i Foretaksregisteret']),
    writeStatus('FMVA', '2014-01-20', [
      'Frivillig registrering i Merverdiavgiftsregisteret:',
      '- Utleier av bygg eller anlegg',
    ]),
    writeStatus('R-AA', undefined, ['Registrert i NAV Aa-registeret']),
    writeStatus('ÅRSO', '2025-06-06', ['Sist innsendte årsregnskap 2024']),
    ...(enhet.konkurs ? [writeStatus('KONK', '2025-11-03', ['Konkurs åpnet 31.10.2025'])] : []),
    ...(enhet.underAvvikling ? [writeStatus('OPPL', '2026-05-04', ['Foretaket er under avvikling'])] : []),
  ];
  return [organisasjonsnummer(enhet), element('saerligeOpplysninger', lacks(enhet, 1120) ? undefined : statuser)];
}

function writeStatus(statuskode: string, registreringsDato: string | undefined, lines: readonly string[]): XmlMarkup {
  return element('status', tekstlinjer(lines), { registreringsDato, statuskode });
}
