import { Pool } from 'undici';

export interface Load {
  readonly url: string;
  readonly body: string;
  /** The one right answer: every response is compared to it. */
  readonly expected: string;
  readonly concurrency: number;
}

export interface Driven {
  readonly requests: number;
  readonly seconds: number;
}

/** Keep-alive connections to one server, as many as there are requests under way. */
export function openLoad({ url, body, expected, concurrency }: Load) {
  const pool = new Pool(url, { connections: concurrency, pipelining: 1 });

  async function askWhile(goesOn: () => boolean): Promise<void> {
    do {
      const text = await post(pool, body);
      if (text !== expected) throw new Error(`${url} answered otherwise than before: ${text.slice(0, 300)}`);
    } while (goesOn());
  }

  return {
    /** Asks for so long, and at least so often; waits for the last answer. */
    async drive(seconds: number, atLeast = 0): Promise<Driven> {
      const began = performance.now();
      let requests = 0;
      const goesOn = () => {
        requests += 1;
        return requests < atLeast || performance.now() - began < seconds * 1000;
      };
      await Promise.all(Array.from({ length: concurrency }, () => askWhile(goesOn)));
      return { requests, seconds: (performance.now() - began) / 1000 };
    },
    close: () => pool.close(),
  };
}

/** One answer, or an error: only 200 is one. */
export async function askOnce(url: string, body: string): Promise<string> {
  const pool = new Pool(url);
  try {
    return await post(pool, body);
  } finally {
    await pool.close();
  }
}

const HEADERS = { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' };

async function post(pool: Pool, body: string): Promise<string> {
  const answer = await pool.request({ method: 'POST', path: '/graphql', headers: HEADERS, body });
  const text = await answer.body.text();
  if (answer.statusCode !== 200) throw new Error(`answered ${answer.statusCode}: ${text.slice(0, 300)}`);
  return text;
}
