/** The invented register of grants. Its units and people are those of Registergraf's sandbox. */

interface Tilskudd {
  readonly id: string;
  readonly aar: number;
  readonly beloep: number;
  readonly formaal: string;
  readonly mottaker: { readonly organisasjonsnummer: string };
  readonly kontaktperson: { readonly personidentifikator: string } | null;
  readonly saksbehandler: { readonly navn: string; readonly brukernavn: string };
}

const KARI = { navn: 'Kari Saksbehandler', brukernavn: 'kas01' };
const NILS = { navn: 'Nils Saksbehandler', brukernavn: 'nis02' };

/** A table with a line a grant: year, kroner, purpose, recipient, contact person, caseworker. */
const TABLE = [
  [2026, 120_000, 'Nytt kjøkken', '700000001', '02827112006', KARI],
  [2026, 45_000, 'Sommerfest', '700102009', '05857415002', NILS],
  // The recipient has since been deleted as a duplicate: its errors lead to the unit that remained.
  [2026, 80_000, 'Ny bru', '700000109', null, KARI],
  [2026, 15_000, 'Skilt', '700011003', '07877617003', NILS],
  // Written down wrongly, in three ways: never existed, a wrong check digit, not a number of a unit at all.
  [2026, 9_000, 'Bøker', '700010007', null, KARI],
  [2026, 9_500, 'Instrumenter', '700017002', null, NILS],
  [2026, 8_000, 'Benker', '12345', '01817011001', NILS],
  [2026, 60_000, 'Mer kjøkken', '700000001', '02827112006', KARI],
  [2025, 30_000, 'Korpsreise', '700050009', '06867516008', NILS],
] as const;

const TILSKUDD: readonly Tilskudd[] = TABLE.map(
  ([aar, beloep, formaal, organisasjonsnummer, personidentifikator, saksbehandler], index) => ({
    id: `T-${index + 1}`,
    aar,
    beloep,
    formaal,
    mottaker: { organisasjonsnummer },
    kontaktperson: personidentifikator && { personidentifikator },
    saksbehandler,
  }),
);

/** A unit whose grants are in the archive, which is closed for the time being. */
const ARCHIVED = '700021009';

export function tilskuddFor(aar: number): readonly Tilskudd[] {
  return TILSKUDD.filter((tilskudd) => tilskudd.aar === aar);
}

export function findTilskudd(id: string): Tilskudd | undefined {
  return TILSKUDD.find((tilskudd) => tilskudd.id === id);
}

/** As in Registergraf, an error is an answer: frontends handle it as they handle the registers' own. */
export function tilskuddTil(organisasjonsnummer: string): object {
  const tilskudd = TILSKUDD.filter(({ mottaker }) => mottaker.organisasjonsnummer === organisasjonsnummer);
  if (organisasjonsnummer === ARCHIVED) {
    return {
      __typename: 'KildeUtilgjengelig',
      ...feil('ARKIVET_STENGT', 'Arkivet over tilskudd er stengt.', 'The archive of grants is closed.', true),
      proevIgjenOm: 3600,
    };
  }
  if (tilskudd.length === 0) {
    return {
      __typename: 'IngenTilskudd',
      ...feil('INGEN_TILSKUDD', 'Enheten har ikke fått tilskudd.', 'The unit has had no grants.', false),
    };
  }
  return { __typename: 'Tilskuddsliste', tilskudd: tilskudd.toSorted((one, other) => other.aar - one.aar) };
}

function feil(kode: string, melding: string, betydning: string, kanProevesIgjen: boolean) {
  return { kode, melding, betydning, kilde: 'GRUNNDATA', opphav: 'KILDE', kanProevesIgjen, avledet: false };
}
