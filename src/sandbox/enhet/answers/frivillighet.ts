import type { XmlMarkup } from '../../../wire/soap/xml.ts';
import { element, emptyElement, organisasjonsnummer } from './element.ts';
import { type Enhet, lacks } from '../enheter.ts';

/** Only associations are in the register, and not all of them. */
export function isInFrivillighetsregisteret(enhet: Enhet): boolean {
  return enhet.orgform === 'FLI' && !enhet.withoutFrivillighet;
}

export function writeFrivillighet(enhet: Enhet): readonly XmlMarkup[] {
  if (lacks(enhet, 1190)) return [organisasjonsnummer(enhet)];
  const registrert = { registreringsDato: '2010-01-02' };
  return [
    organisasjonsnummer(enhet),
    element('frivillighet', [
      emptyElement('registrertFrivillighet', registrert),
      element(
        'kategorier',
        [writeKategori('1100', 'Kunst og kultur', 1), writeKategori('1200', 'Idrett', 2)],
        registrert,
      ),
      element('kontonummer', '00000000000', registrert),
      element('vedtekter', 'J', registrert),
      element('sisteRegistrerteVedtekter', '2020-02-20', { registreringsDato: '2020-03-01' }),
      element('aarsregnskap', 'J', registrert),
      element('regnskapsperiode', '01.01 - 31.12', registrert),
      element('sisteAarsregnskap', '2024', { registreringsDato: '2025-06-01' }),
      element('grasrotandel', 'J', registrert),
    ]),
  ];
}

function writeKategori(kode: string, beskrivelse: string, rangering: number): XmlMarkup {
  return element('kategori', [
    element('kode', kode),
    element('beskrivelse', beskrivelse),
    element('rangering', String(rangering)),
  ]);
}
