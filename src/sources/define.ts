import type { SecureContext } from 'node:tls';
import type { z } from 'zod';
import type { CallContext } from '../domain/call.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import type { KeepLimits } from '../domain/keep.ts';
import type { OperationFields } from '../domain/operation-field.ts';
import type { Pace } from '../domain/pace.ts';
import type { PersonidentifikatorRules } from '../domain/personidentifikator.ts';
import type { Kilde } from '../domain/registerfeil.ts';
import type { ReadFile } from '../domain/read-file.ts';
import type { RunWrite } from '../domain/write.ts';
import type { HttpClient, HttpTransition } from '../wire/http/http.ts';
import type { CallPolicy, PolicyChanges } from '../wire/http/settings.ts';
import type { Grant, MaskinportenClient } from '../wire/maskinporten/index.ts';
import type { Certificates } from './certificate-end.ts';
import type { Environment } from './values.ts';

export type { Certificates } from './certificate-end.ts';

/** What is the same for all sources; of how they are asked, what is said of all of them. */
export interface CommonConfig extends PolicyChanges {
  readonly timeoutMs: number;
  /** How one register is asked, under the prefix of its variables, where that is not how all are. */
  readonly policies?: Readonly<Partial<Record<string, PolicyChanges>>> | undefined;
  /** Whether the synthetic series of personidentifikator (+80, +65, +40) are accepted. */
  readonly syntheticPersons: boolean;
  /** How long, and how many, outcomes of writes are kept for clients that send an Idempotency-Key. */
  readonly idempotency?: { readonly ttlMs: number; readonly max: number } | undefined;
  /** What is kept across requests of what has to do with no person. Left out: nothing. */
  readonly keep?: KeepLimits | undefined;
}

/** A register's port, and the HTTP clients behind it: one for each service that is configured. */
export interface Connected<Port, Config = never> {
  readonly port: Port;
  readonly http: readonly HttpClient[];
  /** Where answers come from a copy of the register: how far it goes, or null where it cannot be read. */
  readonly knowledge?: (() => SourceKnowledge | null) | undefined;
  /**
   * Takes certificates, keys and passwords of a configuration that has been read anew, from the next call on; all else of it is as it was.
   * Left out: the configuration has none.
   */
  renew?(config: Config): void;
  /** Ends what else there is behind the port. */
  readonly close?: (() => Promise<void>) | undefined;
}

/** How far a copy of a register goes. */
export interface SourceKnowledge {
  /** What has changed in the register since then is not known yet, RFC 3339. */
  readonly asOf: string;
  readonly ageMs: number;
  /** The register is asked instead, but for what has been removed from it. */
  readonly isTooOld: boolean;
}

/** What an operator should know of a source beside its calls: one line for the log, and the error where it is a bug of ours. */
export interface SourceNote {
  readonly level: 'info' | 'warn' | 'error';
  readonly text: string;
  readonly error?: unknown;
}

/** How an adapter asks: what holds for its source, and whom it tells of breakers and of up and down. */
export interface Asking {
  readonly policy: CallPolicy;
  readonly keep?: KeepLimits | undefined;
  readonly onTransition?: ((service: string, transition: HttpTransition) => void) | undefined;
  readonly onNote?: ((note: SourceNote) => void) | undefined;
}

/** What is said of a register: of a source's own, and of each other one that an adapter of the source asks. */
export interface Register {
  /** Its value of the graph's `Kilde`. */
  readonly kilde: Kilde;
  /** What that value means, in English: one sentence with the register, what it has, and the country. */
  readonly description: string;
  /** How the names of the variables begin that say how it is asked: `STAR` for `STAR_TIMEOUT_MS`. */
  readonly prefix: string;
  /** The codes that it can answer: of a register that documents none, those that can be derived from what it shows. */
  readonly catalogue: Catalogue;
}

/** What an adapter asks tokens of Maskinporten for. */
export interface WantedTokens {
  readonly client: MaskinportenClient;
  /** Each set of scopes, for each body that we act for. */
  readonly grants: readonly Grant[];
}

/** One way to ask for a noun: a register, in its own protocol. */
export interface Adapter<Config, Port> {
  /** The register that is asked, where it is another than the source's own. */
  readonly register?: Register;
  /** How this register is asked, where neither the gateway's defaults fit nor an operator says otherwise. */
  readonly policy?: PolicyChanges;
  /** Without configuration, and for a service without an address, the port answers IKKE_KONFIGURERT. */
  connect(config: Config | undefined, asking: Asking): Connected<Port, Config>;
  /** For `doctor`. Left out: its register takes no tokens of Maskinporten. Undefined: this configuration has no client there. */
  tokensOf?(config: Config): WantedTokens | undefined;
}

/** An address that a source is asked at. */
export interface Service<Variable, Config> {
  /** The variable that holds it. */
  readonly variable: Variable;
  /** The adapter that asks it, where it is not the source's first: it says nothing of whether the source is configured then. */
  readonly door?: string;
  /** What `doctor` calls the service. */
  readonly title: string;
  addressOf(config: Config): string | undefined;
  /** What `doctor` adds to the address to ask whether somebody is there. */
  readonly probe?: '?wsdl';
  /** What the connection is made with, where that is not the system's defaults. */
  tlsOf?(config: Config): SecureContext | undefined;
}

/** What `doctor` finds of what a source stands on beside its addresses and certificates: one line, without any secret. */
export interface Examined {
  readonly area: 'copy';
  readonly state: 'ok' | 'warning' | 'failure';
  readonly text: string;
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** What a source is read from: the environment as text, and as values where every variable could be read. */
export interface Reading<Shape extends z.ZodRawShape> {
  readonly set: Environment;
  readonly read: z.output<z.ZodObject<Shape>> | undefined;
  /** Whether NODE_ENV says so. */
  readonly isProduction: boolean;
  /** Reads the files that variables name. */
  readonly readFile: ReadFile;
  /** Takes a line for each variable that is missing or wrong, in its name. Never a value. */
  readonly problems: string[];
}

/** What one request's loaders are made of. */
export interface LoaderParts<Config, Port> {
  readonly port: Port;
  /** Of the register that is asked: what the gateway refuses itself, it refuses in its name. */
  readonly catalogue: Catalogue;
  readonly config: Config | undefined;
  readonly rules: PersonidentifikatorRules;
  readonly call: CallContext;
  readonly pace: Pace;
}

/** The older SOAP services, or their REST successors. */
export const SANDBOX_DOORS = ['soap', 'rest'] as const;
export type SandboxDoors = (typeof SANDBOX_DOORS)[number];

/** What the sandbox gives to be asked with: addresses, and keys for those who must sign. */
export interface SandboxAccess<ServiceName extends string, Keys = unknown> {
  readonly urls: Readonly<Record<ServiceName, string>>;
  /** Our client at the sandbox's Maskinporten, for the registers that want its tokens. */
  readonly maskinporten?: { readonly client: MaskinportenClient } | undefined;
  /** By which of its doors the sandbox is to be asked, where a noun has several. */
  readonly doors: SandboxDoors;
  /** What the source's own register hands over, whatever the two call its parts. Undefined where it takes unsigned messages. */
  readonly clientCertificates?: (() => Promise<Keys>) | undefined;
}

/** What the rest of the house knows of a source. Whatever is listed of sources elsewhere is derived from these. */
export interface Source<
  Noun extends string,
  Name extends Kilde,
  Prefix extends string,
  Shape extends z.ZodRawShape,
  ServiceName extends string,
  Config,
  Port,
  Loaders,
  Writes,
> {
  /** The name of its folder, its configuration, its port, its loaders and its writes. */
  readonly noun: Noun;
  /** Its value of the graph's `Kilde`. */
  readonly kilde: Name;
  /** What that value means, in English: one sentence with the register, what it has, and the country. */
  readonly description: string;
  /** The language of its documented texts, as HTML names it. Left out: English, or several without a rule. */
  readonly language?: string;
  readonly catalogue: Catalogue;
  /** The fields of the graph that call it, from `fields.ts`. */
  readonly fields: OperationFields;
  /** What a caller may be allowed to, in the order in which docs/security.md lists it. */
  readonly scopes: Readonly<Record<string, string>>;
  /** Makes its part of the graph, by importing it: `graph.ts`, or `mutations.ts`, which stands on that, where it writes. */
  graph(): Promise<unknown>;
  /** How the names of the variables begin that say how it is asked: `STAR` for `STAR_TIMEOUT_MS`. */
  readonly prefix: Prefix;
  /** Its variables of the environment, in the order in which docs/configuration.md lists them. */
  readonly variables: Shape;
  /** By the names that the sandbox has for them. A source is configured when one of them has an address. */
  readonly services: Readonly<Record<ServiceName, Service<keyof Shape & string, Config>>>;
  /** Variables that an address needs. */
  readonly needs: readonly (keyof Shape & string)[];
  /** Those of `needs` that each token brings, so that they are needed only where none is required. */
  readonly broughtByToken?: readonly (keyof Shape & string)[];
  /** Variables that may be set though no address is. Any other one says that the address was forgotten. */
  readonly mayStandAlone?: readonly (keyof Shape & string)[];
  /**
   * Says when another register than the source's own is chosen, and by which variable; its address may have a default. `needs` does
   * not hold then: what is needed in its place is said by `checkWhole`. Asking a register without credentials, which everybody
   * may, says nothing of the other sources: the embedded sandbox may answer for those.
   */
  chosen?(set: Environment): { readonly by: keyof Shape & string; readonly credentials: boolean } | undefined;
  /** The source's configuration; undefined when no service has an address, or when it has told `problems` why there is none. */
  readConfig(reading: Reading<Shape>): Config | undefined;
  /** What is wrong with the whole, though each variable is right. Told after the problems of all sources. */
  checkWhole?(set: Environment): string[];
  /** What an operator should know of a configuration that works. */
  warningsOf?(config: Config): string[];
  certificatesOf?(config: Config): Certificates;
  /** What `doctor` is to look at beside addresses and certificates. */
  examine?(config: Config): readonly Examined[];
  /** The configuration that asks the sandbox, by the same addresses and credentials that a real register would want. */
  sandboxConfig(access: SandboxAccess<ServiceName>): Config;
  /** The registers that can be asked for the noun, by the names of their folders; the first is the default. */
  readonly adapters: Readonly<Record<string, Adapter<Config, Port>>>;
  /** Which of `adapters` a configuration asks for. Left out: the first. */
  adapterOf?(config: Config | undefined): string;
  /** The loaders of one request. */
  makeLoaders(parts: LoaderParts<Config, Port>): Loaders;
  /** The writes of one request; left out where the source has none. */
  makeWrites?(port: Port, loaders: Loaders, rules: PersonidentifikatorRules, run: RunWrite): Writes;
}

/** Any source, for code that goes through all of them. */
export type AnySource = Source<string, Kilde, string, z.ZodRawShape, string, object, unknown, object, object>;

/** Says what a source is, and checks that its parts fit each other. */
export function defineSource<
  const Noun extends string,
  const Name extends Kilde,
  const Prefix extends string,
  Shape extends z.ZodRawShape,
  ServiceName extends string,
  Config extends object,
  Port,
  Loaders extends object,
  Writes extends object = never,
>(
  source: Source<Noun, Name, Prefix, Shape, ServiceName, Config, Port, Loaders, Writes>,
): Source<Noun, Name, Prefix, Shape, ServiceName, Config, Port, Loaders, Writes> {
  return source;
}
