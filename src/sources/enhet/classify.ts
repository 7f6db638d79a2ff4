import { isOrganisasjonsnummer } from '../../domain/organisasjonsnummer.ts';
import { MANGLER } from './mangler.ts';

/** One underStatusMelding as sent. */
export interface Understatus {
  readonly kode: string;
  readonly tekst: string;
}

/** The status of an answer, before anything is read from its melding. */
export interface AnswerStatus {
  /** NaN when it is no number. */
  readonly hovedstatus: number;
  readonly understatuses: readonly Understatus[];
  /** The number that was sent; null for searches and persons. */
  readonly asked: string | null;
  /** melding/organisasjonsnummer: the unit that the data are about. */
  readonly subject: string | null;
  /** Whether a melding stands there with anything in it. */
  readonly hasMelding: boolean;
}

export type Classified =
  | { readonly kind: 'data'; readonly notes: readonly Understatus[] }
  /** Data of another unit than the one asked for. */
  | { readonly kind: 'redirect'; readonly kode: string; readonly other: string; readonly notes: readonly Understatus[] }
  | { readonly kind: 'no data'; readonly kode: string; readonly other: string | undefined; readonly tekst: string }
  | { readonly kind: 'undocumented'; readonly kode: string }
  /** The source contradicts itself: never data, never guessed. */
  | { readonly kind: 'illegal'; readonly why: IllegalReason };

export type IllegalReason =
  | 'HOVEDSTATUS'
  | 'INGEN_UNDERSTATUS'
  | 'KODE'
  | 'KOMBINASJON'
  | 'UTEN_MELDING'
  | 'ANNEN_ENHET_UTEN_KODE'
  | 'OMDIRIGERT_UTEN_NUMMER';

const REDIRECT = ['1', '2', '3'];
const NAMES_ANOTHER = ['120', '130'];
const MISSING = MANGLER.map((lack) => lack.kode);
const NO_DATA = [
  '10',
  '20',
  '100',
  '110',
  '120',
  '130',
  '160',
  '170',
  '180',
  '181',
  '182',
  '183',
  '190',
  '200',
  '210',
  '2000',
  '10000',
];

/** Which codes each hovedStatus may come with. 1190 stands under both 0 and 1: its schema allows no data without it. */
const LEGAL: ReadonlyMap<number, readonly string[]> = new Map([
  [0, ['0', ...REDIRECT, ...MISSING]],
  [1, [...NO_DATA, '1190']],
  [-1, ['-100', '-101', '-1000']],
]);
const KNOWN = new Set([...LEGAL.values()].flat());

/** What an answer says, by hovedStatus and codes alone; its texts are never compared. */
export function classify(status: AnswerStatus): Classified {
  const { hovedstatus, asked } = status;
  const legal = LEGAL.get(hovedstatus);
  if (!legal) return illegal('HOVEDSTATUS');
  if (status.understatuses.length === 0) return illegal('INGEN_UNDERSTATUS');
  if (!status.understatuses.every(({ kode }) => /^-?\d{1,6}$/.test(kode))) return illegal('KODE');
  const understatuses = status.understatuses.map(({ kode, tekst }) => ({ kode: String(Number(kode)), tekst }));
  if (understatuses.some(({ kode }) => KNOWN.has(kode) && !legal.includes(kode))) return illegal('KOMBINASJON');
  if (hovedstatus === 0) return classifyData(status, understatuses);

  const first = understatuses.find(({ kode }) => legal.includes(kode));
  if (!first) return { kind: 'undocumented', kode: understatuses[0]?.kode ?? '' };
  // (1, 1190) is what hentFrivillighet can say only so; it means the same as 210.
  const kode = first.kode === '1190' ? '210' : first.kode;
  const other = NAMES_ANOTHER.includes(kode) ? otherUnit(first.tekst, asked) : undefined;
  return { kind: 'no data', kode, other, tekst: first.tekst };
}

function classifyData({ asked, subject, hasMelding }: AnswerStatus, understatuses: readonly Understatus[]): Classified {
  const notes = understatuses.filter(({ kode }) => kode !== '0' && !REDIRECT.includes(kode));
  const redirect = REDIRECT.map((kode) => understatuses.find((entry) => entry.kode === kode)).find(
    (entry) => entry !== undefined,
  );
  const saysWhatIsMissing = notes.some(({ kode }) => MISSING.includes(kode));
  if (!hasMelding && (redirect || !saysWhatIsMissing)) return illegal('UTEN_MELDING');
  const differs = asked !== null && subject !== null && subject !== asked;
  if (!redirect) return differs ? illegal('ANNEN_ENHET_UTEN_KODE') : { kind: 'data', notes };
  // The data know better than the sentence whom they are about.
  const other = differs ? subject : otherUnit(redirect.tekst, asked);
  return other === undefined
    ? illegal('OMDIRIGERT_UTEN_NUMMER')
    : { kind: 'redirect', kode: redirect.kode, other, notes };
}

/** The only thing ever read from a text: the one valid number in it that was not asked for. */
export function otherUnit(text: string, asked: string | null): string | undefined {
  const found = [...text.matchAll(/(?<!\d)(\d{3})[ \u00a0]?(\d{3})[ \u00a0]?(\d{3})(?!\d)/g)].map((match) =>
    match.slice(1).join(''),
  );
  const others = [...new Set(found)].filter((number) => number !== asked && isOrganisasjonsnummer(number));
  return others.length === 1 ? others[0] : undefined;
}

function illegal(why: IllegalReason): Classified {
  return { kind: 'illegal', why };
}
