import type { Rounds, Sample, TestBed } from '../bed.ts';
import { type Spread, spread } from '../statistics.ts';

export type Target = { readonly atLeast: number } | { readonly atMost: number } | { readonly moreThan: number };

/** One number that a row measures: the median of its rounds is held to the target, if there is one. */
export interface Line {
  readonly measure: string;
  readonly measured: Spread;
  readonly unit?: string | undefined;
  readonly digits?: number | undefined;
  readonly target?: Target | undefined;
}

/** What one server did with one query, in its own units: for reading, not for comparing over machines. */
export interface Absolute {
  readonly server: string;
  readonly query: string;
  readonly requestsPerSecond: Spread;
  readonly cpuMicros: Spread;
  readonly p99Ms: Spread;
}

export interface Measured {
  readonly lines: readonly Line[];
  readonly absolute?: readonly Absolute[] | undefined;
  /** Said beneath the table. */
  readonly notes?: readonly string[] | undefined;
  /** Why nothing was measured, or not all. */
  readonly skipped?: readonly string[] | undefined;
}

export interface ProfileOfRow {
  readonly what: string;
  readonly text: string;
}

export interface Settings {
  readonly rounds: number;
  readonly seconds: number;
  /** Connections, each with a request under way. */
  readonly connections: number;
  /** 1, or less for a run that only tries the bench out: of what is counted in thousands. */
  readonly scale: number;
  /** A checkout whose start this one's is compared with. */
  readonly against?: string | undefined;
}

export interface Row {
  readonly name: string;
  /** What it measures, in a sentence. */
  readonly about: string;
  measure(bed: TestBed, settings: Settings): Promise<Measured>;
  /** Where a target is missed: profiles of what takes the time. */
  explain?(bed: TestBed, settings: Settings): Promise<ProfileOfRow[]>;
}

/** One server by another, round by round: what slows the machine down for a while slows both. */
export function ratio<Name extends string>(
  rounds: Rounds<Name>,
  [one, other]: readonly [Name, Name],
  what: keyof Sample,
): Spread {
  return spread(rounds.map((round) => round[one][what] / round[other][what]));
}

export function absolute<Name extends string>(rounds: Rounds<Name>, query: string): Absolute[] {
  const servers = Object.keys(rounds[0] ?? {}) as Name[];
  return servers.map((server) => {
    const of = (what: keyof Sample) => spread(rounds.map((round) => round[server][what]));
    return {
      server,
      query,
      requestsPerSecond: of('requestsPerSecond'),
      cpuMicros: of('cpuMicrosPerRequest'),
      p99Ms: of('p99Ms'),
    };
  });
}

export function isMet({ measured: { median }, target }: Line): boolean | undefined {
  if (!target) return undefined;
  if ('atLeast' in target) return median >= target.atLeast;
  return 'atMost' in target ? median <= target.atMost : median > target.moreThan;
}
