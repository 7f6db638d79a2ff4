import { setTimeout as wait } from 'node:timers/promises';
import { type Clients, now, type Operation, type Plan } from './client-process.ts';
import type { Fault } from './faults.ts';
import { judge, type Row } from './judge.ts';
import { bodyOf, type Question } from './questions.ts';
import { EVERY_MS, LATENCY_MS, PARTS, PAUSE_MS, SLACK_MS, TIMEOUT_MS } from './settings.ts';
import { SERVICES, type Service, type World } from './world.ts';

/** How long the clients go on when the data should be back, so that it is seen. */
const LONGER_MS = 300;

/** Lets a service fail for a while under 64 clients, and looks at what each of them is answered. */
export async function measureRow(world: World, clients: Clients, service: Service, fault: Fault): Promise<Row> {
  const { proxies, questions } = world;
  const proxy = proxies[service.name];
  const own = questions.filter((question) => question.service === service.name);
  const key = own[0]?.key ?? '';
  const faulty = new Set(own.filter((question) => !fault.oneKey || question.key === key).map(({ id }) => id));
  if (!proxy || faulty.size === 0) throw new Error(`nothing is asked of ${service.name}`);
  const siblings = SERVICES.filter(({ kilde, name }) => kilde === service.kilde && name !== service.name);
  /** Calls to the service by the gateway's own count: those of the register, less what its other addresses have seen. */
  const loggedCalls = () =>
    world.loggedCalls(service.kilde) -
    siblings.reduce((sum, { name }) => sum + (proxies[name]?.calls() ?? 0), 0) -
    (proxy.calls() ?? 0);

  clients.begin(planOf(world));
  await wait(PARTS.beforeMs);
  const unseenBefore = loggedCalls();
  const callsBefore = proxy.calls();
  const beganMs = now();
  if (fault.unresolved) world.resolve(service.name, false);
  let befallen = 0;
  await proxy.disturb(counted(fault.disturbance(key), key, () => (befallen += 1)));
  await wait(PARTS.duringMs);
  const calls = proxy.calls() - callsBefore;
  if (fault.unresolved) world.resolve(service.name, true);
  await proxy.disturb(undefined);
  const endedMs = now();
  await wait(Math.max(PAUSE_MS, fault.retryAfterMs ?? 0) + TIMEOUT_MS + LATENCY_MS + SLACK_MS + LONGER_MS);
  const asked = await clients.end();
  // The line of a request is written when its answer has been sent.
  await wait(SLACK_MS);
  const unseen = fault.unseen ? loggedCalls() - unseenBefore : 0;
  return judge({ fault, faulty, asked, beganMs, endedMs, calls: (fault.oneKey ? befallen : calls) + unseen });

  function counted(disturbance: ReturnType<Fault['disturbance']>, of: string, tell: () => void): typeof disturbance {
    const { answer } = disturbance;
    if (!fault.oneKey || !answer) return disturbance;
    return {
      answer(exchange) {
        if (JSON.stringify(exchange.request.rawHeaders).includes(of) || exchange.body.includes(of)) tell();
        return answer(exchange);
      },
    };
  }
}

/** Of every four requests, three are for one field, of the services in turn; one is for a field of each service. */
export function planOf({ gateway, tokens, questions }: World): Plan {
  const byService = SERVICES.map(({ name }) => questions.filter(({ service }) => service === name));
  const at = (list: readonly Question[], index: number) => list[index % list.length] as Question;
  const most = Math.max(...byService.map((list) => list.length));
  const singles = Array.from({ length: most * SERVICES.length }, (_, nth) => [
    at(byService[nth % SERVICES.length] as Question[], Math.floor(nth / SERVICES.length)),
  ]);
  const operations = singles.flatMap((single, nth) =>
    nth % 3 < 2 ? [single] : [single, byService.map((list) => at(list, nth))],
  );
  return {
    url: gateway.url,
    tokens,
    everyMs: EVERY_MS,
    operations: operations.map(
      (list): Operation => ({
        body: bodyOf(list),
        questions: list.map(({ id, expected }) => ({ id, expected: JSON.stringify(JSON.parse(expected)) })),
      }),
    ),
  };
}
