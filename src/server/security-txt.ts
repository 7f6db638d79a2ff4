import type { ServerResponse } from 'node:http';

/** Where security.txt stands (RFC 9116, 3). */
export const SECURITY_TXT = '/.well-known/security.txt';

/** Days for which what is said holds. RFC 9116, 2.5.5: less than a year; it is written anew for each who asks. */
export const EXPIRES_DAYS = 90;

const DAY_MS = 24 * 60 * 60_000;

/** Whom to tell of a vulnerability of this installation. */
export interface SecurityContacts {
  /** Addresses (mailto:, https: or tel:), the preferred one first. */
  readonly contacts: readonly string[];
  /** The page with the rules for who looks for vulnerabilities. */
  readonly policy?: string | undefined;
  /** Where clients send operations: security.txt stands on the same host. */
  readonly publicUrl?: string | undefined;
}

/** The text, one field a line, as RFC 9116 has them. */
export function securityText({ contacts, policy, publicUrl }: SecurityContacts, now = Date.now()): string {
  const fields = [
    ...contacts.map((contact) => `Contact: ${contact}`),
    `Expires: ${new Date(now + EXPIRES_DAYS * DAY_MS).toISOString()}`,
    ...(policy ? [`Policy: ${policy}`] : []),
    ...(publicUrl ? [`Canonical: ${new URL(SECURITY_TXT, publicUrl)}`] : []),
  ];
  return `${fields.join('\n')}\n`;
}

export function answerSecurityText(response: ServerResponse, contacts: SecurityContacts): void {
  response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(securityText(contacts));
}
