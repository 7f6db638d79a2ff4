import type { Persona } from './borgere.ts';
import { type Afvisning, afvis } from './fejl.ts';
import type { Bogstav, Indstillinger, Organisationstype } from './indstillinger.ts';
import { BRUGERTYPER, findAktoer, findMyndighed, type Klient } from './kaldere.ts';
import type { Metadata } from './metadata.ts';

type Kolonne =
  | 'alle borgere'
  | 'egne borgere'
  | 'tidligere egne'
  | 'gæsteadgang'
  | 'Anden Aktør egne'
  | 'Anden Aktør gæste'
  | 'Anden Aktør alle'
  | 'System alle';

/** STAR's matrix, a row an actor: the columns that hold an X. It is printed whole for G and C. */
const MATRIX: Readonly<Record<Organisationstype, readonly Kolonne[]>> = {
  aKasse: ['egne borgere'],
  jobcenter: ['egne borgere', 'Anden Aktør egne'],
  kommune: ['egne borgere'],
  star: ['alle borgere'],
  andenAktoer: [],
  virksomhed: [],
};

/** Check 4: the certificate's scopes, a borger who calls herself (no column of the matrix), operations for STAR only. */
export function checkOperation(
  bogstav: Bogstav,
  klient: Klient,
  { brugertype, aktivOrganisation }: Metadata,
  { adgang }: Indstillinger,
): Afvisning | undefined {
  if (!klient.operationer.includes(bogstav)) return afvis(1013);
  if (brugertype === BRUGERTYPER.borger) return afvis(1013);
  const { regel, afvisning } = adgang[bogstav];
  return regel === 'kunStar' && aktivOrganisation.type !== 'star' ? afvis(afvisning) : undefined;
}

/** Check 5: an authority of a known type that nobody has registered. */
export function checkOrganisation(
  bogstav: Bogstav,
  { aktivOrganisation: { type, kode } }: Metadata,
  { ukendtOrganisation }: Indstillinger,
): Afvisning | undefined {
  if (findMyndighed(type, kode) !== undefined) return undefined;
  const own = bogstav === 'U' || ukendtOrganisation === 'somU';
  if (own && type === 'jobcenter') return afvis(4986);
  return own && type === 'aKasse' ? afvis(4985) : afvis(1013);
}

/** Check 12: whether the caller stands in a relation to the borger that the matrix allows. */
export function checkRelation(
  bogstav: Bogstav,
  metadata: Metadata,
  persona: Persona,
  { adgang, systembruger }: Indstillinger,
): Afvisning | undefined {
  const row = MATRIX[metadata.aktivOrganisation.type];
  const allowed = systembruger === 'alle' ? [...row, 'System alle'] : row;
  const relations = findRelations(metadata, persona);
  return relations.some((kolonne) => allowed.includes(kolonne)) ? undefined : afvis(adgang[bogstav].afvisning);
}

function findRelations({ aktivOrganisation, brugertype, brugerorganisation }: Metadata, persona: Persona): Kolonne[] {
  const myndighed = findMyndighed(aktivOrganisation.type, aktivOrganisation.kode);
  if (myndighed === undefined) return [];
  // Whoever works for a provider has the provider's relations alone, whatever the jobcenter's own are.
  if (brugerorganisation.type === 'andenAktoer') {
    const aktoer = findAktoer(brugerorganisation.type, brugerorganisation.kode);
    const som = persona.andenAktoer?.find((tie) => tie.aktoer === aktoer && tie.jobcenter === myndighed)?.som;
    if (som === undefined) return ['Anden Aktør alle'];
    return ['Anden Aktør alle', som === 'egne' ? 'Anden Aktør egne' : 'Anden Aktør gæste'];
  }
  const relations: Kolonne[] = ['alle borgere'];
  if (persona.egne.includes(myndighed)) relations.push('egne borgere');
  if (persona.tidligere?.includes(myndighed)) relations.push('tidligere egne');
  if (persona.gaest?.includes(myndighed)) relations.push('gæsteadgang');
  if (brugertype === BRUGERTYPER.system) relations.push('System alle');
  return relations;
}
