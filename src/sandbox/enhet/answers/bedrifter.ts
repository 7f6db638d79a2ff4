import type { XmlMarkup } from '../../../wire/soap/xml.ts';
import { registrertDato } from '../addresses.ts';
import { element, organisasjonsnummer } from './element.ts';
import { bedrifterOf, type Enhet, isSubUnit, juridiskEnhetOf, ALIVE, lacks } from '../enheter.ts';
import { writeBasisdataMini } from './basisdata.ts';

// None of these messages is public. The shapes are the contract's assumptions, made of elements that are known elsewhere.

export function writeEnBedrift(enhet: Enhet): readonly XmlMarkup[] {
  const registreringsDato = registrertDato(enhet);
  const juridiskEnhet = isSubUnit(enhet) ? [element('organisasjonsnummer', juridiskEnhetOf(enhet).orgnr)] : undefined;
  return [
    ...writeBasisdataMini(enhet, 'beliggenhetsAdresse'),
    element('oppstartsdato', lacks(enhet, 1155) ? undefined : '2001-03-01', { registreringsDato }),
    element('datoEierskifte', lacks(enhet, 1160) ? undefined : '2015-07-01', { registreringsDato }),
    element('juridiskEnhet', juridiskEnhet),
  ];
}

export function writeBedrifter(enhet: Enhet): readonly XmlMarkup[] {
  const bedrifter = lacks(enhet, 1145) ? [] : bedrifterOf(enhet);
  return [
    organisasjonsnummer(enhet),
    ...bedrifter.map(({ orgnr }) => element('bedrift', [element('organisasjonsnummer', orgnr)])),
  ];
}

export function writeKonsern(enhet: Enhet): readonly XmlMarkup[] {
  return [organisasjonsnummer(enhet)];
}

export function writeEndringslogg(): readonly XmlMarkup[] {
  return ALIVE.map(({ orgnr }) => element('endring', [element('organisasjonsnummer', orgnr)]));
}
