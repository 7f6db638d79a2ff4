import type {
  Enhetstilstand,
  Kapital,
  Naeringskode,
  SaerligeOpplysninger,
  SaerligOpplysning,
  TilknyttedeOpplysninger,
  TvangsavviklingGrunn,
} from '../../../enhet.ts';
import {
  dateOf,
  flagOf,
  isEmpty,
  type Json,
  kodeOf,
  linesOf,
  objectOf,
  objectsOf,
  textOf,
  wholeNumberOf,
} from './json.ts';
import { manglerOf } from './mangler.ts';
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
  const statuser = [
    ...registrations(json),
    ...(isParent ? [status('KMOR', null, 'Konsernmor')] : []),
    ...regnskap(json),
    ...endings(json),
    ...otherRegistrations(json),
    ...paategninger(json),
  ];
  const mangler = manglerOf({ 1120: statuser.length === 0 });
  return {
    ...headedBy(heading, 'hentSaerligeOpplysninger', organisasjonsnummer, mangler),
    statuser,
    tilstander: readTilstander(json),
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

function regnskap(json: Json): SaerligOpplysning[] {
  const aar = textOf(json, 'sisteInnsendteAarsregnskap');
  return aar === null ? [] : [status('ÅRSO', null, `Sist innsendte årsregnskap ${aar}`)];
}

function endings(json: Json): SaerligOpplysning[] {
  return readTilstander(json).map((tilstand) => {
    if (tilstand.kind === 'tvangsavvikling') return status(null, tilstand.dato, GRUNNER[tilstand.grunn]);
    const { kode, text } = ENDINGS[tilstand.kind];
    return status(kode, tilstand.dato, text);
  });
}

const ENDINGS = {
  konkurs: { kode: 'KONK', text: 'Konkurs' },
  avvikling: { kode: 'OPPL', text: 'Under avvikling' },
  rekonstruksjon: { kode: null, text: 'Under rekonstruksjonsforhandling' },
  'utenlandsk insolvens': { kode: null, text: 'Under utenlandsk insolvensbehandling' },
} as const;

const GRUNNER: Readonly<Record<TvangsavviklingGrunn, string>> = {
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

const TVANGSAVVIKLING: Readonly<Record<string, TvangsavviklingGrunn>> = {
  tvangsavvikletPgaManglendeSlettingDato: 'MANGLENDE_SLETTING',
  tvangsopplostPgaManglendeDagligLederDato: 'MANGLENDE_DAGLIG_LEDER',
  tvangsopplostPgaManglendeRevisorDato: 'MANGLENDE_REVISOR',
  tvangsopplostPgaManglendeRegnskapDato: 'MANGLENDE_REGNSKAP',
  tvangsopplostPgaMangelfulltStyreDato: 'MANGELFULLT_STYRE',
};

/** A flag that is false wins over a date beside it. Reconstruction and foreign insolvency have dates alone. */
export function readTilstander(json: Json): Enhetstilstand[] {
  const rekonstruksjon = dateOf(json, 'underRekonstruksjonsforhandlingDato');
  const insolvens = dateOf(json, 'underUtenlandskInsolvensbehandlingDato');
  return [
    ...(flagOf(json, 'konkurs') ? [{ kind: 'konkurs', dato: dateOf(json, 'konkursdato') } as const] : []),
    ...(flagOf(json, 'underAvvikling')
      ? [{ kind: 'avvikling', dato: dateOf(json, 'underAvviklingDato') } as const]
      : []),
    ...readTvangsavviklinger(json),
    ...(rekonstruksjon === null ? [] : [{ kind: 'rekonstruksjon', dato: rekonstruksjon } as const]),
    ...(insolvens === null ? [] : [{ kind: 'utenlandsk insolvens', dato: insolvens } as const]),
  ];
}

function readTvangsavviklinger(json: Json): Enhetstilstand[] {
  const isUnder = flagOf(json, 'underTvangsavviklingEllerTvangsopplosning');
  if (isUnder === false) return [];
  const grunner = Object.entries(TVANGSAVVIKLING).flatMap(([key, grunn]): Enhetstilstand[] => {
    const dato = dateOf(json, key);
    return dato === null ? [] : [{ kind: 'tvangsavvikling', grunn, dato }];
  });
  return grunner.length === 0 && isUnder ? [{ kind: 'tvangsavvikling', grunn: 'UKJENT', dato: null }] : grunner;
}

export function readTilknyttedeOpplysninger(
  { json, organisasjonsnummer }: LiveUnit,
  heading: Heading,
): TilknyttedeOpplysninger {
  const antall = wholeNumberOf(json, 'antallAnsatte');
  const data = {
    sektorkode: kodeOf(json.institusjonellSektorkode),
    naeringskoder: readNaeringskoder(json),
    // From 1 to 4 the register keeps the number to itself: absent, and no note that there are none.
    ansatte:
      antall === null ? null : { antall, gjelderFra: dateOf(json, 'registreringsdatoAntallAnsatteNAVAaregisteret') },
    kapital: readKapital(json),
    vedtektsdato: dateOf(json, 'vedtektsdato'),
  };
  const mangler = manglerOf({
    1111: data.vedtektsdato === null,
    1125: kodeOf(json.naeringskode1) === null,
    1130: data.sektorkode === null,
    1135: flagOf(json, 'harRegistrertAntallAnsatte') === false,
    1140: data.kapital === null,
  });
  return { ...headedBy(heading, 'hentOpplTilknRegister', organisasjonsnummer, mangler), ...data };
}

/** The first three in their order, and the one of a unit that serves others last. */
function readNaeringskoder(json: Json): Naeringskode[] {
  const ordinary = [1, 2, 3].flatMap((rekkefoelge) => {
    const kode = kodeOf(json[`naeringskode${rekkefoelge}`]);
    return kode ? { ...kode, rekkefoelge, hjelpeenhet: null } : [];
  });
  const last = kodeOf(json.hjelpeenhetskode);
  const rekkefoelge = Math.max(0, ...ordinary.map((kode) => kode.rekkefoelge)) + 1;
  return last ? [...ordinary, { ...last, rekkefoelge, hjelpeenhet: true }] : ordinary;
}

function readKapital({ kapital }: Json): Kapital | null {
  const json = objectOf(kapital);
  if (!json) return null;
  const read = {
    kapitaltype: textOf(json, 'type'),
    valuta: textOf(json, 'valuta'),
    kapital: readBeloep(json),
    innbetaling: null,
    bundetKS: null,
    antallAksjer: wholeNumberOf(json, 'antallAksjer'),
    innfoertDato: dateOf(json, 'innfortDato'),
  };
  return isEmpty(read) ? null : { ...read, fritekst: [] };
}

/** As grunndata writes it: two decimals behind a comma. */
function readBeloep(json: Json): string | null {
  const { belop } = json;
  return typeof belop === 'number' ? belop.toFixed(2).replace('.', ',') : textOf(json, 'belop');
}
