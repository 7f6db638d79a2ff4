import { type Command, Option } from 'commander';
import type { Kilde } from '../domain/registerfeil.ts';
import { FEILKODER, type Feilkode, UTILGJENGELIG, type UtilgjengeligKode } from './catalogue.ts';
import { CliError } from './errors.ts';
import { aliasOf, type Offered, ValueArgument, ValueOption } from './option.ts';
import { lineWidth, print, printJson } from './output.ts';
import { didYouMean } from './suggest.ts';
import { table } from './table.ts';

interface CodesOptions {
  readonly source?: Kilde;
  readonly operation?: string;
  readonly type?: string;
  readonly json?: boolean;
}

/** A code of one register, or one of the gateway's own, which stands in every union. */
type Kode = Feilkode | UtilgjengeligKode;

const ALL: readonly Kode[] = [...FEILKODER, ...UTILGJENGELIG];
const SOURCES = [...new Set(FEILKODER.map(({ kilde }) => kilde))];
const TYPES = [...new Set(ALL.map(({ type }) => type))];
const OPERATIONS = [...new Set(ALL.flatMap(operationsOf))];
const CODES = [...new Set(ALL.map(({ kode }) => kode))];

const HELP = `
Every documented code of every register, and the type that stands for it; last the
gateway's own, for a register that could not be asked. What an answer holds finds
them: its __typename or its code, in small letters, too. The JSON has all that is
known of each: the text in the register's language, the meaning, whether a retry
helps, whether the register has no such code and the gateway derives it, the
operations, and the fields of the graph that can answer it.

Examples:
  registergraf codes
  registergraf codes BRUKER_IKKE_FUNNET
  registergraf codes --source GRUNNDATA --operation hentRoller
  registergraf codes --type UgyldigCpr --json

Exit codes: 0 printed, 2 nothing is documented for that.
`;

export function addCodes(program: Command): void {
  const source = new Option('--source <kilde>', 'only this register’s').choices(SOURCES);
  program
    .command('codes')
    .description('print the catalogue of documented codes')
    .addArgument(new ValueArgument('[name]', 'a type or a code', typesAndCodes))
    .addOption(source)
    // As the graph calls it, and as it was.
    .addOption(aliasOf(source, '--kilde <kilde>'))
    .addOption(
      new ValueOption(
        '--operation <operation>',
        'only those that this operation of a register documents',
        () => OPERATIONS,
      ),
    )
    .addOption(new ValueOption('--type <type>', 'only those that this type stands for', () => TYPES))
    .option('--json', 'all that is known, as JSON')
    .addHelpText('after', HELP)
    .action((name: string | undefined, options: CodesOptions) => {
      const found = choose(name, options);
      if (options.json) printJson(found);
      else print(tableOf(found));
    });
}

function typesAndCodes(): Offered {
  const meanings = new Map(ALL.map(({ kode, betydning }) => [kode, betydning]));
  return [...TYPES, ...CODES.map((value) => ({ value, description: meanings.get(value) }))];
}

function choose(name: string | undefined, { source, operation, type }: CodesOptions): Kode[] {
  const listed = '; `registergraf codes` lists them';
  if (type !== undefined) known('a type', type, TYPES, listed);
  if (operation !== undefined) known('an operation', operation, OPERATIONS, `; there are ${OPERATIONS.join(', ')}`);
  if (name !== undefined) known('a type or code', name, [...TYPES, ...CODES], listed);
  const found = ALL.filter(
    (kode) =>
      (!source || ('kilde' in kode && kode.kilde === source)) &&
      (!operation || operationsOf(kode).some((own) => isSame(own, operation))) &&
      (!type || isSame(kode.type, type)) &&
      (!name || isSame(kode.type, name) || isSame(kode.kode, name)),
  );
  if (found.length > 0) return found;
  throw new CliError('no code is documented for all of that together');
}

/** Ends the command where nothing has the name, and tells what has one like it, or else where all are. */
function known(kind: string, name: string, names: readonly string[], all: string): void {
  if (names.some((own) => isSame(own, name))) return;
  throw new CliError(`nothing is documented for ${kind} of that name${didYouMean(name, names) || all}`);
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function operationsOf(kode: Kode): readonly string[] {
  return 'operations' in kode ? kode.operations : [];
}

function tableOf(codes: readonly Kode[]): string {
  const rows = codes.map((kode) => [
    kode.kode,
    kode.type,
    'kilde' in kode ? kode.kilde : 'each',
    'avledet' in kode && kode.avledet ? 'yes' : 'no',
    kode.kanProevesIgjen ? 'yes' : 'no',
    kode.betydning,
  ]);
  return table(['Code', 'Type', 'Source', 'Derived', 'Try again', 'Meaning'], rows, lineWidth());
}
