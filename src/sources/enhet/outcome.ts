import { isOrganisasjonsnummer } from '../../domain/organisasjonsnummer.ts';
import { failed, found } from '../../domain/outcome.ts';
import { kildeUtilgjengelig, udokumentertFeil } from '../../domain/registerfeil.ts';
import { type GrunndataOperation, catalogue } from './codes.ts';
import type { Enhetsdata, EnhetError, EnhetAnswer, ManglendeOpplysning } from './enhet.ts';
import { MANGLER } from './mangler.ts';
import type { AnswerStatus, GrunndataAnswer, Understatus } from './adapters/grunndata/messages/index.ts';

/** The data of an answer about `subject`, or undefined when something that must be there is not. */
export type DataReader<Data> = (
  svar: GrunndataAnswer,
  subject: string | null,
  notes: readonly Understatus[],
) => Data | undefined;

/** From a classified answer to an outcome: the one place where the register's codes become values. */
export function readOutcome<Data>(
  operation: GrunndataOperation,
  asked: string | null,
  svar: GrunndataAnswer,
  readData: DataReader<Data>,
): EnhetAnswer<Data> {
  const classified = classify({ ...svar.status, asked });
  switch (classified.kind) {
    case 'data': {
      const data = readData(svar, svar.status.subject ?? asked, classified.notes);
      return data === undefined ? failed(nonsense('FELT_MANGLER')) : found(data);
    }
    case 'redirect': {
      const data = readData(svar, svar.status.subject ?? classified.other, classified.notes);
      if (data === undefined) return failed(nonsense('FELT_MANGLER'));
      const feil = documented(operation, classified.kode, asked, classified.other);
      return failed({ ...feil, annenEnhet: classified.other, data: data as Enhetsdata });
    }
    case 'no data': {
      const feil = documented(operation, classified.kode, asked, classified.other);
      const feiltekst =
        classified.kode === '20' ? masked(classified.tekst.slice(classified.tekst.indexOf(':') + 1).trim()) : undefined;
      return failed({ ...feil, annenEnhet: classified.other, feiltekst });
    }
    case 'undocumented':
      return failed(udokumentertFeil('GRUNNDATA', classified.kode));
    case 'illegal':
      return failed(nonsense(classified.why));
  }
}

/** `why` is the rule that the answer breaks. */
export function nonsense(why: string): EnhetError {
  return kildeUtilgjengelig('GRUNNDATA', 'UGYLDIG_SVAR', {
    melding: `The register's answer contradicts itself: ${why}.`,
  });
}

/**
 * The documented text with its x and y filled in where they are units: never where x is a person (`asked` is null then),
 * nor with something else that was sent as a unit's number, for that may be a person's.
 */
function documented(
  operation: GrunndataOperation,
  kode: string,
  asked: string | null,
  other: string | undefined,
): EnhetError {
  const [x, y] = kode === '3' ? [other, undefined] : [asked, other];
  return withNumbers(catalogue.feil(operation, kode), x, y);
}

/** A documented failure whose text names the units. */
export function withNumbers(feil: EnhetError, x: string | null | undefined, y: string | undefined): EnhetError {
  const melding = feil.melding.replace(/\bx\b/, unitOr('x', x)).replace(/\by\b/, unitOr('y', y));
  return { ...feil, melding };
}

function unitOr(placeholder: string, number: string | null | undefined): string {
  return number && isOrganisasjonsnummer(number) ? number : placeholder;
}

/** A text of the register's without what looks like a person's number, in one run or parted before its last five digits. */
function masked(text: string): string {
  return text.replace(/\d{6}[\s.-]?\d{5}/g, '***********');
}

/** What the register says is not registered; a code that nobody has documented is kept, with its text. */
export function readMangler(notes: readonly Understatus[]): ManglendeOpplysning[] {
  return notes.map(({ kode, tekst }) => ({
    kode,
    opplysning: MANGLER.find((lack) => lack.kode === kode)?.opplysning ?? 'UKJENT',
    melding: masked(tekst),
  }));
}

export type Classified =
  | { readonly kind: 'data'; readonly notes: readonly Understatus[] }
  /** Data of another unit than the one asked for. */
  | { readonly kind: 'redirect'; readonly kode: string; readonly other: string; readonly notes: readonly Understatus[] }
  | { readonly kind: 'no data'; readonly kode: string; readonly other: string | undefined; readonly tekst: string }
  | { readonly kind: 'undocumented'; readonly kode: string }
  /** The answer contradicts itself: it is an error, and its data are not used. */
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
  if (status.understatusList.length === 0) return illegal('INGEN_UNDERSTATUS');
  if (!status.understatusList.every(({ kode }) => /^-?\d{1,6}$/.test(kode))) return illegal('KODE');
  const understatusList = status.understatusList.map(({ kode, tekst }) => ({ kode: String(Number(kode)), tekst }));
  if (understatusList.some(({ kode }) => KNOWN.has(kode) && !legal.includes(kode))) return illegal('KOMBINASJON');
  if (hovedstatus === 0) return classifyData(status, understatusList);

  const first = understatusList.find(({ kode }) => legal.includes(kode));
  if (!first) return { kind: 'undocumented', kode: understatusList[0]?.kode ?? '' };
  // hentFrivillighet answers (1, 1190) where it has no data; it means the same as 210.
  const kode = first.kode === '1190' ? '210' : first.kode;
  const other = NAMES_ANOTHER.includes(kode) ? otherUnit(first.tekst, asked) : undefined;
  return { kind: 'no data', kode, other, tekst: first.tekst };
}

function classifyData(
  { asked, subject, hasMelding }: AnswerStatus,
  understatusList: readonly Understatus[],
): Classified {
  const notes = understatusList.filter(({ kode }) => kode !== '0' && !REDIRECT.includes(kode));
  const redirect = REDIRECT.map((kode) => understatusList.find((entry) => entry.kode === kode)).find(
    (entry) => entry !== undefined,
  );
  const saysWhatIsMissing = notes.some(({ kode }) => MISSING.includes(kode));
  if (!hasMelding && (redirect || !saysWhatIsMissing)) return illegal('UTEN_MELDING');
  const differs = asked !== null && subject !== null && subject !== asked;
  if (!redirect) return differs ? illegal('ANNEN_ENHET_UTEN_KODE') : { kind: 'data', notes };
  // The organisasjonsnummer in the data wins over the one in the text.
  const other = differs ? subject : otherUnit(redirect.tekst, asked);
  return other === undefined
    ? illegal('OMDIRIGERT_UTEN_NUMMER')
    : { kind: 'redirect', kode: redirect.kode, other, notes };
}

/** The other unit's number in a text: the only valid one that was not asked for. Nothing else is read from texts. */
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
