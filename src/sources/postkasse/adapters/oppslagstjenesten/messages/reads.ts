import { isDeepStrictEqual } from 'node:util';
import { toDateTime } from '../../../../../domain/dates.ts';
import { normaliseOrganisasjonsnummer } from '../../../../../domain/organisasjonsnummer.ts';
import type { Personidentifikator } from '../../../../../domain/personidentifikator.ts';
import type { SoapMessage } from '../../../../../wire/soap/client.ts';
import { eachOnce, said, type Said, textIn, unlessContradictory } from '../../../../../wire/soap/once.ts';
import { isNil, type XmlElement, xml } from '../../../../../wire/soap/xml.ts';
import {
  type DigitalPost,
  type Kontaktpunkt,
  type Kontaktregisteroppfoering,
  PERSON_STATUSES,
  VARSLINGS_STATUSES,
} from '../../../postkasse.ts';

export const POSTKASSE_NAMESPACE = 'http://kontaktinfo.difi.no/xsd/postkasseleverandoer/v1';
const OPPSLAGSTJENESTEN_NAMESPACE = 'http://kontaktinfo.difi.no/xsd/oppslagstjeneste/16-02';
const BEGREP_NAMESPACE = 'http://begrep.difi.no';

/** How many persons one HentPersoner may ask about. */
export const MAX_PERSONER = 1000;

// A row is less than a kilobyte; signed and encrypted, a third more. Certificates are not asked for.
const BYTES_A_PERSON = 2 * 1024;
const BYTES_BESIDE = 64 * 1024;

export function writeKanVelge(personidentifikator: Personidentifikator): SoapMessage {
  return {
    body: () =>
      xml`<pk:KanVelgeSikkerDigitalPostkasseForespoersel xmlns:pk="${POSTKASSE_NAMESPACE}"><pk:personidentifikator>${personidentifikator}</pk:personidentifikator></pk:KanVelgeSikkerDigitalPostkasseForespoersel>`,
  };
}

/** status and beskrivelse as sent, or undefined when the element is not the answer to this operation. */
export function readRespons(
  element: XmlElement,
  operation: string,
): { readonly status: string; readonly beskrivelse: string | undefined } | undefined {
  if (element.name !== `${operation}Respons` || element.namespace !== POSTKASSE_NAMESPACE) return undefined;
  const [statusOf, beskrivelse] = eachOnce(element, POSTKASSE_NAMESPACE, ['status', 'beskrivelse']);
  return unlessContradictory(() => {
    const status = textIn(said(statusOf));
    return status === undefined ? undefined : { status, beskrivelse: textIn(said(beskrivelse)) };
  });
}

// VarslingsStatus makes the register itself hold back contact data and mailboxes that are too old to be used.
const NEEDS = ['Person', 'Kontaktinfo', 'SikkerDigitalPost', 'VarslingsStatus'];
/** What a write of a mailbox sets, also of somebody whose contact data are too old: hence no VarslingsStatus. */
export const POSTKASSE_NEEDS = ['Person', 'SikkerDigitalPost', 'Sertifikat'];

export function writeHentPersoner(
  personer: readonly Personidentifikator[],
  paaVegneAv?: string,
  informasjonsbehov: readonly string[] = NEEDS,
): SoapMessage {
  return {
    header:
      paaVegneAv === undefined
        ? undefined
        : xml`<ot:Oppslagstjenesten xmlns:ot="${OPPSLAGSTJENESTEN_NAMESPACE}"><ot:PaaVegneAv>${paaVegneAv}</ot:PaaVegneAv></ot:Oppslagstjenesten>`,
    body() {
      const needs = informasjonsbehov.map((name) => xml`<ot:informasjonsbehov>${name}</ot:informasjonsbehov>`);
      const identifiers = personer.map((person) => xml`<ot:personidentifikator>${person}</ot:personidentifikator>`);
      return xml`<ot:HentPersonerForespoersel xmlns:ot="${OPPSLAGSTJENESTEN_NAMESPACE}">${needs}${identifiers}</ot:HentPersonerForespoersel>`;
    },
    maxResponseBytes: BYTES_BESIDE + personer.length * BYTES_A_PERSON,
  };
}

/**
 * The persons of an answer by personidentifikator; undefined when the element is no answer. A row costs itself alone: one
 * that does not say who it is about answers nobody, and a person without a status that we know, or with two rows that
 * say different things, is there without an entry.
 */
export function readHentPersoner(
  element: XmlElement,
  needs: readonly string[] = NEEDS,
): Map<string, Kontaktregisteroppfoering | undefined> | undefined {
  if (element.name !== 'HentPersonerRespons' || element.namespace !== OPPSLAGSTJENESTEN_NAMESPACE) return undefined;
  const read = new Map<string, Kontaktregisteroppfoering | undefined>();
  const withSertifikat = needs.includes('Sertifikat');
  let rows = 0;
  for (const row of element.children) {
    if (row.name !== 'Person' || row.namespace !== BEGREP_NAMESPACE || isNil(row)) continue;
    rows += 1;
    if (rows > MAX_PERSONER) return undefined;
    const fields = eachOnce(row, BEGREP_NAMESPACE, PERSON);
    const personidentifikator = unlessContradictory(() => textIn(said(fields[0])));
    if (!personidentifikator) continue;
    const entry = unlessContradictory(() => readPerson(fields, withSertifikat));
    const isSaidOtherwise = read.has(personidentifikator) && !isDeepStrictEqual(read.get(personidentifikator), entry);
    read.set(personidentifikator, isSaidOtherwise ? undefined : entry);
  }
  return read;
}

const PERSON = [
  'personidentifikator',
  'reservasjon',
  'status',
  'varslingsstatus',
  'Kontaktinformasjon',
  'SikkerDigitalPostAdresse',
  'X509Sertifikat',
];
const KONTAKTINFORMASJON = ['Mobiltelefonnummer', 'Epostadresse'];
const DIGITAL_POST = ['postkasseadresse', 'postkasseleverandoerAdresse'];

/** `fields`: those of PERSON, in its order. */
function readPerson(fields: readonly Said[], withSertifikat: boolean): Kontaktregisteroppfoering | undefined {
  const [, reservert, statusOf, varsling, kontaktinformasjon, digitalPost, sertifikat] = fields;
  const status = oneOf(PERSON_STATUSES, textIn(said(statusOf)));
  if (!status) return undefined;
  const reservasjon = oneOf(['JA', 'NEI'], textIn(said(reservert)));
  const [mobiltelefonnummer, epostadresse] = eachOnce(said(kontaktinformasjon), BEGREP_NAMESPACE, KONTAKTINFORMASJON);
  return {
    kilde: 'OPPSLAGSTJENESTEN',
    reservasjon: reservasjon === undefined ? null : reservasjon === 'JA',
    reservasjonstidspunkt: null,
    reservasjonOppdatert: null,
    status,
    varslingsstatus: oneOf(VARSLINGS_STATUSES, textIn(said(varsling))) ?? null,
    mobiltelefonnummer: readKontaktpunkt(said(mobiltelefonnummer)),
    epostadresse: readKontaktpunkt(said(epostadresse)),
    digitalPost: readDigitalPost(said(digitalPost)),
    spraak: null,
    spraakOppdatert: null,
    ...(withSertifikat && { x509Sertifikat: textIn(said(sertifikat)) }),
  };
}

function readKontaktpunkt(element: XmlElement | undefined): Kontaktpunkt | null {
  const verdi = element?.text.trim();
  if (!element || !verdi) return null;
  return {
    verdi,
    sistOppdatert: toDateTime(element.attributes.sistOppdatert) ?? null,
    sistVerifisert: toDateTime(element.attributes.sistVerifisert) ?? null,
    sistValidert: null,
    duplisert: null,
  };
}

function readDigitalPost(element: XmlElement | undefined): DigitalPost | null {
  const [adresse, leverandoer] = eachOnce(element, BEGREP_NAMESPACE, DIGITAL_POST);
  const postkasseadresse = textIn(said(adresse));
  const supplier = textIn(said(leverandoer));
  if (!postkasseadresse || !supplier) return null;
  // Some suppliers are written with the ISO 6523 prefix of Norwegian organisation numbers.
  return {
    postkasseadresse,
    postkasseleverandoer: normaliseOrganisasjonsnummer(supplier.replace(/^(?:9908|0192):/, '')),
  };
}

function oneOf<Word extends string>(words: readonly Word[], text: string | undefined): Word | undefined {
  return words.find((word) => word === text);
}
