import { Either, type Rows } from '../verdict.ts';
import { kid, kids, type Raw, textIn } from '../xml/raw.ts';
import { attributeOf, dayOf, isUnitNumber, nameOf, numberOf, registeredOn, rows, unitNumber } from './common.ts';

// Who holds which role, as the contract has it.

export function roller(samendring: Raw): Rows {
  const held = kids(samendring, 'rolle').flatMap((rolle) => rolle.children.map((holder) => ({ rolle, holder })));
  const holders = held.filter(({ holder: { name } }) => name === 'person' || name === 'enhet');
  return rows(
    holders.map(({ holder }) => holder),
    (holder, index) => {
      const { rolle } = holders[index] as (typeof holders)[number];
      const fratraadt = textIn(holder, 'fratraadt');
      const innehaver = holder.name === 'person' ? roleHolder(holder) : unitHolder(holder);
      return {
        whole: innehaver.whole,
        value: {
          rolletype: rolle.attributes.get('rolletype'),
          beskrivelse: rolle.attributes.get('beskrivelse'),
          fratraadt: fratraadt !== null && fratraadt !== 'N',
          fratraadtKode: fratraadt,
          valgtAv: textIn(holder, 'valgtAv'),
          valgtAvKode: attributeOf(kid(holder, 'valgtAv'), 'kode'),
          ansvarsandel: textIn(holder, 'ansvarsandel'),
          rolleFritekst: textIn(holder, 'rolleFritekst'),
          revisorKategori: numberOf(textIn(holder, 'revisorKategori')),
          revisorRkode: numberOf(textIn(holder, 'revisorRkode')),
          reTekst: textIn(holder, 'reTekst'),
          innehaver: innehaver.value,
        },
      };
    },
  );
}

function roleHolder(person: Raw) {
  const value = {
    kind: 'person',
    fornavn: textIn(person, 'fornavn'),
    mellomnavn: textIn(person, 'mellomnavn'),
    slektsnavn: textIn(person, 'slektsnavn'),
    foedselsdato: dayOf(textIn(person, 'fodselsdato')),
    personidentifikator: textIn(person, 'fodselsnr'),
    ...statusOf(person, 'erDoed', 'L', /^(?:avdød|død|daud)/i),
    harVerge: textIn(person, 'vergeTekst') === null ? null : true,
    vergeTekst: textIn(person, 'vergeTekst'),
  };
  const isNamed = value.fornavn !== null && value.slektsnavn !== null;
  return { value, whole: isNamed && (value.foedselsdato !== null || value.personidentifikator !== null) };
}

/** What the register says of a holder: in its code, and whether that is the end of the person or the unit. */
function statusOf(holder: Raw, ended: string, ordinary: string, described: RegExp): Record<string, unknown> {
  const kode = attributeOf(holder, 'statuskode');
  const beskrivelse = attributeOf(holder, 'beskrivelse');
  if (kode === null) return { status: null, [ended]: null };
  const isEnded = described.test(beskrivelse ?? '');
  // A code that is the ordinary one, described as the end, says both.
  const says = kode !== ordinary ? (isEnded ? true : null) : isEnded ? new Either(true, null) : false;
  return { status: { kode, beskrivelse }, [ended]: says };
}

function unitHolder(enhet: Raw) {
  const organisasjonsnummer = textIn(enhet, 'orgnr');
  const navn = nameOf(enhet).join(' ');
  const status = statusOf(enhet, 'erSlettet', 'OK', /^slett/i);
  const value = { kind: 'unit', organisasjonsnummer: unitNumber(organisasjonsnummer), navn, ...status };
  return { value, whole: isUnitNumber(organisasjonsnummer) && navn !== '' };
}

/** hentRolleutskrift: the units in which a person holds a role. */
export function roleUnits(melding: Raw | undefined): Rows {
  return rows(kids(kid(melding, 'roller'), 'enhet'), (enhet) => {
    const value = {
      rolleBeskrivelse: textIn(enhet, 'rolleBeskrivelse'),
      registreringsdato: registeredOn(enhet),
      navn: nameOf(kid(enhet, 'navn')).join(' '),
      organisasjonsnummer: unitNumber(textIn(enhet, 'orgnr')),
    };
    return {
      value,
      whole: isUnitNumber(textIn(enhet, 'orgnr')) && value.navn !== '' && value.rolleBeskrivelse !== null,
    };
  });
}
