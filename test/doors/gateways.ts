import type { Organisasjonsnummer } from '../../src/domain/organisasjonsnummer.ts';
import { findSandboxCaller } from '../../src/embedded.ts';
import { listen } from '../../src/sandbox/common/server.ts';
import type { SourcesConfig } from '../../src/sources/index.ts';
import { type Copied, copySandbox } from '../support/copied.ts';
import { type RunningGateway, startGateway } from '../support/gateway.ts';
import { startTraced } from '../support/traced.ts';
import type { DoorGateway } from './codes.ts';

/** A supplier of mailboxes that has delegated its scopes, and that has never been granted them itself. */
const WITHOUT_ACCESS = '311000012' as Organisasjonsnummer;

/** A gateway on the REST doors of a sandbox of its own. */
export async function startAtDoors(name: DoorGateway): Promise<RunningGateway> {
  switch (name) {
    case 'plain':
      return startTraced({ doors: 'rest' });
    case 'without precheck':
      return withEnhet((enhet) => ({ ...enhet, precheck: false }));
    case 'without Maskinporten':
      return withEnhet(({ maskinporten: _, ...enhet }) => enhet);
    case 'unknown client':
      return withEnhet((enhet) => asClient(enhet, 'klient-ukjent'));
    case 'body without access':
      return startGateway({
        doors: 'rest',
        identify: async () => ({ caller: { ...whole(findSandboxCaller('star')), consumer: WITHOUT_ACCESS } }),
        sources: ({ enhet }) => ({
          enhet: { ...asClient(whole(enhet), 'klient-deleg'), onBehalfOf: [WITHOUT_ACCESS] },
        }),
      });
    case 'failing register': {
      const server = await listen(() => SERVER_ERROR);
      const gateway = await withEnhet((enhet) => ({ ...enhet, enhetsregisteretUrl: `${server.url}/api` }));
      return { ...gateway, close: async () => void (await Promise.all([gateway.close(), server.close()])) };
    }
  }
}

/** How a gateway asks for what it is asked for. */
export type Door = 'SOAP' | 'REST' | 'the copy';

/** A gateway on a sandbox of its own. What may pass is tried again, as a tab says, but without the pauses. */
export async function startByDoor(door: Door): Promise<RunningGateway> {
  const pausesMs = [1, 1];
  if (door === 'SOAP') return startGateway({ sources: { pausesMs } });
  if (door === 'REST') return startGateway({ doors: 'rest', sources: { pausesMs } });
  let copied: Copied | undefined;
  const gateway = await startGateway({
    doors: 'rest',
    sources: async (_, sandbox) => {
      copied = await copySandbox(sandbox, { isAuthorized: true });
      return { pausesMs, enhet: copied.enhet };
    },
  });
  const close = async () => {
    await gateway.close();
    copied?.remove();
  };
  return { ...gateway, close };
}

type EnhetConfig = NonNullable<SourcesConfig['enhet']>;

const withEnhet = (change: (enhet: EnhetConfig) => EnhetConfig) =>
  startGateway({ doors: 'rest', sources: ({ enhet }) => ({ enhet: change(whole(enhet)) }) });

function asClient({ maskinporten, ...enhet }: EnhetConfig, clientId: string): EnhetConfig {
  return { ...enhet, maskinporten: { client: { ...whole(maskinporten).client, clientId } } };
}

/** As the contract has it. */
const SERVER_ERROR = {
  status: 500,
  headers: { 'content-type': 'application/json;charset=UTF-8' },
  body: JSON.stringify({
    timestamp: '2026-01-05T07:36:21.523+0000',
    status: 500,
    error: 'Internal Server Error',
    message: 'It went wrong.',
    path: '/enhetsregisteret/api/enheter/700000001',
    trace: '00000000-0000-4000-8000-000000000000',
  }),
};

function whole<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the sandbox is not whole');
  return value;
}
