import { type XmlMarkup, xml } from '../../../wire/soap/xml.ts';
import { element, navnelinjer, organisasjonsnummer } from './element.ts';
import { type Enhet, enhetOf } from '../enheter.ts';
import type { Settings } from '../settings.ts';
import { findPerson, fodselsdatoOf } from '../people.ts';
import { type Innehaver, ROLLEGRUPPER, type Rolle, type Rollegruppe, rollerOf } from '../roller.ts';

/** The Fdato operations tell birth dates where the others tell whole numbers. */
export function writeRoller(enhet: Enhet, settings: Settings, fodselsdatoOnly = false): readonly XmlMarkup[] {
  return [
    organisasjonsnummer(enhet),
    ...ROLLEGRUPPER.map((group) => writeGroup(group, enhet, settings, fodselsdatoOnly)),
  ];
}

export function writeGroup(group: Rollegruppe, enhet: Enhet, settings: Settings, fodselsdatoOnly: boolean): XmlMarkup {
  const roller = rollerOf(enhet, settings).filter((rolle) => rolle.group === group);
  const samendringList = [
    ...Map.groupBy(roller, ({ samendring, registrert }) => `${samendring[0]} ${registrert}`).values(),
  ];
  const written = samendringList.map((together) => writeSamendring(together, fodselsdatoOnly));
  return element(group, written.length === 0 ? undefined : written);
}

/** Nobody outside has seen this melding; it is built of the same pieces as hentRoller's. */
export function writeProkuraSignatur(enhet: Enhet, fodselsdatoOnly = false): readonly XmlMarkup[] {
  const rolle = { group: 'styre', registrert: '2018-04-12', innehaver: { fodselsnr: '01817010055' } } as const;
  const prokura = { ...rolle, samendring: ['PROK', 'Prokura'], rolle: ['POHV', 'Prokura hver for seg'] } as const;
  const signatur = { ...rolle, samendring: ['SIGN', 'Signatur'], rolle: ['SIHV', 'Signatur hver for seg'] } as const;
  return [
    organisasjonsnummer(enhet),
    element('prokura', writeSamendring([prokura], fodselsdatoOnly)),
    element(
      'signatur',
      writeSamendring([signatur], fodselsdatoOnly, {
        headerTekst: 'Signatur:',
        trailerTekst: 'Styrets leder alene.',
      }),
    ),
  ];
}

/** What was registered together: the kind of change and its date stand once, over all its roles. */
function writeSamendring(
  roller: readonly Rolle[],
  fodselsdatoOnly: boolean,
  tekst: NonNullable<Rolle['texts']> = roller[0]?.texts ?? {},
): XmlMarkup {
  const [samendringstype, beskrivelse] = roller[0]?.samendring ?? [];
  return element(
    'samendring',
    [
      element('headerTekst', tekst.headerTekst),
      ...roller.map((rolle) =>
        element('rolle', writeInnehaver(rolle, fodselsdatoOnly), {
          beskrivelse: rolle.rolle[1],
          rolletype: rolle.rolle[0],
        }),
      ),
      element('trailerTekst', tekst.trailerTekst),
    ],
    {
      beskrivelse,
      kjonnsrepresentasjon: tekst.kjonnsrepresentasjon,
      registreringsDato: roller[0]?.registrert,
      samendringstype,
    },
  );
}

// Of the codes of a holder's status, L and OK are seen; those of the dead, the invalid and the deleted are made up.
const STATUSER = { 181: ['D', 'Død'], 182: ['U', 'Ugyldig'] } as const;

function writeInnehaver(rolle: Rolle, fodselsdatoOnly: boolean): XmlMarkup {
  const { innehaver } = rolle;
  if ('orgnr' in innehaver) {
    const { orgnr, navn, slettet } = enhetOf(innehaver.orgnr);
    const [statuskode, beskrivelse] = slettet ? ['S', 'Slettet'] : ['OK', 'Normal'];
    return element('enhet', [element('orgnr', orgnr), ...navnelinjer(navn), norge, ...writeTail(rolle)], {
      beskrivelse,
      statuskode,
    });
  }
  const status = 'fodselsnr' in innehaver ? findPerson(innehaver.fodselsnr)?.status : undefined;
  const [statuskode, beskrivelse] = status === undefined || status === 183 ? ['L', 'Lever'] : STATUSER[status];
  const vergeTekst = rolle.vergeTekst ?? (status === 183 ? 'Under vergemål' : undefined);
  return element(
    'person',
    [element('vergeTekst', vergeTekst), ...writePerson(innehaver, fodselsdatoOnly), ...writeTail(rolle)],
    { beskrivelse, statuskode },
  );
}

const norge = xml`<land landkode4="NOR">Norge</land>`;

function writePerson(innehaver: Exclude<Innehaver, { orgnr: string }>, fodselsdatoOnly: boolean): readonly XmlMarkup[] {
  if ('fodselsdato' in innehaver) {
    const { fodselsdato, slektsnavn } = innehaver;
    return [element('fodselsdato', fodselsdato), xml`<fornavn>Synt</fornavn>`, element('slektsnavn', slektsnavn)];
  }
  const person = findPerson(innehaver.fodselsnr);
  if (!person) throw new Error('a role is held by somebody who is not in the table');
  return [
    fodselsdatoOnly ? element('fodselsdato', fodselsdatoOf(person)) : element('fodselsnr', person.fodselsnr),
    element('fornavn', person.fornavn),
    element('mellomnavn', person.mellomnavn),
    element('slektsnavn', person.slektsnavn),
    xml`<adresse1>Prøveveien 2</adresse1><postnr>0001</postnr><poststed>OSLO</poststed>${norge}`,
  ];
}

function writeTail({ valgtAv, ansvarsandel, fratraadt, autorisasjon, fritekst }: Rolle): readonly XmlMarkup[] {
  return [
    element('valgtAv', valgtAv?.[1], { kode: valgtAv?.[0] }),
    element('ansvarsandel', ansvarsandel),
    element('fratraadt', fratraadt ? 'K' : 'N'),
    element('fratraadtTekst', fratraadt ? 'Fratrådt' : undefined),
    element('revisorKategori', autorisasjon === undefined ? undefined : '400'),
    element('revisorRkode', autorisasjon === undefined ? undefined : '5'),
    element('reTekst', autorisasjon),
    element('rolleFritekst', fritekst),
  ];
}
