import type { Answer } from '../answer.ts';
import { Either, type Expected, type Verdict } from '../verdict.ts';
import { readDocuments } from '../xml/decoded.ts';
import { Contradiction, kid, kids, type Raw, textIn } from '../xml/raw.ts';
import { momentOf } from './moments.ts';

export const SOAP11 = 'http://schemas.xmlsoap.org/soap/envelope/';
export const SOAP12 = 'http://www.w3.org/2003/05/soap-envelope';
export const PK = 'http://kontaktinfo.difi.no/xsd/postkasseleverandoer/v1';
export const OT = 'http://kontaktinfo.difi.no/xsd/oppslagstjeneste/16-02';
export const BEGREP = 'http://begrep.difi.no';

/** The one element of an envelope's one Body. */
export function contentOf(envelope: Raw | undefined, soap: string): Raw | undefined {
  if (envelope?.name !== 'Envelope' || envelope.namespace !== soap) return undefined;
  const [body, ...bodies] = kids(envelope, 'Body', soap);
  const [content, ...others] = body?.children ?? [];
  return bodies.length > 0 || others.length > 0 ? undefined : content;
}

/** Reads every document that the answer may be; what contradicts itself says nothing. */
function outcomesOf(answer: Answer, read: (envelope: Raw | undefined) => Expected[]): Expected[] {
  if (answer.status !== 200) return [];
  return readDocuments(answer).flatMap((envelope) => {
    try {
      return read(envelope);
    } catch (error) {
      if (error instanceof Contradiction) return [];
      throw error;
    }
  });
}

/** An answer of postkasseleverandoer-v1: a status, and for a refusal its reason. `yes` is what is told then. */
export function judgeRespons(
  operation: string,
  answer: Answer,
  positive: string,
  negative: string,
  yes: unknown,
): Expected[] {
  return outcomesOf(answer, (envelope) => {
    const respons = contentOf(envelope, SOAP11);
    if (respons?.name !== `${operation}Respons` || respons.namespace !== PK) return [];
    const status = textIn(respons, 'status', PK);
    if (status === positive) return [{ kind: 'data', data: yes }];
    return status === negative ? [{ kind: 'code', kode: textIn(respons, 'beskrivelse', PK) ?? negative }] : [];
  });
}

/** HentPersoner: a verdict for each person who was asked about. */
export function judgeHentPersoner(asked: readonly string[], answer: Answer, mustBeRead: boolean): Verdict[] {
  return asked.map((person) => ({
    mustBeRead,
    outcomes: outcomesOf(answer, (envelope) => {
      const read = agreed(rowsOf(envelope, person), readPerson);
      if (read === undefined) return [];
      return read.status === 'IKKE_REGISTRERT'
        ? [{ kind: 'code', kode: 'BRUKER_IKKE_FUNNET' }]
        : [{ kind: 'data', data: read }];
    }),
  }));
}

/** The rows about this person. One that names two persons is about nobody. */
function rowsOf(envelope: Raw | undefined, person: string): Raw[] {
  const respons = contentOf(envelope, SOAP12);
  if (respons?.name !== 'HentPersonerRespons' || respons.namespace !== OT) return [];
  return kids(respons, 'Person', BEGREP).filter((row) => {
    const named = kids(row, 'personidentifikator', BEGREP).map(({ text }) => text.trim());
    return named.length > 0 && named.every((number) => number === person);
  });
}

/** What is read of each row, where all say the same; of two that say different things, neither. */
function agreed<Read>(rows: readonly Raw[], read: (row: Raw) => Read | undefined): Read | undefined {
  const [first, ...others] = rows.map(read);
  return others.every((other) => JSON.stringify(other) === JSON.stringify(first)) ? first : undefined;
}

/** What only the REST service tells. */
const FROM_SOAP = {
  kilde: 'OPPSLAGSTJENESTEN',
  reservasjonstidspunkt: null,
  reservasjonOppdatert: null,
  spraak: null,
  spraakOppdatert: null,
};

const STATUSES = ['AKTIV', 'SLETTET', 'IKKE_REGISTRERT'];

function readPerson(row: Raw): { readonly status: string; readonly [key: string]: unknown } | undefined {
  const status = textIn(row, 'status', BEGREP);
  if (status === null || !STATUSES.includes(status)) return undefined;
  const reservasjon = textIn(row, 'reservasjon', BEGREP);
  const varslingsstatus = textIn(row, 'varslingsstatus', BEGREP);
  const kontakt = kid(row, 'Kontaktinformasjon', BEGREP);
  return {
    ...FROM_SOAP,
    status,
    reservasjon: reservasjon === 'JA' ? true : reservasjon === 'NEI' ? false : null,
    varslingsstatus:
      varslingsstatus !== null && /^KAN_(?:IKKE_)?VARSLES$/.test(varslingsstatus) ? varslingsstatus : null,
    mobiltelefonnummer: readContact(kontakt, 'Mobiltelefonnummer'),
    epostadresse: readContact(kontakt, 'Epostadresse'),
    digitalPost: readMailbox(row),
  };
}

function readContact(kontakt: Raw | undefined, name: string): unknown {
  const verdi = textIn(kontakt, name, BEGREP);
  if (verdi === null) return null;
  const { attributes } = kid(kontakt, name, BEGREP) as Raw;
  return {
    verdi,
    sistOppdatert: momentOf(attributes.get('sistOppdatert')),
    sistVerifisert: momentOf(attributes.get('sistVerifisert')),
    sistValidert: null,
    duplisert: null,
  };
}

/** The active mailbox: address and supplier together, or none. The supplier's number may have its ISO 6523 prefix. */
export function readMailbox(
  row: Raw,
): { readonly postkasseadresse: string; readonly postkasseleverandoer: unknown } | null {
  const mailbox = kid(row, 'SikkerDigitalPostAdresse', BEGREP);
  const postkasseadresse = textIn(mailbox, 'postkasseadresse', BEGREP);
  const supplier = textIn(mailbox, 'postkasseleverandoerAdresse', BEGREP);
  if (postkasseadresse === null || supplier === null) return null;
  return {
    postkasseadresse,
    postkasseleverandoer: new Either(supplier, supplier.replace(/^(?:9908|0192):/, '')),
  };
}

export interface Mailbox {
  readonly supplier: string;
  readonly postkasseadresse: string;
  readonly x509Sertifikat?: string;
}

/** Whether an answer of the contact register shows that mailbox as the person's, with that certificate. */
export function shows(answer: Answer, person: string, wanted: Mailbox): boolean {
  const shown = outcomesOf(answer, (envelope) => {
    const isShown = agreed(rowsOf(envelope, person), (row) => {
      const mailbox = readMailbox(row);
      return (
        mailbox !== null &&
        isSupplier(mailbox.postkasseleverandoer, wanted.supplier) &&
        mailbox.postkasseadresse === wanted.postkasseadresse &&
        hasCertificate(row, wanted.x509Sertifikat)
      );
    });
    return isShown ? [{ kind: 'data', data: null }] : [];
  });
  return shown.length > 0;
}

function isSupplier(shown: unknown, wanted: string): boolean {
  return shown instanceof Either && shown.values.includes(wanted);
}

function hasCertificate(row: Raw, wanted: string | undefined): boolean {
  const shown = textIn(row, 'X509Sertifikat', BEGREP)?.replace(/\s/g, '');
  return wanted === undefined || shown === wanted.replace(/\s/g, '');
}
