import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { isOrganisasjonsnummer } from '../../src/domain/organisasjonsnummer.ts';
import { dokumenterteFeil } from '../../src/graph/dokumenterte-feil.ts';
import type { RegisterName, Sandbox } from '../../src/sandbox/index.ts';
import type { PostkasseSigning } from '../../src/sources/postkasse/settings.ts';
import type { SourcesConfig } from '../../src/sources/index.ts';
import type { RunningGateway } from '../support/gateway.ts';
import { type RunningProxy, startProxy } from '../support/proxy.ts';
import { setSandbox } from '../support/sandbox.ts';
import { startTraced } from '../support/traced.ts';
import { type GatewayName, MANGLENDE, NOT_REACHED, REACHED, type Reached, readOf } from './codes.ts';

const running = new Map<GatewayName, RunningGateway>();
const proxies: RunningProxy[] = [];

afterAll(async () => {
  await Promise.all([...running.values(), ...proxies].map((server) => server.close()));
});

beforeEach(() => {
  for (const { sandbox } of running.values()) sandbox.reset();
});

describe('every documented code that a read can raise', () => {
  const cases = REACHED.map((row) => ({ gateway: 'plain' as const, ...row }));

  it.each(cases)('$kode: $felt of "$key", gateway $gateway', async (row) => {
    const { kode, felt, key, opphav, gateway, sandbox } = row;
    const dokumentert = dokumenterteFeil().find((feil) => feil.kode === kode && feil.felter.includes(felt));
    const asked = await gatewayOf(gateway);
    for (const [register, settings] of Object.entries(sandbox ?? {})) {
      await setSandbox(asked.sandbox[register as RegisterName], settings);
    }
    const svar = await readOf(felt)(asked, key);
    expect(svar).toMatchObject({
      __typename: dokumentert?.type,
      kode,
      kilde: dokumentert?.kilde,
      opphav: opphav ?? 'KILDE',
      kanProevesIgjen: dokumentert?.kanProevesIgjen,
    });
    expect(svar.melding).toMatch(sentence(dokumentert?.tekst ?? '', row));
    expect(calls(asked)).toBe(opphav === 'GATEWAY' ? 0 : 1);
  });
});

describe('what a unit lacks stands beside its data', () => {
  const cases = MANGLENDE.flatMap(({ kode, opplysning, key }) => {
    // STAR has codes of the same numbers.
    const lack = dokumenterteFeil().find((feil) => feil.type === 'ManglendeOpplysning' && feil.kode === kode);
    return (lack?.felter ?? []).map((felt) => ({ kode, opplysning, key, felt }));
  });

  it.each(cases)('$kode in $felt of $key', async ({ kode, opplysning, key, felt }) => {
    const svar = await readOf(felt)(await gatewayOf('plain'), key);
    const lack = svar.mangler?.find((one) => one.kode === kode);
    expect(lack).toMatchObject({ opplysning, melding: expect.stringContaining(key) });
  });

  it('all 26 but that of hentKonsern, which the graph does not use', () => {
    expect(MANGLENDE).toHaveLength(26);
    const codes = new Set(cases.map(({ kode }) => kode));
    expect(MANGLENDE.filter(({ kode }) => !codes.has(kode)).map(({ kode }) => kode)).toEqual(['1150']);
  });
});

describe('the table', () => {
  // Those that the gateway derives are reached by the doors of their registers: test/doors/codes.test.ts.
  const documented = dokumenterteFeil()
    .filter(({ type, avledet }) => type !== 'ManglendeOpplysning' && !avledet)
    .flatMap(({ kode, felter }) => felter.map((felt) => ({ kode, felt })))
    .filter(({ felt }) => !felt.startsWith('Mutation.'))
    .map(({ kode, felt }) => `${kode} of ${felt}`);
  const reached = REACHED.map(({ kode, felt }) => `${kode} of ${felt}`);
  const notReached = NOT_REACHED.map(({ kode, felt }) => `${kode} of ${felt}`);

  it('misses no code that a read can answer', () => {
    expect(documented.length).toBeGreaterThan(150);
    expect([...new Set([...reached, ...notReached])].toSorted()).toEqual([...new Set(documented)].toSorted());
  });

  it('lists as unreached only what it does not reach', () => {
    expect(notReached.filter((pair) => reached.includes(pair))).toEqual([]);
  });

  it('reaches each code by some field', () => {
    const codes = new Set(REACHED.map(({ kode }) => kode));
    expect(NOT_REACHED.filter(({ kode }) => !codes.has(kode))).toEqual([]);
  });
});

function calls({ sandbox }: RunningGateway): number {
  const names = Object.keys(sandbox.hooks) as RegisterName[];
  return names.reduce((sum, name) => sum + sandbox[name].traffic().calls, 0);
}

/**
 * The documented text. Its x and y stand for units and are filled in where the register has answered: x is the one asked
 * for, but in code 3. Where x is a person, or anything that is no unit's number, it stays an x.
 */
function sentence(text: string, { kode, felt, key, opphav }: Reached): RegExp {
  const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const isFilled = felt.startsWith('Enhet.') && opphav === undefined && isOrganisasjonsnummer(key);
  const x = kode === '3' ? '\\d{9}' : key;
  const filled = isFilled ? escaped.replace(/\bx\b/, x).replace(/\by\b/, '\\d{9}') : escaped;
  return new RegExp(`^${filled}$`);
}

async function gatewayOf(name: GatewayName): Promise<RunningGateway> {
  const gateway =
    running.get(name) ?? (await startTraced({ sources: (own, sandbox) => configure(name, own, sandbox) }));
  running.set(name, gateway);
  return gateway;
}

async function configure(name: GatewayName, own: SourcesConfig, sandbox: Sandbox): Promise<Partial<SourcesConfig>> {
  const { kontaktinformation, postkasse, enhet } = own;
  if (!kontaktinformation || !postkasse?.postkasseUrl || !enhet) throw new Error('the sandbox is not whole');
  const organisation = (organisationstype: number, organisationskode: string) => ({
    kontaktinformation: { ...kontaktinformation, organisationstype, organisationskode },
  });
  const by = async (url: string, header: string, value: string) => {
    const proxy = await startProxy(url, { [header]: value });
    proxies.push(proxy);
    return proxy.url;
  };
  switch (name) {
    case 'plain':
      return {};
    case 'without precheck':
      return { enhet: { ...enhet, precheck: false } };
    case 'wrong password':
      return { enhet: { ...enhet, passord: 'feil' } };
    case 'limited user':
      return { enhet: { ...enhet, brukerId: 'sandbox-begrenset' } };
    case 'a-kasse':
      return organisation(2, '9001');
    case 'company':
      return organisation(24, '1');
    case 'unknown type':
      return organisation(77, '1');
    case 'unapproved supplier':
      if (postkasse.security !== 'signed' || typeof postkasse.signing !== 'function') throw new Error('unsigned');
      return {
        postkasse: {
          ...postkasse,
          signing: signedBy(postkasse.signing, sandbox.postkasse.simulator.certificates.forOrganisation),
        },
      };
    case 'no certificate':
      return {
        kontaktinformation: {
          ...kontaktinformation,
          url: await by(kontaktinformation.url, 'x-sandbox-client', 'none'),
        },
      };
    case 'unknown certificate':
      return {
        kontaktinformation: {
          ...kontaktinformation,
          url: await by(kontaktinformation.url, 'x-sandbox-client', 'klient-ukendt'),
        },
      };
  }
}

/** As configured, but the supplier is the one whose approval is withdrawn. */
function signedBy(
  signing: () => Promise<PostkasseSigning>,
  certificateOf: Sandbox['postkasse']['simulator']['certificates']['forOrganisation'],
): () => Promise<PostkasseSigning> {
  return async () => {
    const own = await signing();
    return { ...own, postkasse: { ...own.postkasse, ...certificateOf('314000013') } };
  };
}
