import { toDate } from '../../../domain/dates.ts';
import { withoutDeclaration } from '../../../wire/soap/envelope.ts';
import { child, childrenOf, parseXml, textOf, XML_LIMITS, type XmlElement, XmlError } from '../../../wire/soap/xml.ts';
import type { Svarstatus } from '../classify.ts';
import type { GrunndataOperasjon } from '../codes.ts';
import { NAMESPACE } from './forespoersel.ts';

/** The inner document: how the query went, and the data. */
export interface GrunndataSvar {
  readonly status: Omit<Svarstatus, 'asked'>;
  readonly prosessDato: string | undefined;
  /** An empty element stands for a missing one. */
  readonly melding: XmlElement;
}

const INNER_LIMITS = { ...XML_LIMITS, maxCharacters: 5 * 1024 * 1024 };
const EMPTY: XmlElement = { name: 'melding', namespace: '', attributes: {}, children: [], text: '' };

/**
 * Reads the document that stands as escaped text inside `<operasjonResponse><return>`; undefined when there is none.
 * Its declaration lies about its encoding (sokEnhet says ISO-8859-1 in what is text already), so it is cut off.
 */
export function readSvar(element: XmlElement, operasjon: GrunndataOperasjon): GrunndataSvar | undefined {
  if (element.name !== `${operasjon}Response` || element.namespace !== NAMESPACE) return undefined;
  const grunndata = readInner(child(element, 'return')?.text ?? '');
  const header = child(grunndata, 'responseHeader');
  if (grunndata?.name !== 'grunndata' || !header) return undefined;
  const melding = child(grunndata, 'melding');
  const hovedstatus = textOf(header, 'hovedStatus') ?? '';
  return {
    status: {
      hovedstatus: /^-?\d{1,3}$/.test(hovedstatus) ? Number(hovedstatus) : Number.NaN,
      understatuser: childrenOf(child(header, 'underStatus'), 'underStatusMelding').map((entry) => ({
        kode: entry.attributes.kode ?? '',
        tekst: entry.text.trim(),
      })),
      subject: textOf(melding, 'organisasjonsnummer') ?? null,
      hasMelding: melding !== undefined && melding.children.length > 0,
    },
    prosessDato: readDato(header.attributes.prossessDato),
    melding: melding ?? EMPTY,
  };
}

function readInner(text: string): XmlElement | undefined {
  try {
    return parseXml(withoutDeclaration(text), INNER_LIMITS);
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}

/** A date, yyyy-MM-dd; undefined when it is none that ever was. */
export function readDato(text: string | undefined): string | undefined {
  return toDate(text);
}
