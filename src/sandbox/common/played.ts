import { foreignTo } from '../../domain/authority.ts';
import { refuse } from './hooks.ts';
import { type Listen, listen, type Request, type Response } from './server.ts';
import type { Simulator } from './simulator.ts';

/** How a whole register fails, whatever it is asked. */
export const OUTAGES = ['none', 'drops', 'silent', 'garbage', 'unavailable'] as const;
export type Outage = (typeof OUTAGES)[number];

/** What has gone over a simulator's wire since it started or was reset. */
export interface Traffic {
  readonly calls: number;
  /** The most calls that were under way at once. */
  readonly mostAtOnce: number;
}

/** A simulator on its two sockets. */
export interface PlayedRegister<Played extends Simulator = Simulator> {
  readonly simulator: Played;
  readonly url: string;
  readonly hooksUrl: string;
  traffic(): Traffic;
  outage: Outage;
  /** Milliseconds before each answer. */
  delayMs: number;
  /** Whether interim answers that nobody asked for come before each answer. */
  interim: boolean;
  reset(): void;
  close(): Promise<void>;
}

const FAILURES: Record<Exclude<Outage, 'none'>, Response> = {
  drops: 'drops the connection',
  silent: 'never answers',
  garbage: { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>It works!' },
  unavailable: { status: 503, headers: { 'content-type': 'text/html', 'retry-after': '7' }, body: '<h1>503</h1>' },
};

/** Starts a simulator; its register may be made to fail as a whole, and its traffic is counted. */
export async function play<Played extends Simulator>(
  simulator: Played,
  wire: Listen = {},
  hooks: Listen = {},
): Promise<PlayedRegister<Played>> {
  let calls = 0;
  let underWay = 0;
  let mostAtOnce = 0;
  const played = {
    simulator,
    outage: 'none' as Outage,
    delayMs: 0,
    interim: false,
    traffic: () => ({ calls, mostAtOnce }),
    reset() {
      simulator.reset();
      played.outage = 'none';
      played.delayMs = 0;
      played.interim = false;
      calls = 0;
      mostAtOnce = underWay;
    },
  };

  async function handle(request: Request): Promise<Response> {
    calls += 1;
    underWay += 1;
    mostAtOnce = Math.max(mostAtOnce, underWay);
    try {
      if (played.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, played.delayMs));
      const response = played.outage === 'none' ? await simulator.handle(request) : FAILURES[played.outage];
      return typeof response === 'string' ? response : { ...response, interim: played.interim };
    } finally {
      underWay -= 1;
    }
  }

  function handleHook(request: Request): Response | Promise<Response> {
    // Hooks change what the sandbox answers, and ask nobody who calls: no web page of somebody else's may call them.
    const foreign = foreignTo(request.headers, hooks.host === undefined ? [] : [hooks.host]);
    if (foreign) return refuse(403, `This ${foreign} is not of this machine.`);
    if (request.url.pathname !== '/_sandbox/outage') return simulator.hooks(request);
    if (request.method !== 'PUT') return { status: 405, headers: { allow: 'PUT' } };
    const wanted = OUTAGES.find((outage) => outage === request.body.toString('utf8').trim());
    if (!wanted) return refuse(400, `One of: ${OUTAGES.join(', ')}.`);
    played.outage = wanted;
    return { status: 204 };
  }

  const wireServer = await listen(handle, wire);
  const hooksServer = await listen(handleHook, hooks);
  return Object.assign(played, {
    url: wireServer.url,
    hooksUrl: hooksServer.url,
    close: async () => {
      await Promise.all([wireServer.close(), hooksServer.close()]);
    },
  });
}
