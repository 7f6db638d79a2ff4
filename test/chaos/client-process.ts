import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A request that clients send again and again. */
export interface Operation {
  readonly body: string;
  /** Its fields, in their order. */
  readonly questions: readonly { readonly id: number; readonly expected: string }[];
}

export interface Plan {
  readonly url: string;
  /** One a client. */
  readonly tokens: readonly string[];
  readonly everyMs: number;
  readonly operations: readonly Operation[];
}

/** One request, and what became of it. */
export interface Asked {
  readonly client: number;
  /** When it was sent: milliseconds of the epoch, as `now` tells them. */
  readonly atMs: number;
  readonly tookMs: number;
  readonly fields: readonly Field[];
}

export interface Field {
  /** Of the question. */
  readonly id: number;
  /** `right`, a code, `wrong`, or what came in an answer's place. */
  readonly said: string;
  /** The same caller was asking the same already, so that the gateway needs no call for it. */
  readonly joined: boolean;
}

export type Order = { readonly kind: 'begin'; readonly plan: Plan } | { readonly kind: 'end' };
export interface Report {
  readonly asked: readonly Asked[];
}

/** The time in which all processes of a run tell when something was. */
export const now = (): number => performance.timeOrigin + performance.now();

export interface Clients {
  begin(plan: Plan): void;
  /** Asks no more, waits for the last answers, and tells what became of all. */
  end(): Promise<readonly Asked[]>;
  close(): void;
}

export function startClients(): Clients {
  const child = fork(fileURLToPath(new URL('clients.ts', import.meta.url)), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return {
    begin: (plan) => void child.send({ kind: 'begin', plan } satisfies Order),
    async end() {
      const told = once(child, 'message');
      child.send({ kind: 'end' } satisfies Order);
      return ((await told)[0] as Report).asked;
    },
    close: () => void child.kill(),
  };
}
