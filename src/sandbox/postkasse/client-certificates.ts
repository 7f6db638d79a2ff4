import type { Issued } from '../common/issuance.ts';
import type { KeyFolder } from '../common/key-folder.ts';
import { toPem } from '../common/pem.ts';
import type { Certificates } from './certificates.ts';
import { REGISTERET, suppliers, TESTETATEN } from './suppliers.ts';

/** What a gateway signs with in the sandbox, and whom it trusts. */
export interface ClientCertificates {
  /** A mailbox supplier, who may call postkasseleverandoer-v1. */
  readonly postkasse: Issued;
  /** A public body, which may call Oppslagstjenesten. */
  readonly kontaktregister: Issued;
  readonly root: Issued;
  readonly responderOrgnr: string;
}

/** Made aside, so that nobody waits in line behind four new keys. */
export async function issueClientCertificates(certificates: Certificates): Promise<ClientCertificates> {
  await certificates.prepareKeys(4);
  const root = certificates.root();
  const responderOrgnr = REGISTERET.organisasjonsnummer;
  certificates.forOrganisation(responderOrgnr);
  return {
    postkasse: certificates.forOrganisation(suppliers[0].organisasjonsnummer),
    kontaktregister: certificates.forOrganisation(TESTETATEN.organisasjonsnummer),
    root,
    responderOrgnr,
  };
}

/** The PEM files of a gateway in another process, by the variables that name them. */
export function writeKeyFiles({ postkasse, kontaktregister, root }: ClientCertificates, keys: KeyFolder) {
  const pair = (name: string, issued: Issued) => {
    const { cert, key } = toPem(issued);
    return { cert: keys.write(`${name}.pem`, cert), key: keys.write(`${name}-key.pem`, key) };
  };
  const supplier = pair('postkasse', postkasse);
  const body = pair('kontaktregister', kontaktregister);
  return {
    POSTKASSE_CERT: supplier.cert,
    POSTKASSE_KEY: supplier.key,
    KONTAKTREGISTER_CERT: body.cert,
    KONTAKTREGISTER_KEY: body.key,
    POSTKASSE_CA: keys.write('root.pem', root.sertifikat.toString()),
  };
}
