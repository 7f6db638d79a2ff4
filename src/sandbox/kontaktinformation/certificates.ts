import { issueLeaf, issueRot, type Navn, type Issued } from '../postkasse/issuance.ts';

const DAY_MS = 24 * 60 * 60_000;

/** A certificate and its key as the files that a gateway is configured with. */
export interface Pem {
  readonly cert: string;
  readonly key: string;
}

/** What STAR's HTTPS shows and asks for: a root, the server's own certificate, and clients by name. */
export interface StarCertificates {
  readonly ca: string;
  readonly server: Pem;
  /** client-ok, client-laes, client-ukendt: by default good for 90 days from now. */
  client(navn: string, gyldig?: { readonly fra: Date; readonly til: Date }): Pem;
}

/** A certificate authority in memory. Each key pair costs some 100 ms, so that nothing is made before it is asked for. */
export function createStarCertificates(host = '127.0.0.1'): StarCertificates {
  const now = Date.now();
  const gyldig = { fra: new Date(now - DAY_MS), til: new Date(now + 90 * DAY_MS) };
  const rot = issueRot(named('STAR SANDKASSE ROD'), gyldig);
  return {
    ca: rot.sertifikat.toString(),
    server: toPem(issueLeaf(named('STAR SANDKASSE'), rot, gyldig, host)),
    client: (navn, own = gyldig) => toPem(issueLeaf(named(navn), rot, own)),
  };
}

function named(cn: string): Navn {
  return [
    ['C', 'DK'],
    ['O', 'REGISTERGRAF SANDKASSE'],
    ['CN', cn],
  ];
}

function toPem({ sertifikat, privateKey }: Issued): Pem {
  return { cert: sertifikat.toString(), key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
}
