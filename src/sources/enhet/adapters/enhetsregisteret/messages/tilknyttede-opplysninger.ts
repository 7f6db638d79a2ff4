import type { Kapital, Naeringskode, TilknyttedeOpplysninger } from '../../../data.ts';
import { dateOf, flagOf, isEmpty, type Json, kodeOf, objectOf, textOf, wholeNumberOf } from './json.ts';
import { manglerOf } from './mangler.ts';
import { headedBy, type Heading, type LiveUnit } from './unit.ts';

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
  const mangler = manglerOf(
    data.vedtektsdato === null && '1111',
    kodeOf(json.naeringskode1) === null && '1125',
    data.sektorkode === null && '1130',
    flagOf(json, 'harRegistrertAntallAnsatte') === false && '1135',
    data.kapital === null && '1140',
  );
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
