import { createNeighbours } from './common/neighbours.ts';
import type { Pem } from './common/pem.ts';
import { type PlayedRegister, play } from './common/played.ts';
import type { Register } from './common/register.ts';
import type { Simulator } from './common/simulator.ts';
import { REGISTERS } from './registers.ts';

export type { Outage, PlayedRegister, Traffic } from './common/played.ts';

type Registers = (typeof REGISTERS)[number];
type Named<Name> = Extract<Registers, { readonly name: Name }>;
type ServiceName<One = Registers> = One extends { readonly services: Readonly<Record<infer Service, string>> }
  ? Service
  : never;

export type RegisterName = Registers['name'];

/** The whole URL of each service, as the gateway is configured with a real one's. */
export type SandboxUrls = Readonly<Record<ServiceName, string>>;

/** The registers, played on loopback in their real wire formats. */
export type Sandbox = {
  readonly [Name in RegisterName]: PlayedRegister<ReturnType<Named<Name>['create']>>;
} & {
  readonly urls: SandboxUrls;
  /** Where each register's hooks are. */
  readonly hooks: Readonly<Record<RegisterName, string>>;
  reset(): void;
  close(): Promise<void>;
};

export interface SandboxOptions {
  readonly host?: string;
  /** The first of two ports in a row for each register: wire and hooks. 0 (default): any free ports. */
  readonly firstPort?: number;
  /** Settings at the start; what is left out has its default. */
  readonly settings?: { readonly [Name in RegisterName]?: Parameters<Named<Name>['create']>[0] };
  /** The registers that speak TLS and ask for client certificates. Left out: plain HTTP. */
  readonly tls?: { readonly [Name in RegisterName]?: { readonly server: Pem; readonly ca: string } };
}

/** How many ports the registers take, two each. */
export const PORT_COUNT = REGISTERS.length * 2;

/** The ports of the register that stands at this place of the list; 0, any free ones, where the first is 0. */
export function portsOf(index: number, firstPort: number): { readonly wire: number; readonly hooks: number } {
  const wire = firstPort === 0 ? 0 : firstPort + index * 2;
  return { wire, hooks: wire === 0 ? 0 : wire + 1 };
}

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = '127.0.0.1', firstPort = 0, settings = {}, tls = {} } = options;
  const neighbours = createNeighbours();
  const served = await Promise.all(
    REGISTERS.map(async (register: Register<RegisterName, string, object, Simulator>, index) => {
      const { name, services } = register;
      const ports = portsOf(index, firstPort);
      const certificates = tls[name];
      const wire = {
        host,
        port: ports.wire,
        ...(certificates && { tls: { ...certificates.server, ca: certificates.ca } }),
      };
      const simulator = register.create(settings[name], neighbours);
      neighbours.add(simulator);
      const played = await play(simulator, wire, { host, port: ports.hooks });
      const urls = Object.entries(services).map(([service, path]) => [service, played.url + path] as const);
      return { name, played, urls };
    }),
  );
  const all = served.map(({ played }) => played);
  return {
    ...(Object.fromEntries(served.map(({ name, played }) => [name, played])) as Pick<Sandbox, RegisterName>),
    urls: Object.fromEntries(served.flatMap(({ urls }) => urls)) as SandboxUrls,
    hooks: Object.fromEntries(served.map(({ name, played }) => [name, played.hooksUrl])) as Sandbox['hooks'],
    reset: () => {
      for (const register of all) register.reset();
    },
    close: async () => {
      await Promise.all(all.map((register) => register.close()));
    },
  };
}
