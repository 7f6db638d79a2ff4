import { issueBlad, issueRot, type Navn, type Utstedt } from '../postkasse/utstedelse.ts';

const DAY_MS = 24 * 60 * 60_000;

/** A certificate and its key as the files that a gateway is configured with. */
export interface Pem {
  readonly cert: string;
  readonly key: string;
}

/** What STAR's HTTPS shows and asks for: a root, the server's own certificate, and clients by name. */
export interface StarSertifikater {
  readonly ca: string;
  readonly server: Pem;
  /** klient-ok, klient-laes, klient-ukendt: by default good for 90 days from now. */
  klient(navn: string, gyldig?: { readonly fra: Date; readonly til: Date }): Pem;
}

/** A certificate authority in memory. Each key pair costs some 100 ms, so that nothing is made before it is asked for. */
export function createStarSertifikater(host = '127.0.0.1'): StarSertifikater {
  const now = Date.now();
  const gyldig = { fra: new Date(now - DAY_MS), til: new Date(now + 90 * DAY_MS) };
  const rot = issueRot(named('STAR SANDKASSE ROD'), gyldig);
  return {
    ca: rot.sertifikat.toString(),
    server: toPem(issueBlad(named('STAR SANDKASSE'), rot, gyldig, host)),
    klient: (navn, own = gyldig) => toPem(issueBlad(named(navn), rot, own)),
  };
}

function named(cn: string): Navn {
  return [
    ['C', 'DK'],
    ['O', 'REGISTERGRAF SANDKASSE'],
    ['CN', cn],
  ];
}

function toPem({ sertifikat, privateKey }: Utstedt): Pem {
  return { cert: sertifikat.toString(), key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
}
