import type { Sandbox } from '../../src/sandbox/index.ts';
import { VERIFIKATIONSKODE_PATH } from '../../src/sources/kontaktinformation/settings.ts';
import type { Random } from '../differential/random.ts';
import { type Episode, type Exchange, FAULTS, type Fault, type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { TYPES } from './people.ts';

/** A write that a register has got. */
export interface ReceivedWrite {
  readonly person: string;
  readonly isDone: boolean;
}

/** The registers behind a fault proxy each. */
export interface FailingRegisters {
  readonly urls: Sandbox['urls'];
  /** Lets faults come and go, until it is stopped. */
  disturb(): { stop(): Promise<void> };
  drop(): void;
  /** Requests that have met each fault, by its name. */
  faults(): Readonly<Record<string, number>>;
  /** Requests that were handed on, beside those that the sandbox itself has counted. */
  counts(): readonly { readonly register: string; readonly handedOn: number; readonly counted: number }[];
  close(): Promise<void>;
}

const REGISTERS = ['kontaktinformation', 'postkasse', 'enhet'] as const;
const CALM_MS = [200, 1_500] as const;
const EPISODE_MS = [400, 2_200] as const;
const SHARES = [0.3, 0.6, 1];
const KINDS = Object.keys(FAULTS) as Fault[];

export async function startRegisters(
  sandbox: Sandbox,
  random: Random,
  openAnswer: (envelope: string) => string,
  onWrite: (write: ReceivedWrite) => void,
): Promise<FailingRegisters> {
  const nextEpisode = createEpisodes(random);
  const observe = (exchange: Exchange) => {
    const write = readWrite(exchange, openAnswer);
    if (write) onWrite(write);
  };
  const proxies = await Promise.all(
    REGISTERS.map(async (register) => ({
      register,
      target: sandbox[register].url,
      proxy: await startFaultProxy(sandbox[register].url, { random, observe }),
    })),
  );
  const moved = (url: string) =>
    proxies.reduce((address, { target, proxy }) => address.replace(target, proxy.url), url);
  const each = <Result>(act: (proxy: FaultProxy) => Result) => proxies.map(({ proxy }) => act(proxy));
  return {
    urls: Object.fromEntries(Object.entries(sandbox.urls).map(([name, url]) => [name, moved(url)])) as Sandbox['urls'],
    disturb() {
      const end = new AbortController();
      const running = Promise.all(each((proxy) => comeAndGo(proxy, nextEpisode, random, end.signal)));
      return {
        async stop() {
          end.abort();
          await running;
        },
      };
    },
    drop: () => void each((proxy) => proxy.drop()),
    faults: () => {
      const all = each((proxy) => proxy.faults());
      const sumOf = (fault: Fault) => all.reduce((sum, faults) => sum + (faults.get(fault) ?? 0), 0);
      return Object.fromEntries(KINDS.map((fault) => [fault, sumOf(fault)]));
    },
    counts: () =>
      proxies.map(({ register, proxy }) => ({
        register,
        handedOn: proxy.forwarded(),
        counted: sandbox[register].traffic().calls,
      })),
    async close() {
      await Promise.all(each((proxy) => proxy.close()));
    },
  };
}

/** Every kind comes once before any comes again. */
function createEpisodes(random: Random): () => Episode {
  let left: Fault[] = [];
  return () => {
    if (left.length === 0) left = random.shuffled(KINDS);
    return { fault: left.pop() ?? random.pick(KINDS), share: random.pick(SHARES) };
  };
}

async function comeAndGo(
  proxy: FaultProxy,
  nextEpisode: () => Episode,
  random: Random,
  end: AbortSignal,
): Promise<void> {
  const during = async ([least, most]: readonly [number, number]) => {
    const ms = least + random.below(most - least);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(finish, ms);
      function finish() {
        clearTimeout(timer);
        end.removeEventListener('abort', finish);
        resolve();
      }
      end.addEventListener('abort', finish);
    });
  };
  while (!end.aborted) {
    await during(CALM_MS);
    if (end.aborted) return;
    await proxy.meet(nextEpisode());
    await during(EPISODE_MS);
    await proxy.meet(undefined);
  }
}

const KODE_PATH = VERIFIKATIONSKODE_PATH.replace('{kontaktdataType}', '');
const WRITES = /<(?:\w+:)?(?:OppdaterPostkasse|OpprettOgVelgSikkerDigitalPostkasse|SlettPostkasse)Forespoersel[\s>]/;

/** Undefined where it is no write. STAR does a write twice when it has another x-requestId: each success is one more. */
function readWrite(
  { method, path, headers, body, status, answer }: Exchange,
  openAnswer: (envelope: string) => string,
): ReceivedWrite | undefined {
  const cpr = headers['x-civilregistrationidentifier'];
  if (typeof cpr === 'string') {
    const isWrite = method === 'POST' || path.includes(KODE_PATH);
    return isWrite ? { person: cpr, isDone: status >= 200 && status <= 299 } : undefined;
  }
  const [, person] = /personidentifikator>(\d{11})</.exec(body) ?? [];
  if (!WRITES.test(body) || person === undefined) return undefined;
  return { person, isDone: /status>OK</.test(openAnswer(answer)) };
}

/** The code that a citizen got for her mobile phone; undefined when none is pending. */
export async function pendingCode({ hooks }: Sandbox, cpr: string): Promise<string | undefined> {
  const url = `${hooks.kontaktinformation}/_sandbox/verifikationskode?kontaktdataType=${TYPES.MOBILTELEFON}`;
  const answer = await fetch(url, { headers: { 'x-civilregistrationidentifier': cpr } });
  return answer.ok ? ((await answer.json()) as { verifikationskode: string }).verifikationskode : undefined;
}
