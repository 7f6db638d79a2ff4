import { randomBytes } from 'node:crypto';
import { startSandbox } from './index.ts';
import { writeNoekkelfiler } from './noekkelfiler.ts';
import { MOTTAKER, openNoegle, startUtsteder, UTSTEDER } from './utsteder/index.ts';

/** The sandbox alone, on seven ports in a row, for frontend developers and for gateways that run elsewhere on this machine. */
export async function main(firstPort: number): Promise<void> {
  // Signed messages, as the register wants them, with keys in PEM files; `ingen` for those who play with curl.
  const sikkerhet = process.env.POSTKASSE_SIKKERHET === 'ingen' ? 'ingen' : 'signert';
  const sandbox = await startSandbox({ firstPort, sikkerhet });
  const noegle = await openNoegle(process.env.SANDKASSE_UTSTEDERNOEKKEL ?? '.sandkasse/utsteder.json');
  const utsteder = await startUtsteder(noegle, { port: firstPort + 6 });
  const klient = await sandbox.klientsertifikater?.();
  const filer = klient && writeNoekkelfiler(klient, process.env.SANDKASSE_NOEKLER || undefined);
  const signering =
    klient && filer
      ? `POSTKASSE_SERTIFIKAT=${filer.postkasse.sertifikat}
POSTKASSE_NOEKKEL=${filer.postkasse.noekkel}
KONTAKTREGISTER_SERTIFIKAT=${filer.kontaktregister.sertifikat}
KONTAKTREGISTER_NOEKKEL=${filer.kontaktregister.noekkel}
POSTKASSE_TILLIT=${filer.tillit}
POSTKASSE_RESPONDER_ORGNR=${klient.responderOrgnr}`
      : 'POSTKASSE_SIKKERHET=ingen';

  process.stdout.write(`The sandbox of the three registers answers. For a gateway that asks it:

STAR_URL=${sandbox.urls.star}
AUTENTISERING=av
STAR_ORGANISATIONSTYPE=99
STAR_ORGANISATIONSKODE=1
STAR_KODELISTER='{"bekraeftet":false,"kontaktdata":{"mobiltelefon":1,"fastnetTelefon":2,"mailadresse":3},"kontaktdatastatus":{"ikkeVerificeret":1,"verificeret":2}}'
POSTKASSE_URL=${sandbox.urls.postkasse}
KONTAKTREGISTER_URL=${sandbox.urls.kontaktregister}
${signering}
GRUNNDATA_URL=${sandbox.urls.grunndata}
FRIVILLIGHET_URL=${sandbox.urls.frivillighet}
GRUNNDATA_BRUKERID=sandbox-full
GRUNNDATA_PASSORD=hemmelig
SYNTETISKE_PERSONER=tillat

To ask with tokens (\`npm run token\` makes them), these in place of AUTENTISERING and STAR_ORGANISATION…:

TOKEN_UTSTEDER=${UTSTEDER}
TOKEN_MOTTAKER=${MOTTAKER}
TOKEN_JWKS_URL=${utsteder.jwksUrl}
AUDIT_NOEGLE=${randomBytes(24).toString('base64url')}

Settings and recorded calls, under /_sandbox/: ${Object.values(sandbox.hooks).join(' ')}
`);

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      filer?.remove();
      void Promise.all([sandbox.close(), utsteder.close()]);
    });
  }
}
