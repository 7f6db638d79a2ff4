import type { XmlMarkup } from '../../../wire/soap/xml.ts';
import { type Adresse, forretningsadresseOf, postadresseOf, registrertDato } from '../addresses.ts';
import { element, navnelinjer, organisasjonsnummer } from './element.ts';
import { type Enhet, lacks, ORGANISASJONSFORM } from '../enheter.ts';
import type { Settings } from '../settings.ts';
import { writeGroup } from './roller.ts';

export function writeBasisdataMini(enhet: Enhet, streetAddress = 'forretningsAdresse'): readonly XmlMarkup[] {
  const registreringsDato = registrertDato(enhet);
  return [
    organisasjonsnummer(enhet),
    element('navn', navnelinjer(enhet.navn), { registreringsDato }),
    writeAdresse(streetAddress, forretningsadresseOf(enhet)),
    writeAdresse('postAdresse', postadresseOf(enhet)),
    element(
      'organisasjonsform',
      [element('orgform', enhet.orgform), element('orgformBeskrivelse', ORGANISASJONSFORM[enhet.orgform])],
      { registreringsDato },
    ),
  ];
}

/** Reklame (1080) and hovedforetak (1165) have no element that anybody has seen, so none is sent. */
export function writeBasisdata(enhet: Enhet, settings: Settings, fodselsdatoOnly = false): readonly XmlMarkup[] {
  const registreringsDato = registrertDato(enhet);
  const bransje = lacks(enhet, 1090) ? undefined : 'Drift av sandkasser. ';
  const formaal = lacks(enhet, 1100) ? undefined : 'Å drive sandkasser til prøve. ';
  const stiftelsesdato = lacks(enhet, 1060) ? undefined : '2001-01-20';
  const maalform = [element('maalformKode', 'B'), element('maalformTekst', 'Bokmål')];
  return [
    ...writeBasisdataMini(enhet),
    element(
      'formaal',
      bransje === undefined && formaal === undefined
        ? undefined
        : [
            element('virksomhetArtBransje', bransje, { registreringsDato }),
            element('vedtektsfestetFormaal', formaal, { registreringsDato }),
          ],
    ),
    element('stiftelsesdato', stiftelsesdato, { registreringsDato }),
    element('maalform', lacks(enhet, 1070) ? undefined : maalform, { registreringsDato }),
    writeGroup('kontaktperson', enhet, settings, fodselsdatoOnly),
  ];
}

function writeAdresse(navn: string, adresse: Adresse | undefined): XmlMarkup {
  if (!adresse) return element(navn, undefined);
  const { registrert, adresse1, postnr, poststed, kommunenummer, kommune, landkode, land } = adresse;
  const lines = { adresse1, postnr, poststed, kommunenummer, kommune, landkode, land };
  return element(
    navn,
    Object.entries(lines).map(([linje, verdi]) => element(linje, verdi)),
    { registreringsDato: registrert },
  );
}
