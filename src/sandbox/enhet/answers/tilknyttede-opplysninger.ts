import type { XmlMarkup } from '../../../wire/soap/xml.ts';
import { registrertDato } from '../addresses.ts';
import { element, tekstlinjer, organisasjonsnummer } from './element.ts';
import { type Enhet, lacks } from '../enheter.ts';
import type { Lack } from './codes.ts';

export function writeTilknyttedeOpplysninger(enhet: Enhet): readonly XmlMarkup[] {
  const registrert = registrertDato(enhet);
  const unless = (lack: Lack, navn: string, content: string | readonly XmlMarkup[], registreringsDato: string) =>
    element(navn, lacks(enhet, lack) ? undefined : content, { registreringsDato });
  return [
    organisasjonsnummer(enhet),
    unless(
      1130,
      'sektorkode',
      [element('kode', '2100'), element('beskrivelse', 'Private aksjeselskaper')],
      '2012-01-01',
    ),
    unless(1140, 'ansvarsKapital', writeKapital(enhet), registrert),
    unless(1135, 'ansatte', [element('antall', '12'), element('gjelderFra', '2026-01-08')], '2026-01-10'),
    unless(1111, 'vedtektsdato', '2024-05-02', '2024-05-14'),
    unless(
      1125,
      'nacekoder',
      [writeNacekode(1, '62.100', 'Dataprogrammering'), writeNacekode(2, '70.100', 'Hovedkontortjenester', 'J')],
      registrert,
    ),
  ];
}

function writeKapital({ orgform }: Enhet): readonly XmlMarkup[] {
  return [
    element('kapitaltype', 'Aksjekapital'),
    element('valuta', 'NOK'),
    element('kapital', '100000,00'),
    element('innbetaling', '100000,00'),
    element('bundetKS', orgform === 'AS' ? undefined : '50000,00'),
    element('friTekst', tekstlinjer(['Fullt innbetalt'])),
  ];
}

function writeNacekode(rekkefolge: number, kode: string, beskrivelse: string, hjelpeenhet?: string): XmlMarkup {
  return element(
    'nacekode',
    [element('hjelpeenhet', hjelpeenhet), element('kode', kode), element('beskrivelse', beskrivelse)],
    { rekkefolge: String(rekkefolge) },
  );
}
