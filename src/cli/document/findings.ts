import { mask } from '../../domain/mask.ts';
import { oneLine } from '../output.ts';
import { type FailOn, type Finding, type Kind, LEVELS, type Level } from './report.ts';
import type { Place } from './written.ts';

/** Characters of an id that tell documents of one manifest apart. */
export const ID_BEGINNING = 'sha256:'.length + 8;

interface More {
  readonly code?: string | undefined;
  readonly operation?: string | undefined;
}

/** A message may repeat what a document holds: a person's number has no place in the log of a CI. */
export function findingAt(
  { file, id, line, column }: Place,
  level: Level,
  kind: Kind,
  message: string,
  { code, operation }: More = {},
): Finding {
  return {
    level,
    kind,
    ...(code !== undefined && { code }),
    message: mask(oneLine(message)),
    file,
    ...(id !== undefined && { id }),
    line,
    column,
    operations: operation === undefined ? [] : [operation],
  };
}

/** The worst first, then by place. One that several operations have, by a fragment that they share, is told once. */
export function sorted(findings: readonly Finding[]): Finding[] {
  const key = ({ operations: _, ...rest }: Finding) => JSON.stringify(rest);
  const told = [...Map.groupBy(findings, key).values()].flatMap(([first, ...same]) =>
    first ? { ...first, operations: [...new Set([first, ...same].flatMap(({ operations }) => operations))] } : [],
  );
  const before = (one: Finding, other: Finding) =>
    LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level) ||
    compare(one.file, other.file) ||
    compare(one.id ?? '', other.id ?? '') ||
    one.line - other.line ||
    one.column - other.column;
  return told.toSorted(before);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Whether a finding of this level makes the check fail. */
export function isFailing(level: Level, failOn: FailOn): boolean {
  return failOn !== 'never' && LEVELS.indexOf(level) <= LEVELS.indexOf(failOn);
}
