import { child, textOf } from '../../../../../wire/soap/once.ts';
import { childrenOf, type XmlElement } from '../../../../../wire/soap/xml.ts';
import type {
  EnhetKontaktdata,
  Enhetstilstand,
  OperationField,
  Frivillighet,
  Kapital,
  SaerligeOpplysninger,
  SaerligOpplysning,
  TilknyttedeOpplysninger,
} from '../../../enhet.ts';
import {
  readDatoOf,
  readJaNei,
  readKode,
  readRegistreringsdato,
  readRegistrertVerdi,
  readTall,
  readTekstlinjer,
  unlessEmpty,
} from './common.ts';

export function readKontaktdata(melding: XmlElement): OperationField<EnhetKontaktdata> {
  return {
    telefonnummer: readRegistrertVerdi(child(melding, 'telefonnummer')),
    telefaksnummer: readRegistrertVerdi(child(melding, 'telefaksnummer')),
    mobiltelefonnummer: readRegistrertVerdi(child(melding, 'mobiltelefonnummer')),
    epostadresse: readRegistrertVerdi(child(melding, 'epostadresse')),
    hjemmesideadresse: readRegistrertVerdi(child(melding, 'hjemmesideadresse')),
  };
}

export function readSaerligeOpplysninger(melding: XmlElement): OperationField<SaerligeOpplysninger> {
  const statuser = childrenOf(child(melding, 'saerligeOpplysninger'), 'status').flatMap((status) => {
    const said = unlessEmpty({
      statuskode: status.attributes.statuskode?.trim() || null,
      paategning: textOf(status, 'paategning') ?? null,
      tekstlinjer: readTekstlinjer(status),
    });
    return said ? { ...said, registreringsdato: readRegistreringsdato(status) } : [];
  });
  return { statuser, tilstander: tilstanderIn(statuser) };
}

/** Of the codes of what ends a unit these two are known; what others mean stands in their texts alone. */
const TILSTANDER = new Map([
  ['KONK', 'konkurs'],
  ['OPPL', 'avvikling'],
] as const);

function tilstanderIn(statuser: readonly SaerligOpplysning[]): Enhetstilstand[] {
  return statuser.flatMap(({ statuskode, registreringsdato: dato }) => {
    const kind = TILSTANDER.get(statuskode as 'KONK' | 'OPPL');
    return kind ? { kind, dato } : [];
  });
}

export function readTilknyttedeOpplysninger(melding: XmlElement): OperationField<TilknyttedeOpplysninger> {
  const ansatte = child(melding, 'ansatte');
  const antall = readTall(textOf(ansatte, 'antall'));
  return {
    sektorkode: readKode(child(melding, 'sektorkode')),
    naeringskoder: childrenOf(child(melding, 'nacekoder'), 'nacekode').flatMap((nacekode, index) => {
      const kode = readKode(nacekode);
      if (!kode) return [];
      return {
        ...kode,
        rekkefoelge: readTall(nacekode.attributes.rekkefolge) ?? index + 1,
        hjelpeenhet: readJaNei(textOf(nacekode, 'hjelpeenhet')),
      };
    }),
    ansatte: antall === null ? null : { antall, gjelderFra: readDatoOf(ansatte, 'gjelderFra') },
    kapital: readKapital(child(melding, 'ansvarsKapital')),
    vedtektsdato: readDatoOf(melding, 'vedtektsdato'),
  };
}

/** Amounts stay as written: they can exceed what a GraphQL Int holds. */
function readKapital(element: XmlElement | undefined): Kapital | null {
  const kapital = unlessEmpty({
    kapitaltype: textOf(element, 'kapitaltype') ?? null,
    valuta: textOf(element, 'valuta') ?? null,
    kapital: textOf(element, 'kapital') ?? null,
    innbetaling: textOf(element, 'innbetaling') ?? null,
    bundetKS: textOf(element, 'bundetKS') ?? null,
    fritekst: readTekstlinjer(child(element, 'friTekst')),
  });
  return kapital && { ...kapital, antallAksjer: null, innfoertDato: null };
}

export function readFrivillighet(melding: XmlElement): OperationField<Frivillighet> {
  const frivillighet = child(melding, 'frivillighet');
  return {
    registrert: readRegistreringsdato(child(frivillighet, 'registrertFrivillighet')),
    kategorier: childrenOf(child(frivillighet, 'kategorier'), 'kategori').flatMap((kategori) => {
      const kode = readKode(kategori);
      return kode ? { ...kode, rangering: readTall(textOf(kategori, 'rangering')) } : [];
    }),
    kontonummer: textOf(frivillighet, 'kontonummer') ?? null,
    vedtekter: readJaNei(textOf(frivillighet, 'vedtekter')),
    sisteRegistrerteVedtekter: readDatoOf(frivillighet, 'sisteRegistrerteVedtekter'),
    aarsregnskap: readJaNei(textOf(frivillighet, 'aarsregnskap')),
    regnskapsperiode: textOf(frivillighet, 'regnskapsperiode') ?? null,
    sisteAarsregnskap: textOf(frivillighet, 'sisteAarsregnskap') ?? null,
    grasrotandel: readJaNei(textOf(frivillighet, 'grasrotandel')),
  };
}
