import type { Answer } from '../answer.ts';
import { Contradiction, codeOf, fejlkodeIn, member, readBodies } from './bodies.ts';
import { entriesIn, isSuccess, judgeError, readEntry, TYPES } from './judge.ts';

/** What G shows, after a write whose answer was lost. */
export function showsAsWanted(answer: Answer, wanted: readonly Wanted[]): boolean {
  if (!isSuccess(answer)) {
    const isNone = judgeError('GetKontaktinformation', answer).some(
      (said) => said.kind === 'code' && said.kode === '9159',
    );
    return isNone && wanted.every((one) => one.kind === 'deleted');
  }
  return readBodies(answer).some((json) => {
    try {
      const entries = entriesIn(json);
      if (!entries) return fejlkodeIn(json) === '9159' && wanted.every((one) => one.kind === 'deleted');
      return wanted.every((one) => isShown(entries, one));
    } catch (error) {
      if (error instanceof Contradiction) return false;
      throw error;
    }
  });
}

export type Wanted =
  | { readonly kind: 'stored'; readonly type: string; readonly value: string }
  | { readonly kind: 'deleted'; readonly type: string }
  | { readonly kind: 'status'; readonly type: string; readonly status: string };

function isShown(entries: readonly unknown[], wanted: Wanted): boolean {
  const rows = entries.map((entry) => ({ entry, row: readEntry(entry) }));
  // A row that cannot be read may be the very one that was to be deleted.
  if (wanted.kind === 'deleted') {
    return rows.every(({ entry, row }) =>
      row.value === undefined ? !mayBe(entry, wanted.type) : typeIn(row.value) !== wanted.type,
    );
  }
  const values = rows.map(({ row }) => row.value as Record<string, unknown> | undefined);
  const own = values.filter((value) => value !== undefined && value.kontaktdataType === wanted.type);
  // Two of a kind say two things, of which neither is sure.
  return (
    own.length > 0 &&
    own.every((value) =>
      wanted.kind === 'stored' ? value?.kontaktdata === wanted.value : value?.kontaktdatastatus === wanted.status,
    )
  );
}

const typeIn = (value: unknown) => (value as { readonly kontaktdataType: string }).kontaktdataType;

function mayBe(entry: unknown, type: string): boolean {
  try {
    const known = codeOf(member(entry, 'kontaktdataType'));
    return known === undefined || TYPES[known] === type;
  } catch {
    return true;
  }
}
