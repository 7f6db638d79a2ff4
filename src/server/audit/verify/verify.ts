import { type Checked, createLineCheck, keyIdOf } from '../chain.ts';
import { ChainReader, MAX_SUSPECTS } from './chain-reader.ts';
import type { At, Finding, FindingKind, Verdict } from './findings.ts';
import { inOrder } from './order.ts';
import { type Pin, pinsOf } from './pins.ts';
import { type FileLine, readLines } from './read-lines.ts';

export interface VerifyOptions {
  readonly key: string;
  /** Told of each thing that is wrong, as soon as it is known. */
  readonly onFinding: (finding: Finding) => void;
  /** Whether a chain that ends without a seal is wrong. */
  readonly expectSealed?: boolean;
  /** Whether records without a place in a chain are wrong, also where they stand before all that have one. */
  readonly refuseUnchained?: boolean;
}

type Chained = Extract<Checked, { readonly place: unknown }>;

/** How a record begins: of a line that another process has continued, the last record is what stands from here on. */
const BEGINNING = '{"audit":';

/** Reads files of records, rotated and zipped ones too, and tells what has been altered, removed, reordered or added. */
export async function verifyFiles(files: readonly string[], options: VerifyOptions): Promise<Verdict> {
  const verifier = createVerifier(options);
  for (const file of await inOrder(files)) {
    for await (const lines of readLines(file)) for (const line of lines) verifier.read(line);
  }
  return { files: files.length, ...verifier.end() };
}

function createVerifier({ key, onFinding, expectSealed = false, refuseUnchained = false }: VerifyOptions) {
  const check = createLineCheck(key);
  const keyId = keyIdOf(key);
  const chains = new Map<string, ChainReader>();
  /** Chains of another key, whose codes cannot be judged. */
  const foreign = new Set<string>();
  /** What heads say of the ends of earlier chains. */
  const pins: (Pin & { readonly at: At; readonly isOptional: boolean })[] = [];
  let first: string | undefined;
  let unreadable: (At & { readonly bytes: number })[] = [];
  const found: Partial<Record<FindingKind, number>> = {};
  const counts = { lines: 0, records: 0, unchained: 0, torn: 0 };
  let tornBytes = 0;
  let hasChained = false;

  const tell = (finding: Finding) => {
    found[finding.kind] = (found[finding.kind] ?? 0) + 1;
    onFinding(finding);
  };
  const tellAdded = ({ file, line }: At) => tell({ kind: 'added', file, line, text: 'is no record' });

  function chainOf(chain: string): ChainReader {
    const known = chains.get(chain);
    if (known) return known;
    const made = new ChainReader(chain, tell, (count) =>
      unreadable.splice(0, count).map(({ file, line }) => ({ file, line })),
    );
    chains.set(chain, made);
    return made;
  }

  function read({ file, line, text }: FileLine): void {
    counts.lines += 1;
    // What ends a cut-off line stands alone where another process has ended it already.
    if (text === '') return;
    const at = { file, line };
    const checked = check(text);
    if (checked.kind === 'unreadable') readBroken(text, at);
    else if (checked.kind === 'unchained') readUnchained(at);
    else readChained(checked, at);
  }

  function readChained({ kind, place, record }: Chained, at: At): void {
    hasChained = true;
    if (foreign.has(place.chain)) return;
    if (kind === 'altered') {
      const isForeign = record.audit === 'head' && typeof record.key === 'string' && record.key !== keyId;
      if (!isForeign || chains.has(place.chain)) {
        chainOf(place.chain).suspect({ ...at, sequence: place.sequence });
        return;
      }
      foreign.add(place.chain);
      const text = 'the chain is of another key, by which it has to be verified';
      tell({ kind: 'other key', ...at, chain: place.chain, text });
      return;
    }
    counts.records += 1;
    chainOf(place.chain).intact(place, record, at);
    if (record.audit === 'torn') {
      counts.torn += 1;
      tornBytes += Number(record.bytes);
    }
    first ??= at.file;
    // What the oldest file follows may be kept no more.
    const isOldest = at.file === first;
    for (const { rotated, ...pin } of pinsOf(record))
      pins.push({ ...pin, at, isOptional: isOldest && rotated === true });
  }

  function readBroken(text: string, at: At): void {
    const start = text.lastIndexOf(BEGINNING);
    const rest = start > 0 ? text.slice(start) : '';
    const isRescued = rest !== '' && check(rest).kind === 'intact';
    const bytes = Buffer.byteLength(isRescued ? text.slice(0, start) : text);
    if (unreadable.length >= MAX_SUSPECTS) unreadable.splice(0).forEach(tellAdded);
    unreadable.push({ ...at, bytes });
    if (!isRescued) return;
    counts.lines -= 1;
    read({ ...at, text: rest });
  }

  function readUnchained(at: At): void {
    counts.unchained += 1;
    if (hasChained)
      tell({ kind: 'added', ...at, text: 'has no place in a chain, and stands after records that have one' });
    else if (refuseUnchained)
      tell({ kind: 'unchained', ...at, text: 'was written before there were chains, or stripped of its place' });
  }

  return {
    read,
    end(): Omit<Verdict, 'files'> {
      const ends = [...chains.values()].flatMap((chain) => chain.end(expectSealed) ?? []);
      const missed = new Map<string, (typeof pins)[number]>();
      for (const pin of pins) {
        const known = chains.get(pin.chain);
        const isMissed = known ? known.next <= pin.sequence : !(pin.isOptional || foreign.has(pin.chain));
        if (isMissed && (missed.get(pin.chain)?.sequence ?? -1) < pin.sequence) missed.set(pin.chain, pin);
      }
      for (const { chain, sequence, at } of missed.values()) {
        const from = chains.get(chain)?.next ?? 0;
        const text = 'the end of a chain that a later one has followed';
        tell({ kind: 'removed', ...at, chain, sequence: from, through: sequence, text });
      }
      for (const fragment of unreadable) {
        if (fragment.bytes <= tornBytes) tornBytes -= fragment.bytes;
        else tellAdded(fragment);
      }
      unreadable = [];
      return { ...counts, chains: ends, found };
    },
  };
}
