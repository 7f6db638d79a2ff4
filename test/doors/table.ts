import { readFileSync } from 'node:fs';
import { dayInNorway } from '../../src/domain/dates.ts';
import { type Difference, IN_ORDER, IN_OTHER_ORDER, isMoment, isRow, NO_ROW } from './differences.ts';

const DOCUMENT = new URL('../../docs/doors.md', import.meta.url);

/** The rows of the document's table of a door's differences: its cells, without the white space that pads them. */
export function documentedDifferences(door: string): (readonly string[])[] {
  const text = readFileSync(DOCUMENT, 'utf8');
  const [, table] =
    new RegExp(`<!-- differences of ${door} -->\n([^]*?)\n<!-- /differences of ${door} -->`).exec(text) ?? [];
  if (table === undefined) throw new Error(`docs/doors.md has no differences of ${door}`);
  const [, , ...rows] = table.trim().split('\n').map(cellsOf);
  return rows;
}

const cellsOf = (line: string) =>
  line
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));

/**
 * Differences as the document's table has them, without its reasons: the field with its types, what the one door tells, and what
 * the other. Fields of one name with the same differences share a row, and so do values for which the other door tells one.
 */
export function rowsOf(differences: readonly Difference[]): string[][] {
  const byPair = grouped(differences, ({ felt, before, after }) => [
    nameOf(felt),
    written(felt, before),
    written(felt, after),
  ]);
  const pairs = [...byPair.values()].map((group) => {
    const [{ felt, before, after }] = group as [Difference];
    const types = namesOf(group.map((one) => typeOf(one.felt)));
    return { name: nameOf(felt), types, before: written(felt, before), after: written(felt, after) };
  });
  const rows = [...grouped(pairs, ({ name, types, after }) => [name, types, after]).values()].map((group) => {
    const [{ name, types, after }] = group as [(typeof pairs)[number]];
    return [
      `\`${name}\` of ${types}`,
      group
        .map(({ before }) => before)
        .toSorted()
        .join(', '),
      after,
    ];
  });
  return rows.toSorted((one, other) => one.join().localeCompare(other.join(), 'en'));
}

/** More than these are counted. */
const NAMED_TYPES = 4;

function namesOf(types: readonly string[]): string {
  const distinct = [...new Set(types)];
  if (distinct.length > NAMED_TYPES) return `${distinct.length} types`;
  return distinct
    .map((type) => `\`${type}\``)
    .toSorted()
    .join(', ');
}

const typeOf = (felt: string) => felt.split('.')[0] ?? '';
const nameOf = (felt: string) => felt.split('.')[1] ?? '';

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => readonly string[]): Map<string, Item[]> {
  return Map.groupBy(items, (item) => keyOf(item).join('\n'));
}

function written(felt: string, value: unknown): string {
  if (value === NO_ROW || value === IN_ORDER || value === IN_OTHER_ORDER) return value;
  if (nameOf(felt) === 'prosessDato' && value === dayInNorway(new Date())) return 'today';
  if (isMoment(value)) return 'a time';
  // How a search ranks may change.
  if (nameOf(felt) === 'score' && value !== 0) return 'a score';
  if (typeof value === 'object' && value !== null && 'row' in value) return `row \`${value.row}\``;
  if (Array.isArray(value)) return value.length === 0 ? '`[]`' : value.map(element).join(' / ');
  return `\`${value}\``;
}

const element = (value: unknown) => `\`${isRow(value) ? value.__typename : value}\``;
