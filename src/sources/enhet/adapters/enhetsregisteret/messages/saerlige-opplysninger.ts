import type { Enhetstilstand, SaerligeOpplysninger, SaerligOpplysning, TvangsavviklingGrunn } from '../../../data.ts';
import { dateOf, flagOf, type Json, linesOf, objectsOf, textOf } from './json.ts';
import { manglerOf } from './mangler.ts';
import { readTilstander } from './tilstander.ts';
import { headedBy, type Heading, type LiveUnit } from './unit.ts';

/** Whether the group that a unit belongs to can be asked for. */
export function isInGroup({ json }: LiveUnit): boolean {
  return flagOf(json, 'erIKonsern') === true;
}

/**
 * grunndata's codes for what the flags say, with texts of ours; where no code is known there is none. `isParent`: whether the
 * group that the unit belongs to has units below it, which the unit's own answer does not tell.
 */
export function readSaerligeOpplysninger(
  { json, organisasjonsnummer }: LiveUnit,
  isParent: boolean,
  heading: Heading,
): SaerligeOpplysninger {
  const tilstander = readTilstander(json);
  const statuser = [
    ...registrations(json),
    ...(isParent ? [status('KMOR', null, 'Konsernmor')] : []),
    ...accounts(json),
    ...tilstander.map(ending),
    ...otherRegistrations(json),
    ...paategninger(json),
  ];
  const mangler = manglerOf(statuser.length === 0 && '1120');
  return {
    ...headedBy(heading, 'hentSaerligeOpplysninger', organisasjonsnummer, mangler),
    statuser,
    tilstander,
  };
}

function status(
  statuskode: string | null,
  registreringsdato: string | null,
  ...tekstlinjer: readonly string[]
): SaerligOpplysning {
  return { statuskode, registreringsdato, paategning: null, tekstlinjer };
}

/** What is said where a flag of the answer is set. */
function flagged(
  json: Json,
  flag: string,
  statuskode: string | null,
  dateKey: string,
  text: string,
): SaerligOpplysning[] {
  return flagOf(json, flag) ? [status(statuskode, dateOf(json, dateKey), text)] : [];
}

function registrations(json: Json): SaerligOpplysning[] {
  const frivillig = linesOf(json, 'frivilligMvaRegistrertBeskrivelser');
  const frivilligDato = dateOf(json, 'registreringsdatoFrivilligMerverdiavgiftsregisteret');
  return [
    ...flagged(
      json,
      'registrertIForetaksregisteret',
      'R-FR',
      'registreringsdatoForetaksregisteret',
      'Registrert i Foretaksregisteret',
    ),
    ...flagged(
      json,
      'registrertIMvaregisteret',
      'R-MV',
      'registreringsdatoMerverdiavgiftsregisteret',
      'Registrert i Merverdiavgiftsregisteret',
    ),
    ...(frivillig.length > 0 ? [status('FMVA', frivilligDato, ...frivillig)] : []),
    ...flagged(
      json,
      'harRegistrertAntallAnsatte',
      'R-AA',
      'registreringsdatoAntallAnsatteNAVAaregisteret',
      'Registrert i NAV Aa-registeret',
    ),
  ];
}

function accounts(json: Json): SaerligOpplysning[] {
  const aar = textOf(json, 'sisteInnsendteAarsregnskap');
  return aar === null ? [] : [status('ÅRSO', null, `Sist innsendte årsregnskap ${aar}`)];
}

function ending(tilstand: Enhetstilstand): SaerligOpplysning {
  if (tilstand.kind === 'tvangsavvikling') return status(null, tilstand.dato, GROUNDS[tilstand.grunn]);
  const { kode, text } = ENDINGS[tilstand.kind];
  return status(kode, tilstand.dato, text);
}

const ENDINGS = {
  konkurs: { kode: 'KONK', text: 'Konkurs' },
  avvikling: { kode: 'OPPL', text: 'Under avvikling' },
  rekonstruksjon: { kode: null, text: 'Under rekonstruksjonsforhandling' },
  'utenlandsk insolvens': { kode: null, text: 'Under utenlandsk insolvensbehandling' },
} as const;

const GROUNDS: Readonly<Record<TvangsavviklingGrunn, string>> = {
  MANGLENDE_SLETTING: 'Tvangsavviklet på grunn av manglende sletting',
  MANGLENDE_DAGLIG_LEDER: 'Tvangsoppløst på grunn av manglende daglig leder',
  MANGLENDE_REVISOR: 'Tvangsoppløst på grunn av manglende revisor',
  MANGLENDE_REGNSKAP: 'Tvangsoppløst på grunn av manglende regnskap',
  MANGELFULLT_STYRE: 'Tvangsoppløst på grunn av mangelfullt styre',
  UKJENT: 'Under tvangsavvikling eller tvangsoppløsning',
};

function otherRegistrations(json: Json): SaerligOpplysning[] {
  const fravalg = dateOf(json, 'fravalgRevisjonDato');
  return [
    ...['Stiftelses', 'Frivillighets', 'Parti'].flatMap((name) =>
      flagged(
        json,
        `registrertI${name}registeret`,
        null,
        `registreringsdato${name}registeret`,
        `Registrert i ${name}registeret`,
      ),
    ),
    ...(fravalg === null ? [] : [status(null, fravalg, 'Fravalg av revisjon')]),
  ];
}

function paategninger(json: Json): SaerligOpplysning[] {
  return objectsOf(json, 'paategninger').flatMap((paategning) => {
    const infotype = textOf(paategning, 'infotype');
    const tekst = textOf(paategning, 'tekst');
    if (infotype === null && tekst === null) return [];
    const registreringsdato = dateOf(paategning, 'innfoertDato');
    return { statuskode: null, registreringsdato, paategning: infotype, tekstlinjer: tekst === null ? [] : [tekst] };
  });
}
