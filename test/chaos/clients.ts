// A program of its own, so that what the clients cost is not measured as the gateway's: many clients that ask a gateway, each
// at its own pace, and do not wait for one answer before they ask again. Told what to do by messages (`client-process.ts`).
import { Pool } from 'undici';
import type { Asked, Operation, Order, Plan, Report } from './client-process.ts';

let report: Asked[] = [];
let stop = () => {};
let underWay: Promise<void>[] = [];

process.on('message', async (order: Order) => {
  if (order.kind === 'begin') return begin(order.plan);
  stop();
  await Promise.all(underWay);
  process.send?.({ asked: report } satisfies Report);
});

function begin({ url, tokens, everyMs, operations }: Plan): void {
  report = [];
  underWay = [];
  const timers = tokens.map((token, client) => {
    const ask = openClient(url, token);
    // Clients do not ask for the same at the same time.
    let nth = client * STEP;
    const next = () => {
      const operation = operations[nth % operations.length] as Operation;
      nth += 1;
      const asked = ask(operation, client).then((answer) => void report.push(answer));
      underWay.push(asked);
    };
    const first = setTimeout(
      () => {
        next();
        timers[client] = setInterval(next, everyMs);
      },
      (client * everyMs) / tokens.length,
    );
    return first;
  });
  stop = () => {
    for (const timer of timers) clearInterval(timer);
  };
}

/** A prime, so that it goes into no number of operations. */
const STEP = 7919;

function openClient(url: string, token: string) {
  // Lets go of an idle connection long before the gateway does, so that no request meets its end.
  const pool = new Pool(url, { pipelining: 1, keepAliveTimeoutThreshold: 3_000 });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  /** How many of its own questions are under way: the gateway joins the same one of the same caller. */
  const own = new Map<number, number>();

  return async ({ body, questions }: Operation, client: number): Promise<Asked> => {
    const atMs = performance.timeOrigin + performance.now();
    const joined = questions.filter(({ id }) => own.has(id)).map(({ id }) => id);
    for (const { id } of questions) own.set(id, (own.get(id) ?? 0) + 1);
    const said = await answerOf();
    for (const { id } of questions) {
      const rest = (own.get(id) ?? 0) - 1;
      if (rest > 0) own.set(id, rest);
      else own.delete(id);
    }
    const tookMs = performance.timeOrigin + performance.now() - atMs;
    const fields = questions.map(({ id, expected }, index) => ({
      id,
      said: typeof said === 'string' ? said : judge(said[`q${index}`], expected),
      joined: joined.includes(id),
    }));
    return { client, atMs, tookMs, fields };

    /** The data, or what came in their place. */
    async function answerOf(): Promise<string | Record<string, unknown>> {
      try {
        const answer = await pool.request({ method: 'POST', path: '/graphql', headers, body });
        const text = await answer.body.text();
        if (answer.statusCode !== 200) return `status ${answer.statusCode}`;
        const { data, errors } = JSON.parse(text) as { data?: Record<string, unknown>; errors?: unknown };
        return errors || !data ? 'errors' : data;
      } catch (error) {
        return `lost: ${(error as NodeJS.ErrnoException).code ?? 'no code'}`;
      }
    }
  };
}

/** `right`, the code of a register that could not be asked, or `wrong`: another answer than this key's. */
function judge(answer: unknown, expected: string): string {
  if (JSON.stringify(answer) === expected) return 'right';
  for (const field of Object.values((answer as Record<string, unknown>) ?? {})) {
    const { __typename, kode } = (field ?? {}) as { readonly __typename?: string; readonly kode?: string };
    if (__typename === 'KildeUtilgjengelig' && kode) return kode;
  }
  return 'wrong';
}
