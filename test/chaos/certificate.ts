import { randomBytes } from 'node:crypto';
import { alternativeNames, ec, generalName, isAuthority, isEndUser, issue, keyUsage } from '../wire/certificates.ts';

/** What a server shows: PEM. */
export interface Certified {
  readonly cert: string;
  readonly key: string;
}

const DAY_MS = 24 * 60 * 60_000;

/** A root, and two certificates that it has issued for the host names: one that is valid, and one that was until yesterday. */
export function certify(hosts: readonly string[]): {
  readonly root: string;
  readonly valid: Certified;
  readonly expired: Certified;
} {
  const at = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
  const root = issue({
    subject: [['CN', `Root ${randomBytes(4).toString('hex')}`]],
    keys: ec(),
    extensions: [isAuthority(), keyUsage('keyCertSign')],
    from: at(-30),
    to: at(30),
  });
  const certified = (from: string, to: string): Certified => {
    const { certificate, keys } = issue({
      subject: [['CN', 'A register']],
      issuer: root,
      keys: ec(),
      extensions: [isEndUser(), keyUsage('digitalSignature'), alternativeNames(...hosts.map(generalName.host))],
      from,
      to,
    });
    return {
      cert: certificate.toString(),
      key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    };
  };
  return {
    root: root.certificate.toString(),
    valid: certified(at(-30), at(30)),
    expired: certified(at(-30), at(-1)),
  };
}
