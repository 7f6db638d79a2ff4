import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { KRR_DELEGATED_SCOPES } from '../../../src/sandbox/maskinporten/index.ts';
import type { Grant, MaskinportenClient } from '../../../src/wire/maskinporten/index.ts';
import { MAX_CORRECTION_MS } from '../../../src/wire/maskinporten/fetch.ts';
import { FAILURE_KEPT_MS } from '../../../src/wire/maskinporten/tokens.ts';
import { GRANT, KILDE, playMaskinporten, reportedCall, stoppedClock } from './played.ts';

const DELEGATED = Object.values(KRR_DELEGATED_SCOPES);
const acting = { clientId: 'klient-deleg' };
const otherKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

type Row = [mpCode: string | undefined, problem: string, client: Partial<MaskinportenClient>, grant?: Partial<Grant>];

describe('what Maskinporten refuses', () => {
  it.each<Row>([
    ['MP-100', 'client', { clientId: 'klient-ukjent' }],
    ['MP-121', 'client', { clientId: 'klient-utgaatt' }],
    ['MP-124', 'client', { privateKey: otherKey }],
    ['MP-124', 'client', { shownAs: { kid: 'k2' } }],
    ['MP-011', 'configuration', {}, { scopes: ["krr:global/kontaktinformasjon.read'"] }],
    ['MP-200', 'configuration', { clientId: 'klient-utenscope' }],
    ['MP-201', 'configuration', {}, { scopes: ['krr:user/spraak.write'] }],
    ['MP-250', 'access', acting, { scopes: DELEGATED }],
    ['MP-250', 'access', acting, { scopes: DELEGATED, consumerOrg: '311000012' }],
    ['MP-251', 'access', acting, { scopes: DELEGATED, consumerOrg: '315000017' }],
    [undefined, 'configuration', acting, { scopes: DELEGATED, consumerOrg: '310000108' }],
  ])('%s is a mistake of %s, asked once and not again', async (mpCode, problem, client, grant) => {
    const { tokensOf, tokenCalls } = await playMaskinporten();
    const clock = stoppedClock();
    const tokens = tokensOf(client, { elapsed: clock.read }, { pausesMs: [0, 0] });
    const { call, reports } = reportedCall();
    const wanted = { ...GRANT, ...grant };
    const answer = await tokens.get(wanted, call);
    expect(answer).toMatchObject({
      kind: 'no token',
      problem,
      mpCode,
      status: problem === 'access' ? 403 : 400,
      feil: { kind: 'unavailable', kilde: KILDE, kode: 'IKKE_KONFIGURERT', kanProevesIgjen: false, opphav: 'GATEWAY' },
    });
    const [report, ...more] = reports.filter(({ operation }) => operation === 'Maskinporten token');
    expect(more).toEqual([]);
    expect(report).toMatchObject({ kilde: KILDE, kode: 'IKKE_KONFIGURERT', fault: { text: expect.any(String) } });
    expect(report?.fault?.bracketCode).toBe(mpCode);
    expect(JSON.stringify(report?.fault)).not.toMatch(/\d{6}/);
    expect(await tokens.get(wanted, call)).toBe(answer);
    expect(await tokenCalls()).toHaveLength(1);
    clock.move(FAILURE_KEPT_MS);
    await tokens.get(wanted, call);
    expect(await tokenCalls()).toHaveLength(2);
  });

  it('certificates are judged by their chain and by their unit', async () => {
    const { tokensOf, certificate, keys } = await playMaskinporten();
    const ask = async (shown: Partial<MaskinportenClient>) => {
      const answer = await tokensOf({ clientId: 'klient-sertifikat', ...shown }).get(GRANT, reportedCall().call);
      return answer.kind === 'token' ? 'token' : answer.mpCode;
    };
    const { privateKey, chain } = certificate;
    const root = keys.certificates.root().sertifikat;
    expect(await ask({ privateKey, shownAs: { chain } })).toBe('token');
    expect(await ask({ privateKey, shownAs: { chain: chain.slice(0, 1) } })).toBe('MP-120');
    expect(await ask({ privateKey: otherKey, shownAs: { chain } })).toBe('MP-124');
    const of = (issued: ReturnType<typeof keys.certificates.expired>) => ({
      privateKey: issued.privateKey,
      shownAs: { chain: [issued.sertifikat, root] },
    });
    expect(await ask(of(keys.certificates.expired('315000017')))).toBe('MP-120');
    expect(await ask(of(keys.certificates.fromUntrustedRoot('315000017')))).toBe('MP-120');
    expect(await ask(of(keys.certificates.forOrganisation('310000108')))).toBe('MP-122');
    expect(await ask({ shownAs: { kid: 'k1' } })).toBe('MP-123');
    expect(await ask({ clientId: 'klient-krr', privateKey, shownAs: { chain } })).toBe('MP-120');
  });
});

describe('a clock that is wrong', () => {
  it.each([
    ['behind', -50_000],
    ['ahead', 50_000],
  ])('by less than a minute, %s, is set right by the refusal, once for all tokens', async (_, offMs) => {
    const { tokensOf, tokenCalls } = await playMaskinporten();
    const tokens = tokensOf({}, { now: () => Date.now() + offMs });
    expect(await tokens.get(GRANT, reportedCall().call)).toMatchObject({ kind: 'token' });
    expect((await tokenCalls()).map(({ httpStatus }) => httpStatus)).toEqual([400, 200]);
    const [first = ''] = GRANT.scopes;
    expect(await tokens.get({ scopes: [first] }, reportedCall().call)).toMatchObject({ kind: 'token' });
    expect(await tokenCalls()).toHaveLength(3);
  });

  it.each([
    ['behind', -75_000, 'MP-130'],
    ['ahead', 75_000, undefined],
  ])('by more, %s, stays so, and is tried once more', async (_, offMs, mpCode) => {
    expect(Math.abs(offMs)).toBeGreaterThan(MAX_CORRECTION_MS);
    const { tokensOf, tokenCalls } = await playMaskinporten();
    const tokens = tokensOf({}, { now: () => Date.now() + offMs });
    const answer = await tokens.get(GRANT, reportedCall().call);
    expect(answer).toMatchObject({ problem: 'client', mpCode, feil: { kode: 'IKKE_KONFIGURERT' } });
    expect(await tokenCalls()).toHaveLength(2);
  });
});
