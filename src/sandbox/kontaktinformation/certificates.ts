import { issueLeaf, issueRoot, type Subject, type Validity } from '../common/issuance.ts';
import { type Pem, toPem } from '../common/pem.ts';

const DAY_MS = 24 * 60 * 60_000;

/** What STAR's HTTPS shows and asks for: a root, the server's own certificate, and clients by name. */
export interface StarCertificates {
  readonly ca: string;
  readonly server: Pem;
  /** client-ok, client-laes, client-ukendt: by default valid for 90 days from now. */
  client(name: string, validity?: Validity): Pem;
}

/** A certificate authority in memory. Each key pair costs some 100 ms, so that nothing is made before it is asked for. */
export function createStarCertificates(host = '127.0.0.1'): StarCertificates {
  const now = Date.now();
  const validity = { from: new Date(now - DAY_MS), to: new Date(now + 90 * DAY_MS) };
  const root = issueRoot(named('STAR SANDKASSE ROD'), validity);
  return {
    ca: root.sertifikat.toString(),
    server: toPem(issueLeaf(named('STAR SANDKASSE'), root, validity, { ip: host })),
    client: (name, own = validity) => toPem(issueLeaf(named(name), root, own)),
  };
}

function named(cn: string): Subject {
  return [
    ['C', 'DK'],
    ['O', 'REGISTERGRAF SANDKASSE'],
    ['CN', cn],
  ];
}
