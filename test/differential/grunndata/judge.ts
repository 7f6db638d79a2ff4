import { isOrganisasjonsnummer } from '../../../src/domain/organisasjonsnummer.ts';
import { CODES, codesWith, isLegal, MISSING, NAMES_ANOTHER } from '../../sources/enhet/documented.ts';
import type { Answer } from '../answer.ts';
import { type Expected, Masked, Rows, type Verdict } from '../verdict.ts';
import { readDocuments, readInner } from '../xml/decoded.ts';
import { Contradiction, kid, kids, type Raw, textIn } from '../xml/raw.ts';
import { dayOf, firstNumber, numberBeside, numbersIn } from './common.ts';
import { ANSWERED, hits, READERS } from './fields.ts';
import { roleUnits } from './roles.ts';

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const NAMESPACE = 'http://no/brreg/saksys/grunndata/ws';

/** Who answers, and that it is no copy. */

/** The codes that missing information has. */
export const MISSING_CODES = MISSING.map(([kode]) => Number(kode));
const OPPLYSNING: ReadonlyMap<number, string> = new Map(
  MISSING.map(([kode, opplysning]) => [Number(kode), opplysning]),
);
const KNOWN = [0, ...CODES.map(Number)];
const REDIRECTS = codesWith(0).map(Number);

/** What may be made of an answer to this operation about this key. */
export function judge(operation: string, key: string | undefined, answer: Answer, mustBeRead: boolean): Verdict {
  if (answer.status !== 200) return { outcomes: [], mustBeRead: false };
  const outcomes = readDocuments(answer).flatMap((envelope) => {
    try {
      return judgeInner(operation, key, innerOf(operation, envelope));
    } catch (error) {
      if (error instanceof Contradiction) return [];
      throw error;
    }
  });
  return { outcomes, mustBeRead };
}

/** The document that stands as text in the answer. */
export function innerOf(operation: string, envelope: Raw | undefined): Raw | undefined {
  if (envelope?.name !== 'Envelope' || envelope.namespace !== SOAP) return undefined;
  const [body, ...bodies] = kids(envelope, 'Body', SOAP);
  const [response, ...others] = body?.children ?? [];
  if (bodies.length > 0 || others.length > 0) return undefined;
  if (response?.name !== `${operation}Response` || response.namespace !== NAMESPACE) return undefined;
  const text = kid(response, 'return')?.text;
  return text === undefined ? undefined : readInner(text);
}

function judgeInner(operation: string, key: string | undefined, document: Raw | undefined): Expected[] {
  const header = kid(document, 'responseHeader');
  if (document?.name !== 'grunndata' || !header) return [];
  const hoved = textIn(header, 'hovedStatus') ?? '';
  const status = /^-?\d{1,3}$/.test(hoved) ? Number(hoved) : Number.NaN;
  const entries = kids(kid(header, 'underStatus'), 'underStatusMelding').map((entry) => ({
    kode: entry.attributes.get('kode') ?? '',
    text: entry.text.trim(),
  }));
  if (entries.length === 0 || !entries.every(({ kode }) => /^-?\d{1,6}$/.test(kode))) return [];
  const coded = entries.map(({ kode, text }) => ({ code: Number(kode), text }));
  const belongs = ({ code }: { readonly code: number }) => isLegal(status, String(code));
  if (![0, 1, -1].includes(status) || coded.some((one) => KNOWN.includes(one.code) && !belongs(one))) return [];
  // Somebody else's answer is nobody's; a service that fails says nothing of whom it was asked about.
  if (status !== -1 && isAboutAnother(operation, key, header, kid(document, 'melding'))) return [];
  if (status === 0) return judgeData(operation, key, coded, header, kid(document, 'melding'));
  const first = coded.find(belongs) ?? coded[0];
  if (!first) return [];
  const other = NAMES_ANOTHER.includes(String(first.code))
    ? otherUnit(first.text, isUnitOperation(operation) ? key : undefined)
    : undefined;
  const feiltekst = first.code === 20 ? new Masked(first.text.slice(first.text.indexOf(':') + 1).trim()) : undefined;
  return [
    { kind: 'code', kode: String(first.code === 1190 ? 210 : first.code), more: { annenEnhet: other, feiltekst } },
  ];
}

const isUnitOperation = (operation: string) => operation in READERS;

/** The words of a search, as far as the register is sure to repeat them. */
const lettersOf = (text: string | null | undefined) => (text ?? '').toLowerCase().replace(/[^a-z0-9]/g, '');

/** The header's echo, the holder whom hentRolleutskrift names, the words that sokEnhet repeats. Nobody knows what is echoed for no number: that says nothing. */
function isAboutAnother(operation: string, key: string | undefined, header: Raw, melding: Raw | undefined): boolean {
  if (operation === 'sokEnhet') {
    const repeated = textIn(kid(kid(melding, 'BrAixXmlResponse'), 'Sokeverdier'), 'BrSokeStreng');
    return repeated !== null && lettersOf(repeated) !== lettersOf(key);
  }
  // The header has one of them.
  const echo = ['orgnr', 'fodselsnr', 'requestID']
    .map((name) => textIn(header, name))
    .find((number) => number !== null);
  const numbers =
    operation === 'hentRolleutskrift' ? [echo, ...holderNumbers(melding)] : isUnitOperation(operation) ? [echo] : [];
  if (!/^(?:\d{9}|\d{11})$/.test(key ?? '')) return false;
  return numbers.some(
    (number) => number && /^\d{9,11}$/.test(number) && Number(number) > 0 && Number(number) !== Number(key),
  );
}

function holderNumbers(melding: Raw | undefined): (string | null)[] {
  const holder = kid(melding, 'rolleInnehaver');
  return [textIn(holder, 'fodselsnr'), textIn(holder, 'orgnr')];
}

function judgeData(
  operation: string,
  key: string | undefined,
  coded: readonly { readonly code: number; readonly text: string }[],
  header: Raw,
  melding: Raw | undefined,
): Expected[] {
  const notes = coded.filter(({ code }) => code !== 0 && !REDIRECTS.includes(code));
  const redirect = REDIRECTS.map((code) => coded.find((entry) => entry.code === code)).find(
    (entry) => entry !== undefined,
  );
  const hasMelding = melding !== undefined && melding.children.length > 0;
  if (!hasMelding && (redirect || !notes.some(({ code }) => MISSING_CODES.includes(code)))) return [];
  if (!isUnitOperation(operation))
    return redirect ? judgeRedirectElsewhere(redirect.code) : judgeOther(operation, melding);

  const subject = subjectOf(operation, melding);
  const differs = subject !== null && subject !== key;
  const about = redirect ? (differs ? subject : otherUnit(redirect.text, key)) : differs ? undefined : key;
  const fields = READERS[operation]?.(melding);
  const prosessDato = dayOf(header.attributes.get('prossessDato'));
  if (about === undefined || !fields || prosessDato === null) return [];
  const mangler = new Rows(
    notes.map(({ code, text }) => ({
      value: { kode: String(code), opplysning: OPPLYSNING.get(code) ?? 'UKJENT', melding: new Masked(text) },
      shown: 'always',
    })),
  );
  const data = { ...ANSWERED, operation, organisasjonsnummer: subject ?? about, prosessDato, mangler, ...fields };
  return redirect
    ? [{ kind: 'code', kode: String(redirect.code), more: { annenEnhet: about, data } }]
    : [{ kind: 'data', data }];
}

/** Whom the data are about. Of two operations the structure is not public: the number may be the first of many, or deeper down. */
function subjectOf(operation: string, melding: Raw | undefined): string | null {
  const many = operation === 'hentBedrifterVirksomheter';
  const deep = operation === 'hentEnBedriftVirksomhet' ? numberBeside(melding, 'navn') : null;
  const text = deep ?? (many ? firstNumber(melding) : textIn(melding, 'organisasjonsnummer'));
  const digits = text?.replace(/\s/g, '') ?? '';
  return /^\d{9}$/.test(digits) ? digits : text;
}

/** Where no unit is asked about, a redirect has no documented meaning: the code may be told, and nothing else. */
const judgeRedirectElsewhere = (code: number): Expected[] => [{ kind: 'code', kode: String(code) }];

function judgeOther(operation: string, melding: Raw | undefined): Expected[] {
  if (operation === 'hentRolleutskrift') return [{ kind: 'data', data: { ...ANSWERED, roller: roleUnits(melding) } }];
  if (operation === 'hentEndringslogg') return [{ kind: 'data', data: { ...ANSWERED, enheter: numbersIn(melding) } }];
  const response = kid(melding, 'BrAixXmlResponse');
  const returStatus = textIn(kid(response, 'BrAixResponseHeader'), 'ReturStatus');
  if (returStatus === null) return [];
  return returStatus === '0'
    ? [{ kind: 'data', data: hits(response) }]
    : [{ kind: 'code', kode: `ReturStatus_${returStatus}` }];
}

/** The one unit in a text that was not asked about. */
function otherUnit(text: string, asked: string | undefined): string | undefined {
  const found = text.match(/(?<!\d)\d{3}[ \u00a0]?\d{3}[ \u00a0]?\d{3}(?!\d)/g) ?? [];
  const numbers = new Set(
    found
      .map((number) => number.replace(/\D/g, ''))
      .filter((number) => number !== asked && isOrganisasjonsnummer(number)),
  );
  return numbers.size === 1 ? [...numbers][0] : undefined;
}
