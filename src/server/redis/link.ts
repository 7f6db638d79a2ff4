import { codeOf, createClient, isElsewhere, Late } from './client.ts';
import type { ScriptName } from './scripts.ts';
import { PROBE_MS, RECONNECT_MS, type SharedSettings } from './settings.ts';

/** The store did not answer, or not in time. Whether it has done what it was asked to is not known. */
export const LOST = 'LOST';

/** It has been lost, or is back. */
export interface SharedTransition {
  readonly to: 'lost' | 'back';
  /** Why: the system's code (ECONNREFUSED), the first word of Redis' error (OOM), TIMEOUT or CLOSED. Of one that is back: why it was lost. */
  readonly why: string;
  /** Milliseconds that it was lost. */
  readonly lostMs?: number;
}

/** How the store is, for health and for metrics. */
export interface SharedReport {
  readonly state: 'UP' | 'LOST';
  /** Since when, ISO 8601. */
  readonly since: string;
  /** How often it has been lost since the start. */
  readonly losses: number;
}

/** One connection to the store, and what is known of it. */
export interface Link {
  /** While it is, nothing is asked, so that nobody waits. */
  isLost(): boolean;
  /** What a script answers: never later than the store may take. */
  run(script: ScriptName, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown>;
  /** Called each time that it is back. */
  onBack(listener: () => void): void;
  report(): SharedReport;
  /** Resolves when it answers, or after so many milliseconds. */
  ready(withinMs: number): Promise<void>;
  close(): Promise<void>;
}

/** Connects, and goes on when nobody answers: the store is then lost from the start. */
export async function connectLink(
  settings: SharedSettings,
  onTransition: (transition: SharedTransition) => void,
): Promise<Link> {
  const { redis, ask } = await createClient(settings);
  const listeners: (() => void)[] = [];
  let lost: { readonly why: string; readonly at: number } | undefined = { why: 'START', at: performance.now() };
  let lastError = 'CLOSED';
  let since = new Date();
  let losses = 0;
  let isClosed = false;
  let probing: NodeJS.Timeout | undefined;
  let vainSince: number | undefined;
  let elsewhere = false;

  function lose(why: string): void {
    if (isClosed || lost) return;
    lost = { why, at: performance.now() };
    since = new Date();
    losses += 1;
    onTransition({ to: 'lost', why });
    probeLater();
  }

  function probeLater(): void {
    clearTimeout(probing);
    if (isClosed) return;
    probing = setTimeout(() => void probe(), PROBE_MS);
    probing.unref();
  }

  /** Writes, so that a store that is full, loads, or is a replica is not taken for one that is back. */
  async function probe(): Promise<void> {
    if (!lost || isClosed) return;
    if (redis.status !== 'ready' || elsewhere) return probeLater();
    try {
      await ask('probe', [`${settings.prefix}probe`], [RECONNECT_MS]);
    } catch (error) {
      lastError = codeOf(error);
      // A primary that lives on as a replica keeps its connections: under its name another may take writes by now.
      const mayBeElsewhere = error instanceof Late || lastError === 'READONLY';
      vainSince = mayBeElsewhere ? (vainSince ?? performance.now()) : undefined;
      if (vainSince !== undefined && performance.now() - vainSince > RECONNECT_MS) {
        vainSince = undefined;
        redis.disconnect(true);
      }
      return probeLater();
    }
    if (!lost || isClosed) return;
    vainSince = undefined;
    const { why, at } = lost;
    lost = undefined;
    since = new Date();
    onTransition({ to: 'back', why, lostMs: Math.round(performance.now() - at) });
    for (const listener of listeners) listener();
  }

  redis.on('error', (error) => {
    lastError = codeOf(error);
    elsewhere ||= isElsewhere(error);
  });
  redis.on('connect', () => {
    elsewhere = false;
  });
  redis.on('close', () => lose(lastError));
  redis.on('ready', () => {
    clearTimeout(probing);
    void probe();
  });
  redis.connect().catch(() => {});

  return {
    isLost: () => lost !== undefined,
    async run(script, keys, args) {
      if (lost || isClosed) return LOST;
      try {
        return await ask(script, keys, args);
      } catch (error) {
        lose(codeOf(error));
        return LOST;
      }
    },
    onBack: (listener) => void listeners.push(listener),
    report: () => ({ state: lost ? 'LOST' : 'UP', since: since.toISOString(), losses }),
    async ready(withinMs) {
      const isReady = new Promise<void>((resolve) => listeners.push(resolve));
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, withinMs);
      });
      if (lost) await Promise.race([isReady, late]);
      clearTimeout(timer);
      if (lost?.why !== 'START') return;
      losses += 1;
      lost = { why: lastError, at: lost.at };
      onTransition({ to: 'lost', why: lastError });
    },
    async close() {
      isClosed = true;
      clearTimeout(probing);
      redis.disconnect();
    },
  };
}
