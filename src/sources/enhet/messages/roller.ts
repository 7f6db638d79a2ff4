import { child, childrenOf, textOf, type XmlElement } from '../../../wire/soap/xml.ts';
import type { Rolle, RolleEnhet, Rollegruppe, RolleIEnhet, RollePerson } from '../enhet.ts';
import { readNavnelinjer, readRegistreringsdato } from './felles.ts';
import { readDato } from './svar.ts';

const BLOKKER = [
  'kontaktperson',
  'deltakere',
  'komplementar',
  'sameiere',
  'styre',
  'revisor',
  'regnskapsfoerer',
  'eierkommune',
];

export function readRoller(melding: XmlElement): { rollegrupper: Rollegruppe[] } | undefined {
  const samendringer = BLOKKER.flatMap((blokk) => childrenOf(child(melding, blokk), 'samendring'));
  const rollegrupper = samendringer.map((samendring) => ({
    type: samendring.attributes.samendringstype ?? '',
    beskrivelse: samendring.attributes.beskrivelse ?? '',
    registreringsdato: readRegistreringsdato(samendring),
    roller: readRolleliste(samendring),
  }));
  return { rollegrupper };
}

/** One entry for each holder of a role: the wire groups them under the role. */
function readRolleliste(samendring: XmlElement): Rolle[] {
  return childrenOf(samendring, 'rolle').flatMap((rolle) =>
    rolle.children.flatMap((holder) => {
      const innehaver = readInnehaver(holder);
      if (!innehaver) return [];
      const fratraadt = textOf(holder, 'fratraadt');
      return {
        rolletype: rolle.attributes.rolletype ?? '',
        beskrivelse: rolle.attributes.beskrivelse ?? '',
        // N: still sits. K, R and F are kinds of resignation.
        fratraadt: fratraadt !== undefined && fratraadt !== 'N',
        valgtAv: textOf(holder, 'valgtAv') ?? null,
        ansvarsandel: textOf(holder, 'ansvarsandel') ?? null,
        innehaver,
      };
    }),
  );
}

function readInnehaver(holder: XmlElement): RollePerson | RolleEnhet | undefined {
  if (holder.name === 'person') {
    return {
      type: 'RollePerson',
      fornavn: textOf(holder, 'fornavn') ?? '',
      mellomnavn: textOf(holder, 'mellomnavn') ?? null,
      slektsnavn: textOf(holder, 'slektsnavn') ?? '',
      foedselsdato: readDato(textOf(holder, 'fodselsdato')) ?? null,
      personidentifikator: textOf(holder, 'fodselsnr') ?? null,
    };
  }
  const organisasjonsnummer = textOf(holder, 'orgnr');
  if (holder.name !== 'enhet' || organisasjonsnummer === undefined) return undefined;
  return { type: 'RolleEnhet', organisasjonsnummer, navn: readNavnelinjer(holder).join(' ') };
}

/** hentRolleutskrift: no role is no `roller` element, which is an empty list. */
export function readRolleutskrift(melding: XmlElement): RolleIEnhet[] | undefined {
  const enheter = childrenOf(child(melding, 'roller'), 'enhet').map((enhet) => {
    const organisasjonsnummer = textOf(enhet, 'orgnr');
    const navn = readNavnelinjer(child(enhet, 'navn')).join(' ');
    if (organisasjonsnummer === undefined || navn === '') return undefined;
    return {
      rolleBeskrivelse: textOf(enhet, 'rolleBeskrivelse') ?? '',
      registreringsdato: readRegistreringsdato(enhet),
      navn,
      organisasjonsnummer,
    };
  });
  return enheter.every((enhet) => enhet !== undefined) ? enheter : undefined;
}
