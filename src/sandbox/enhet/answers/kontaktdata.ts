import type { XmlMarkup } from '../../../wire/soap/xml.ts';
import { registrertDato } from '../addresses.ts';
import { element, organisasjonsnummer } from './element.ts';
import { type Enhet, lacks } from '../enheter.ts';

const KONTAKTDATA = [
  ['telefonnummer', '00 00 00 00', 1115],
  ['telefaksnummer', '00 00 00 01', 1116],
  ['mobiltelefonnummer', '000 00 000', 1117],
  ['epostadresse', 'post@example.com', 1118],
  ['hjemmesideadresse', 'www.example.com', 1119],
] as const;

export function writeKontaktdata(enhet: Enhet): readonly XmlMarkup[] {
  const registreringsDato = registrertDato(enhet);
  const registrerte = KONTAKTDATA.filter(([, , lack]) => !lacks(enhet, lack));
  return [
    organisasjonsnummer(enhet),
    ...registrerte.map(([navn, verdi]) => element(navn, verdi, { registreringsDato })),
  ];
}
