import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { Writable } from 'node:stream';
import type { AccessEntry } from '../../domain/access-log.ts';
import type { Person, PersonKind } from '../../domain/operation-field.ts';
import { normaliseTelefonnummer } from '../../sources/kontaktinformation/rules.ts';
import { findEntries, NO_BOUNDS } from '../../server/audit/lookup.ts';
import { createPersonHash } from '../../server/audit/trail.ts';
import { CliError } from '../errors.ts';
import { lineWidth, note, oneLine, print, printJson } from '../output.ts';
import { table } from '../table.ts';
import { chooseFiles, readable, readAuditSettings } from './settings.ts';

export interface ShowOptions {
  readonly person: string;
  readonly kind?: PersonKind;
  readonly first: string;
  readonly refused?: boolean;
  readonly json?: boolean;
}

/** Tells who has asked about one person. The number is read from standard input, and is printed nowhere. */
export async function show(named: readonly string[], options: ShowOptions): Promise<void> {
  if (options.person !== '-') {
    throw new CliError('--person is "-": who it is, is read from standard input, for other users see a command line');
  }
  const first = Number(options.first);
  if (!Number.isSafeInteger(first) || first < 1) throw new CliError('--first is a whole number from 1 on');
  const settings = readAuditSettings(process.env);
  const files = await readable(() => chooseFiles(named, settings));
  const person = createPersonHash(settings.key)(personOf(await readPerson(), options.kind));
  const search = { ...NO_BOUNDS, first, person, refused: options.refused === true };
  const { entries, hasMore, since } = await readable(() => findEntries(files, search));
  if (options.json) {
    printJson({ entries: entries.map(({ key: _, ...entry }) => entry), hasMore, since });
    return;
  }
  if (entries.length === 0) note('no records of anybody who has asked about this person');
  else print(tableOf(entries));
  if (hasMore) note(`there are more: these are the newest ${first}`);
  if (since !== undefined) note(`a zipped file ends in the middle: records from before ${since} can be missing`);
}

function tableOf(entries: readonly AccessEntry[]): string {
  const rows = entries.map((entry) =>
    [
      entry.time,
      entry.isOwn ? 'the person' : (entry.organisation ?? '-'),
      entry.userOrganisation ?? '-',
      entry.kilde,
      entry.operation,
      entry.purpose ?? '-',
      entry.caseReference ?? '-',
    ].map(oneLine),
  );
  return table(['Time', 'Who', 'By', 'Register', 'Operation', 'Purpose', 'Case'], rows, lineWidth());
}

/** As people group the digits of a number: in records it stands without. */
const GROUPED = /^[\d\s./\p{Pd}]+$/u;

/** By its form, as the graph would have been asked. */
function personOf(said: string, kind: PersonKind | undefined): Person {
  if (said === '') throw new CliError('standard input says nobody');
  const digits = said.normalize('NFKC').replace(/[\s./\p{Pd}]+/gu, '');
  const isNumber = GROUPED.test(said.normalize('NFKC')) && /^\d{10,11}$/.test(digits) && kind !== 'mobiltelefon';
  const identifikator = isNumber ? digits : normaliseTelefonnummer(said);
  const found = /^\d{11}$/.test(identifikator)
    ? 'personidentifikator'
    : /^\d{10}$/.test(identifikator)
      ? 'cpr'
      : identifikator.includes('@')
        ? 'email'
        : 'mobiltelefon';
  return { kind: kind ?? found, identifikator };
}

async function readPerson(): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).trim();
  process.stderr.write('Who (it is not shown): ');
  const silent = new Writable({ write: (_, __, done) => done() });
  const prompt = createInterface({ input: process.stdin, output: silent, terminal: true });
  const typed = await prompt.question('');
  prompt.close();
  process.stderr.write('\n');
  return typed.trim();
}
