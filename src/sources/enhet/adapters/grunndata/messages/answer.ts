import { withoutDeclaration } from '../../../../../wire/soap/envelope.ts';
import { child, textOf, unlessContradictory } from '../../../../../wire/soap/once.ts';
import type { ReadXml } from '../../../../../wire/soap/slices.ts';
import { childrenOf, type XmlElement } from '../../../../../wire/soap/xml.ts';
import { XmlError, type XmlLimits, xmlLimits } from '../../../../../wire/soap/xml-limits.ts';
import type { AnswerStatus } from '../../../classify.ts';
import type { GrunndataOperation } from '../../../codes.ts';
import { readNummerBesideNavn } from './basisdata.ts';
import { readDato, readNummer } from './common.ts';
import { NAMESPACE } from './request.ts';

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
 * Its declaration lies about its encoding (sokEnhet says ISO-8859-1 in what is text already), so it is cut off.
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
  // Of two that answer one question, neither is the answer.
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
      understatuses: childrenOf(child(header, 'underStatus'), 'underStatusMelding').map((entry) => ({
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
