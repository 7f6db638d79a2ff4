import type { Organisasjonsnummer } from '../../domain/organisasjonsnummer.ts';
import type { Personidentifikator } from '../../domain/personidentifikator.ts';
import type { SoapMessage } from '../../wire/soap/client.ts';
import { childrenOf, textOf, type XmlElement, xml } from '../../wire/soap/xml.ts';
import type { PostkasseOperasjon } from './codes.ts';
import { OPPSLAG_NAMESPACE, POSTKASSE_NAMESPACE, readDigitalPost } from './messages.ts';
import type { DigitalPost, Postkasse } from './postkasse.ts';

/** The three writes share their fields, in this order; a removal has the first two. */
export function writeSkriving(
  operasjon: PostkasseOperasjon,
  person: Personidentifikator,
  postkasse: Postkasse | { readonly leverandoer: Organisasjonsnummer },
): SoapMessage {
  const adresse =
    'postkasseadresse' in postkasse && xml`<pk:postkasseadresse>${postkasse.postkasseadresse}</pk:postkasseadresse>`;
  const sertifikat =
    'x509Sertifikat' in postkasse &&
    postkasse.x509Sertifikat !== undefined &&
    xml`<pk:x509Sertifikat>${postkasse.x509Sertifikat}</pk:x509Sertifikat>`;
  return {
    body: xml`<pk:${operasjon}Forespoersel xmlns:pk="${POSTKASSE_NAMESPACE}"><pk:personidentifikator>${person}</pk:personidentifikator><pk:postkasseleverandoerOrgNummer>${postkasse.leverandoer}</pk:postkasseleverandoerOrgNummer>${adresse || undefined}${sertifikat || undefined}</pk:${operasjon}Forespoersel>`,
  };
}

/** The active mailbox and its certificate. VarslingsStatus is not asked for: it would hold back those with old contact data. */
export function writeHentPostkasse(person: Personidentifikator): SoapMessage {
  const behov = ['Person', 'SikkerDigitalPost', 'Sertifikat'].map(
    (name) => xml`<ot:informasjonsbehov>${name}</ot:informasjonsbehov>`,
  );
  return {
    body: xml`<ot:HentPersonerForespoersel xmlns:ot="${OPPSLAG_NAMESPACE}">${behov}<ot:personidentifikator>${person}</ot:personidentifikator></ot:HentPersonerForespoersel>`,
  };
}

export interface AktivPostkasse extends DigitalPost {
  readonly x509Sertifikat: string | undefined;
}

/** The person's active mailbox; undefined when there is none, or when the answer is about somebody else. */
export function readHentPostkasse(element: XmlElement, personidentifikator: string): AktivPostkasse | undefined {
  if (element.name !== 'HentPersonerRespons' || element.namespace !== OPPSLAG_NAMESPACE) return undefined;
  const [person, ...others] = childrenOf(element, 'Person');
  if (!person || others.length > 0 || textOf(person, 'personidentifikator') !== personidentifikator) return undefined;
  const digitalPost = readDigitalPost(person.children.find(({ name }) => name === 'SikkerDigitalPostAdresse'));
  return digitalPost ? { ...digitalPost, x509Sertifikat: textOf(person, 'X509Sertifikat') } : undefined;
}
