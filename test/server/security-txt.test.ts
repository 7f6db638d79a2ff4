import { describe, expect, it } from 'vitest';
import { assembleGateway } from '../../src/assemble.ts';
import { readConfig } from '../../src/config.ts';
import { createAuditTrail } from '../../src/server/audit/trail.ts';
import { createLogger } from '../../src/server/logging.ts';
import { EXPIRES_DAYS, SECURITY_TXT, securityText } from '../../src/server/security-txt.ts';
import { problemsOf } from '../config/problems.ts';
import { captureOutput } from '../support/output.ts';

const ONE = 'mailto:security@registergraf.example';

/** What a gateway that is configured so answers at the place of security.txt. */
async function ask(env: Readonly<Record<string, string>>): Promise<Response> {
  const output = captureOutput();
  const audit = createAuditTrail({ key: undefined, write: () => undefined, onLost: () => undefined });
  const config = readConfig({ PORT: '0', ...env });
  const logger = createLogger('warn', output);
  const { gateway, closeBehind } = await assembleGateway(config, { documents: new Map(), audit, logger });
  try {
    const { url } = await gateway.listen(config.port, config.host);
    const response = await fetch(`${url}${SECURITY_TXT}`);
    return new Response(await response.text(), response);
  } finally {
    await gateway.close(0);
    for (const close of closeBehind) await close();
  }
}

describe('security.txt', () => {
  it('names whom to tell of a vulnerability, as RFC 9116 has it', async () => {
    const response = await ask({ SECURITY_CONTACT: ONE, SECURITY_POLICY: 'https://registergraf.example/security' });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
    const [contact, expires, policy, ...rest] = (await response.text()).split('\n');
    expect([contact, policy, rest]).toEqual([`Contact: ${ONE}`, 'Policy: https://registergraf.example/security', ['']]);
    const days = (Date.parse(expires?.replace('Expires: ', '') ?? '') - Date.now()) / (24 * 60 * 60_000);
    expect(Math.round(days)).toBe(EXPIRES_DAYS);
    // RFC 9116, 2.5.5.
    expect(EXPIRES_DAYS).toBeLessThan(365);
  });

  it('is not there where nobody is named', async () => {
    const response = await ask({});
    expect([response.status, (await response.json()).errors[0].extensions.code]).toEqual([404, 'NOT_FOUND']);
  });

  it('has each contact on a line of its own, and where it stands itself', () => {
    const contacts = readConfig({
      SECURITY_CONTACT: `${ONE}, tel:+47-00-00-00-00 https://registergraf.example/report`,
      PUBLIC_URL: 'https://registergraf.example/graph/graphql',
    }).security;
    expect(contacts && securityText(contacts, 0)).toBe(
      `Contact: ${ONE}\nContact: tel:+47-00-00-00-00\nContact: https://registergraf.example/report\n` +
        'Expires: 1970-04-01T00:00:00.000Z\nCanonical: https://registergraf.example/.well-known/security.txt\n',
    );
  });

  it.each(['security@registergraf.example', 'http://registergraf.example', ',', `${ONE},mailto:å@example`])(
    'takes no contact as %s',
    (contact) => {
      expect(problemsOf(() => readConfig({ SECURITY_CONTACT: contact }))).toEqual([
        'SECURITY_CONTACT: must be addresses between commas or spaces, each with mailto:, https:// or tel: before it.',
      ]);
    },
  );

  it('is refused with a policy alone, which tells nobody whom to write to', () => {
    expect(problemsOf(() => readConfig({ SECURITY_POLICY: 'https://registergraf.example/security' }))).toEqual([
      'SECURITY_CONTACT: missing; SECURITY_POLICY needs it.',
    ]);
  });
});
