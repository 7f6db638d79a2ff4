import type { CallContext } from '../../src/domain/call.ts';
import type { Outcome } from '../../src/domain/outcome.ts';
import type { Registerfeil } from '../../src/domain/registerfeil.ts';
import { sandboxSources } from '../../src/embedded.ts';
import { connectSources, type Ports, type Sources, type SourcesConfig } from '../../src/sources/index.ts';
import { BASE, countedCall } from '../sources/registers.ts';
import { threadCpuMs } from '../support/cpu.ts';
import { addressServices } from '../support/sandbox.ts';
import type { Answer } from './answer.ts';
import { createRandom, type Random } from './random.ts';
import { type PlayedRegister, playRegister } from './register.ts';
import { disagreement, type Expected, type Verdict } from './verdict.ts';

/** A question, and what the register answers. */
export interface Case {
  readonly key: unknown;
  /** The answers in the order in which they are served; the last one is served to whatever is asked after it. */
  readonly answers: readonly Answer[];
  /** What the contact register, or STAR's own read, shows when a write is read back. */
  readonly readBack?: Answer;
  /** As the contract wants it, so that a refusal is wrong. */
  readonly whole: boolean;
}

/** One operation of a port. */
export interface Operation {
  readonly navn: string;
  make(random: Random): Case;
  ask(ports: Ports, key: never, call: CallContext): Promise<readonly Outcome<unknown, Registerfeil>[]>;
  /** One verdict for each outcome, from those answers alone that were served. */
  judge(of: Case, served: Served): readonly Verdict[];
  /** Whether a request reads back what was written, where the operation is a write. */
  isReadBack?(path: string, method: string): boolean;
}

export interface Served {
  readonly answers: readonly Answer[];
  readonly readBack: Answer | undefined;
}

export interface Tally {
  answers: number;
  /** Outcomes that say what the register says. */
  equal: number;
  refused: number;
  wrong: number;
  /** The first few of each kind. */
  readonly findings: Finding[];
}

export interface Finding {
  readonly complaint: string;
  readonly of: Case;
  readonly seed: string;
}

/** What complaints have in common, whatever was said. */
export function kindOf(complaint: string): string {
  return complaint.replace(/"(?:[^"\\]|\\.)*"|\[\d+\]|\d+/g, '*').slice(0, 120);
}

/** CPU time, of the register's playing too: longer than this, one answer holds up everybody else's. */
const MAX_MS = 100;
const OF_EACH_KIND = 3;

/** What has been made of one case. */
export interface Exchanged {
  /** What is wrong with it, if anything. */
  readonly complaint: string | undefined;
  readonly equal: number;
  readonly refused: number;
  readonly cpuMs: number;
}

export interface Bench {
  run(operation: Operation, count: number, seed: string): Promise<Tally>;
  /** Serves one case, and judges what is made of it. */
  exchange(operation: Operation, of: Case): Promise<Exchanged>;
  close(): Promise<void>;
}

/** The gateway's own ports, asked over loopback HTTP. */
export async function openBench(change: (config: SourcesConfig) => SourcesConfig = (config) => config): Promise<Bench> {
  const register = await playRegister();
  const urls = addressServices((service) => `${register.url}/${service}`);
  const sources = connectSources(change({ ...sandboxSources({ urls }, BASE), pausesMs: [] }));
  return {
    async run(operation, count, seed) {
      const tally: Tally = { answers: 0, equal: 0, refused: 0, wrong: 0, findings: [] };
      const kinds = new Map<string, number>();
      for (let index = 0; index < count; index += 1) {
        const caseSeed = `${seed} ${operation.navn} ${index}`;
        const of = operation.make(createRandom(caseSeed));
        const { complaint, equal, refused } = await exchange(register, sources, operation, of);
        tally.answers += 1;
        tally.equal += equal;
        tally.refused += refused;
        if (complaint === undefined) continue;
        tally.wrong += 1;
        const known = (kinds.get(kindOf(complaint)) ?? 0) + 1;
        kinds.set(kindOf(complaint), known);
        if (known <= OF_EACH_KIND) tally.findings.push({ complaint, of, seed: caseSeed });
      }
      return tally;
    },
    exchange: (operation, of) => exchange(register, sources, operation, of),
    async close() {
      await sources.close();
      await register.close();
    },
  };
}

async function exchange(
  register: PlayedRegister,
  sources: Sources,
  operation: Operation,
  of: Case,
): Promise<Exchanged> {
  let quickest = Number.POSITIVE_INFINITY;
  let result = await timed();
  // The collector of garbage runs now and then; an answer that costs too much costs it each time.
  for (let again = 0; again < 2 && quickest > MAX_MS; again += 1) result = await timed();
  const complaint = quickest > MAX_MS ? `takes ${Math.round(quickest)} ms` : result.complaint;
  return { ...result, complaint, cpuMs: quickest };

  async function timed() {
    const answers: Answer[] = [];
    let readBack: Answer | undefined;
    register.answerWith((path, method) => {
      if (operation.isReadBack?.(path, method)) {
        readBack = of.readBack;
        return readBack ?? NOTHING;
      }
      const answer = of.answers[Math.min(answers.length, of.answers.length - 1)] ?? NOTHING;
      answers.push(answer);
      return answer;
    });
    const started = threadCpuMs();
    try {
      const outcomes = await operation.ask(sources.ports, of.key as never, countedCall().call);
      quickest = Math.min(quickest, threadCpuMs() - started);
      return weigh(operation.judge(of, { answers, readBack }), outcomes);
    } catch (error) {
      quickest = Math.min(quickest, threadCpuMs() - started);
      return { complaint: `throws ${error instanceof Error ? error.stack : String(error)}`, equal: 0, refused: 0 };
    }
  }
}

const NOTHING: Answer = { status: 503, contentType: undefined, body: Buffer.alloc(0) };

function weigh(verdicts: readonly Verdict[], outcomes: readonly Outcome<unknown, Registerfeil>[]) {
  let [equal, refused] = [0, 0];
  let complaint =
    verdicts.length === outcomes.length ? undefined : `${outcomes.length} outcomes for ${verdicts.length} keys`;
  for (const [index, verdict] of verdicts.entries()) {
    const outcome = outcomes[index];
    if (!outcome) continue;
    complaint ??= personIn(outcome);
    if (!outcome.ok && isRefusal(outcome.feil)) {
      refused += 1;
      if (verdict.mustBeRead && verdict.outcomes.length > 0)
        complaint ??= `refused (${outcome.feil.kode}), though it is whole`;
      continue;
    }
    const wrong = wrongIn(verdict.outcomes, outcome);
    if (wrong === undefined) equal += 1;
    else complaint ??= wrong;
  }
  return { complaint, equal, refused };
}

/** A text for people may not hold a person's number, whatever the register wrote. */
function personIn(outcome: Outcome<unknown, Registerfeil>): string | undefined {
  const texts = textsFor(outcome.ok ? outcome.data : outcome.feil);
  return texts.some((text) => /(?<!\d)\d{6}[\s.-]?\d{5}(?!\d)/.test(text))
    ? "a text with a person's number"
    : undefined;
}

/** The texts that are the gateway's own, or that it takes from codes: `melding` and `feiltekst`, wherever they stand. */
function textsFor(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsFor);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) =>
    typeof below === 'string' && (key === 'melding' || key === 'feiltekst') ? [below] : textsFor(below),
  );
}

/** What the gateway says of an answer that it makes nothing of. */
function isRefusal({ kind, kode }: Registerfeil): boolean {
  const refusals = ['UGYLDIG_SVAR', 'SOAP_FAULT', 'UTFALL_UKJENT'];
  return kind === 'unavailable' && (refusals.includes(kode) || /^HTTP_\d+$/.test(kode));
}

function wrongIn(expected: readonly Expected[], outcome: Outcome<unknown, Registerfeil>): string | undefined {
  const complaints = expected.map((one) => {
    if (one.kind === 'data')
      return outcome.ok ? disagreement(one.data, outcome.data) : `${outcome.feil.kode}, not data`;
    if (outcome.ok) return `data, not ${one.kode}`;
    const { kode, kind } = outcome.feil;
    // A code that nobody has documented is shown unless it looks like a person's number.
    if (kode !== one.kode && !(kind === 'undocumented' && kode === 'UKJENT')) return `${kode}, not ${one.kode}`;
    return Object.entries(one.more ?? {})
      .map(([key, value]) => disagreement(value, outcome.feil[key as keyof Registerfeil], key))
      .find((complaint) => complaint !== undefined);
  });
  if (complaints.includes(undefined)) return undefined;
  return complaints.join(' | ') || `${outcome.ok ? 'data' : outcome.feil.kode}, of an answer that says nothing`;
}
