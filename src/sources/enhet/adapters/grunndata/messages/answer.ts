import { isBornOn, type Personidentifikator } from '../../../../../domain/personidentifikator.ts';
import { withoutDeclaration } from '../../../../../wire/soap/envelope.ts';
import { child, textOf, unlessContradictory } from '../../../../../wire/soap/once.ts';
import type { ReadXml } from '../../../../../wire/soap/slices.ts';
import { childrenOf, type XmlElement } from '../../../../../wire/soap/xml.ts';
import { XmlError, type XmlLimits, xmlLimits } from '../../../../../wire/soap/xml-limits.ts';
import type { GrunndataOperation } from '../../../codes.ts';
import { readNummerBesideNavn } from './basisdata.ts';
import { readDato, readNummer } from './common.ts';
import { NAMESPACE } from './request.ts';
import { readRolleinnehaver } from './roller.ts';
import { readSoekestreng } from './sok.ts';

/** One underStatusMelding as sent. */
export interface Understatus {
  readonly kode: string;
  readonly tekst: string;
}

/** The status of an answer, before anything is read from its melding. */
export interface AnswerStatus {
  /** NaN when it is no number. */
  readonly hovedstatus: number;
  readonly understatusList: readonly Understatus[];
  /** The number that was sent; null for searches and persons. */
  readonly asked: string | null;
  /** melding/organisasjonsnummer: the unit that the data are about. */
  readonly subject: string | null;
  /** Whether there is a melding that is not empty. */
  readonly hasMelding: boolean;
}

/** The inner document: how the query went, and the data. */
export interface GrunndataAnswer {
  readonly status: Omit<AnswerStatus, 'asked'>;
  readonly prosessDato: string | undefined;
  /** The number asked about, as the header repeats it: a unit's, or for hentRolleutskrift a person's. */
  readonly echo: string | undefined;
  /** An empty element stands for a missing one. */
  readonly melding: XmlElement;
}

// Characters of one value: the longest are purposes by statutes, and remarks.
const MAX_VALUE = 64 * 1024;
const EMPTY: XmlElement = { name: 'melding', namespace: '', attributes: {}, children: [], text: '' };

/**
 * Reads the document that stands as escaped text inside `<operationResponse><return>`; undefined when there is none.
 * Its XML declaration is cut off: it names an encoding (sokEnhet: ISO-8859-1), though the document is text already.
 */
export async function readSvar(
  element: XmlElement,
  operation: GrunndataOperation,
  readXml: ReadXml,
  maxCharacters: number,
): Promise<GrunndataAnswer | undefined> {
  if (element.name !== `${operation}Response` || element.namespace !== NAMESPACE) return undefined;
  const [inner, ...otherDocuments] = childrenOf(element, 'return');
  const grunndata = await readInner(inner?.text ?? '', xmlLimits(maxCharacters, MAX_VALUE), readXml);
  const [header, ...otherHeaders] = childrenOf(grunndata, 'responseHeader');
  const [melding, ...otherMessages] = childrenOf(grunndata, 'melding');
  // More than one document, header or melding: the answer is ambiguous, and none of them is used.
  if (otherDocuments.length + otherHeaders.length + otherMessages.length > 0) return undefined;
  if (grunndata?.name !== 'grunndata' || !header) return undefined;
  return unlessContradictory(() => readDocument(header, melding, operation));
}

function readDocument(
  header: XmlElement,
  melding: XmlElement | undefined,
  operation: GrunndataOperation,
): GrunndataAnswer {
  const hovedstatus = textOf(header, 'hovedStatus') ?? '';
  return {
    status: {
      hovedstatus: /^-?\d{1,3}$/.test(hovedstatus) ? Number(hovedstatus) : Number.NaN,
      understatusList: childrenOf(child(header, 'underStatus'), 'underStatusMelding').map((entry) => ({
        kode: entry.attributes.kode ?? '',
        tekst: entry.text.trim(),
      })),
      subject: readSubject(melding, operation) ?? null,
      hasMelding: melding !== undefined && melding.children.length > 0,
    },
    prosessDato: readDato(header.attributes.prossessDato),
    echo: textOf(header, 'orgnr') ?? textOf(header, 'fodselsnr') ?? textOf(header, 'requestID'),
    melding: melding ?? EMPTY,
  };
}

// Their structure is not public: the numbers of other units may stand right below.
const MANY_NUMBERS: readonly GrunndataOperation[] = ['hentBedrifterVirksomheter', 'hentEndringslogg'];

function readSubject(melding: XmlElement | undefined, operation: GrunndataOperation): string | undefined {
  if (!melding) return undefined;
  const besideNavn = operation === 'hentEnBedriftVirksomhet' ? readNummerBesideNavn(melding) : undefined;
  const [first] = childrenOf(melding, 'organisasjonsnummer');
  const own = MANY_NUMBERS.includes(operation)
    ? first?.text.trim() || undefined
    : textOf(melding, 'organisasjonsnummer');
  const text = besideNavn ?? own;
  return readNummer(text) ?? text;
}

async function readInner(text: string, limits: XmlLimits, readXml: ReadXml): Promise<XmlElement | undefined> {
  try {
    return await readXml(withoutDeclaration(text), limits);
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}

// Checks that an answer is about the number that was asked for. If the answer names none, the check passes.

/**
 * Whether the header repeats the number that was asked about. As a number: its schema calls a unit's `xs:int`, which has
 * no leading zeros. What stands there for a number that is none is not known, and 0 was seen to stand for nothing.
 */
export function repeats(key: string, { echo }: GrunndataAnswer): boolean {
  if (echo === undefined || !/^(?:\d{9}|\d{11})$/.test(key)) return true;
  const digits = echo.replace(/[\s\u00a0]/g, '').replace(/^0+/, '');
  return digits === '' || digits === key.replace(/^0+/, '');
}

/** Whether the holder of the roles of a hentRolleutskrift can be this person: often all that it tells is a date of birth. */
export function isHolder(person: Personidentifikator, { melding }: GrunndataAnswer): boolean {
  const { orgnr, fodselsnr, fodselsdato } = readRolleinnehaver(melding);
  if (orgnr !== undefined) return false;
  if (fodselsnr !== undefined) return fodselsnr === person;
  return fodselsdato === undefined || isBornOn(person, fodselsdato);
}

/**
 * Whether the hits are those of this search. The register repeats the words as it understood them, so only letters and
 * digits count, and of these only those of ISO-8859-1, which is what it declares.
 */
export function isSearchFor(soekestreng: string, { melding }: GrunndataAnswer): boolean {
  const repeated = readSoekestreng(melding);
  return repeated === undefined || lettersOf(repeated) === lettersOf(soekestreng);
}

function lettersOf(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^a-z0-9\u00df-\u00f6\u00f8-\u00ff]/g, '');
}
