import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { play } from '../../../src/sandbox/common/played.ts';
import {
  createEnhetsregisteretSandbox,
  type EnhetsregisteretCall,
} from '../../../src/sandbox/enhetsregisteret/index.ts';

/** The day that the register's clock shows: that of the contract. */
export const TODAY = new Date('2026-09-30T10:00:00.000Z');

/** The register on real sockets. */
export async function startRegister(...[settings, surroundings]: Parameters<typeof createEnhetsregisteretSandbox>) {
  const played = await play(createEnhetsregisteretSandbox(settings, { machine: () => TODAY, ...surroundings }));
  const base = `${played.url}/enhetsregisteret/api`;
  const hook = (method: string, name: string, body?: unknown) =>
    fetch(`${played.hooksUrl}/_sandbox/${name}`, {
      method,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  return {
    ...played,
    base,
    hook,
    ask: (path: string, init: RequestInit = {}) => fetch(base + path, { redirect: 'manual', ...init }),
    read: async (path: string) => {
      const response = await fetch(base + path);
      expect([path, response.status]).toEqual([path, 200]);
      return JSON.parse(await response.text());
    },
    status: async (path: string, init: RequestInit = {}) => {
      const response = await fetch(base + path, { redirect: 'manual', ...init });
      await response.arrayBuffer();
      return response.status;
    },
    configure: async (settings: object) => expect((await hook('PUT', 'settings', settings)).status).toBe(200),
    calls: async (): Promise<readonly EnhetsregisteretCall[]> =>
      JSON.parse(await (await hook('GET', 'calls')).text()).calls,
    /** An example of the contract, with the register's address in its place. */
    sample: (name: string) =>
      readFileSync(`test/sandbox/enhetsregisteret/samples/${name}.json`, 'utf8')
        .trim()
        .replaceAll('"H/', `"${base}/`)
        .replaceAll('"S/', `"${played.url}/fullmakt/`)
        .replaceAll('"F/', `"${played.url}/frivillighetsregisteret/api/`),
  };
}

export type Register = Awaited<ReturnType<typeof startRegister>>;
