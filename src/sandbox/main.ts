import { randomBytes } from 'node:crypto';
import { startSandbox } from './index.ts';
import { writeKeyFiles } from './key-files.ts';
import { AUDIENCE, openKey, startIssuer, ISSUER } from './issuer/index.ts';

/** The sandbox alone, on seven ports in a row, for frontend developers and for gateways that run elsewhere on this machine. */
export async function main(firstPort: number): Promise<void> {
  // Signed messages, as the register wants them, with keys in PEM files; `none` for those who play with curl.
  const security = process.env.POSTKASSE_SECURITY === 'none' ? 'none' : 'signed';
  const sandbox = await startSandbox({ firstPort, security });
  const key = await openKey(process.env.SANDBOX_ISSUER_KEY ?? '.sandbox/issuer.json');
  const issuer = await startIssuer(key, { port: firstPort + 6 });
  const client = await sandbox.clientCertificates?.();
  const files = client && writeKeyFiles(client, process.env.SANDBOX_KEYS || undefined);
  const signing =
    client && files
      ? `POSTKASSE_CERT=${files.postkasse.sertifikat}
POSTKASSE_KEY=${files.postkasse.key}
KONTAKTREGISTER_CERT=${files.kontaktregister.sertifikat}
KONTAKTREGISTER_KEY=${files.kontaktregister.key}
POSTKASSE_CA=${files.trusted}
POSTKASSE_RESPONDER_ORGNR=${client.responderOrgnr}`
      : 'POSTKASSE_SECURITY=none';

  process.stdout.write(`The sandbox of the three registers answers. For a gateway that asks it:

STAR_URL=${sandbox.urls.star}
AUTHENTICATION=off
STAR_ORGANISATIONSTYPE=99
STAR_ORGANISATIONSKODE=1
STAR_KODELISTER='{"bekraeftet":false,"kontaktdata":{"mobiltelefon":1,"fastnetTelefon":2,"mailadresse":3},"kontaktdatastatus":{"ikkeVerificeret":1,"verificeret":2}}'
POSTKASSE_URL=${sandbox.urls.postkasse}
KONTAKTREGISTER_URL=${sandbox.urls.kontaktregister}
${signing}
GRUNNDATA_URL=${sandbox.urls.grunndata}
FRIVILLIGHET_URL=${sandbox.urls.frivillighet}
GRUNNDATA_USER=sandbox-full
GRUNNDATA_PASSWORD=hemmelig
SYNTHETIC_PERSONS=allow

To ask with tokens (\`npm run token\` makes them), these in place of AUTHENTICATION and STAR_ORGANISATION…:

TOKEN_ISSUER=${ISSUER}
TOKEN_AUDIENCE=${AUDIENCE}
TOKEN_JWKS_URL=${issuer.jwksUrl}
AUDIT_KEY=${randomBytes(24).toString('base64url')}

Settings and recorded calls, under /_sandbox/: ${Object.values(sandbox.hooks).join(' ')}
`);

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      files?.remove();
      void Promise.all([sandbox.close(), issuer.close()]);
    });
  }
}
