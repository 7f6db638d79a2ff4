import { describe, expect, it } from 'vitest';
import { checkMaskinporten } from '../../src/cli/doctor/maskinporten.ts';
import { CALL_POLICY } from '../../src/wire/http/settings.ts';
import type { Grant } from '../../src/wire/maskinporten/index.ts';
import { GRANT, playMaskinporten } from '../wire/maskinporten/played.ts';

async function check(clientId: string, grant: Partial<Grant> = {}, outage: 'none' | 'drops' = 'none') {
  const { issuer, privateKey, kid, played } = await playMaskinporten();
  played.outage = outage;
  const config = { client: { issuer, clientId, privateKey, shownAs: { kid } } };
  const policy = { ...CALL_POLICY, pausesMs: [] };
  const [only, ...more] = await checkMaskinporten(config, [{ kilde: 'KRR', grant: { ...GRANT, ...grant }, policy }]);
  expect(more).toEqual([]);
  expect(JSON.stringify(only)).not.toMatch(/eyJ|PRIVATE/);
  return only;
}

describe('doctor asks Maskinporten', () => {
  it('who we are, with and without a body that we act for', async () => {
    expect(await check('klient-krr')).toEqual({
      area: 'maskinporten',
      state: 'ok',
      text: `KRR: we are client klient-krr of 315000017, with ${GRANT.scopes.join(' ')}; a token lasts 119 s`,
      facts: { expiresIn: 119 },
    });
    const scopes = ['krr:global/postkasse.read'];
    const acting = await check('klient-deleg', { scopes, consumerOrg: '316000010', resource: 'https://krr.example' });
    expect(acting?.text).toBe(
      'KRR: we are client klient-deleg of 310000108 on behalf of 316000010, with krr:global/postkasse.read, for https://krr.example alone; a token lasts 119 s',
    );
  });

  it('and says what to look at when it refuses, or is not there', async () => {
    expect(await check('klient-utgaatt')).toEqual({
      area: 'maskinporten',
      state: 'failure',
      text: 'KRR: no token (MP-121, HTTP 400): the key that is registered is more than a year old: register a new one',
      facts: { problem: 'client', code: 'MP-121' },
    });
    expect((await check('klient-krr', {}, 'drops'))?.text).toBe('KRR: no token: TILKOBLING');
    const own = await check('klient-deleg', { scopes: ['krr:global/postkasse.read'], consumerOrg: '310000108' });
    expect(own?.text).toBe('KRR: no token (HTTP 400): refused, a matter of configuration');
  });
});
