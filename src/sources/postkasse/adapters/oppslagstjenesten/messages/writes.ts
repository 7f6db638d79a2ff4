import type { Organisasjonsnummer } from '../../../../../domain/organisasjonsnummer.ts';
import type { Personidentifikator } from '../../../../../domain/personidentifikator.ts';
import type { SoapMessage } from '../../../../../wire/soap/client.ts';
import { xml } from '../../../../../wire/soap/xml.ts';
import type { PostkasseOperation } from '../../../codes.ts';
import { POSTKASSE_NAMESPACE } from './reads.ts';
import type { Postkasse } from '../../../postkasse.ts';

/** The three writes share their fields, in this order; a removal has the first two. */
export function writeWriting(
  operation: PostkasseOperation,
  person: Personidentifikator,
  postkasse: Postkasse | { readonly supplier: Organisasjonsnummer },
): SoapMessage {
  const adresse =
    'postkasseadresse' in postkasse && xml`<pk:postkasseadresse>${postkasse.postkasseadresse}</pk:postkasseadresse>`;
  const sertifikat =
    'x509Sertifikat' in postkasse &&
    postkasse.x509Sertifikat !== undefined &&
    xml`<pk:x509Sertifikat>${postkasse.x509Sertifikat}</pk:x509Sertifikat>`;
  return {
    body: () =>
      xml`<pk:${operation}Forespoersel xmlns:pk="${POSTKASSE_NAMESPACE}"><pk:personidentifikator>${person}</pk:personidentifikator><pk:postkasseleverandoerOrgNummer>${postkasse.supplier}</pk:postkasseleverandoerOrgNummer>${adresse || undefined}${sertifikat || undefined}</pk:${operation}Forespoersel>`,
  };
}
