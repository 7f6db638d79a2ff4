import { type XmlMarkup, xml } from '../../../wire/soap/xml.ts';
import { type Adresse, forretningsadresseOf, postadresseOf } from '../addresses.ts';
import { element, navnelinjer } from './element.ts';
import type { Enhet } from '../enheter.ts';
import type { Settings } from '../settings.ts';
import { fodselsdatoOf, type Person } from '../people.ts';
import { type RolleIEnhet, rollerHeldBy } from '../roller.ts';

export function writeRolleutskriftOfPerson(person: Person, settings: Settings): readonly XmlMarkup[] {
  const { fornavn, mellomnavn, slektsnavn, fodselsnr } = person;
  const adresse = xml`<adresse1>Prøveveien 2</adresse1><postnr>0001</postnr><poststed>OSLO</poststed><land landkode1="NO">Norge</land>`;
  return [
    element('rolleInnehaver', [
      element('fodselsdato', fodselsdatoOf(person), { ledetekst: 'Fødselsdato' }),
      // A person's first, middle and last name have each their line, so that the second can be absent.
      element('navn', [element('navn1', fornavn), element('navn2', mellomnavn), element('navn3', slektsnavn)], {
        ledetekst: 'Navn',
      }),
      element('adresse', adresse, { ledetekst: 'Adresse' }),
    ]),
    writeRoller(rollerHeldBy(fodselsnr, settings), settings),
  ];
}

export function writeRolleutskriftOfEnhet(enhet: Enhet, settings: Settings): readonly XmlMarkup[] {
  return [
    element('rolleInnehaver', [
      element('orgnr', enhet.orgnr, { ledetekst: 'Organisasjonsnummer' }),
      element('navn', navnelinjer(enhet.navn), { ledetekst: 'Navn' }),
      ...writeAdresse('adresse', 'Adresse', forretningsadresseOf(enhet) ?? postadresseOf(enhet)),
    ]),
    writeRoller(rollerHeldBy(enhet.orgnr, settings), settings),
  ];
}

/** Who holds no role has no `roller` at all. */
function writeRoller(roller: readonly RolleIEnhet[], { prossessDato }: Settings): XmlMarkup {
  const dato = prossessDato.split('-').reverse().join('.');
  return element('roller', roller.length === 0 ? undefined : roller.map(writeRolle), {
    ledetekst: `Oversikt over roller pr. ${dato}`,
  });
}

function writeRolle({ enhet, rolle }: RolleIEnhet, index: number): XmlMarkup {
  const forretningsadresse = forretningsadresseOf(enhet);
  return element(
    'enhet',
    [
      element('rolleBeskrivelse', rolle.nynorsk ?? rolle.rolle[1], { ledetekst: 'Rolle' }),
      element('orgnr', enhet.orgnr, { ledetekst: 'Organisasjonsnummer' }),
      element('navn', navnelinjer(enhet.navn), { ledetekst: 'Foretaksnavn' }),
      element(
        'adresse',
        forretningsadresse
          ? writeAdresse('forretningsAdresse', 'Forretningsadresse', forretningsadresse)
          : writeAdresse('postAdresse', 'Postadresse', postadresseOf(enhet)),
      ),
    ],
    { nr: String(index + 1), registreringsDato: rolle.registrert },
  );
}

/** Countries have two letters here, and three in the other operations. */
const COUNTRY_CODES: Readonly<Record<string, string>> = { NOR: 'NO', SWE: 'SE' };

function writeAdresse(navn: string, ledetekst: string, adresse: Adresse | undefined): readonly XmlMarkup[] {
  if (!adresse) return [];
  return [
    element(
      navn,
      [
        element('adresse1', adresse.adresse1),
        element('postnr', adresse.postnr),
        element('poststed', adresse.poststed),
        element('kommune', adresse.kommune, { kommnr: adresse.kommunenummer, ledetekst: 'Kommune' }),
        element('land', adresse.land, { landkode1: COUNTRY_CODES[adresse.landkode], ledetekst: 'Land' }),
      ],
      { ledetekst },
    ),
  ];
}
