import { isOrganisasjonsnummer } from '../../domain/organisasjonsnummer.ts';
import { failed, found } from '../../domain/outcome.ts';
import { kildeUtilgjengelig, udokumentertFeil } from '../../domain/registerfeil.ts';
import { classify, type Understatus } from './classify.ts';
import { type GrunndataOperation, catalogue } from './codes.ts';
import type { Enhetsdata, EnhetError, EnhetAnswer, ManglendeOpplysning } from './enhet.ts';
import { MANGLER } from './mangler.ts';
import type { GrunndataAnswer } from './adapters/grunndata/messages/index.ts';

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
  const feil = catalogue.feil(operation, kode);
  const [x, y] = kode === '3' ? [other, undefined] : [asked, other];
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
