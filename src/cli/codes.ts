import { type Command, Option } from 'commander';
import { FEILKODER, type Feilkode, type Kilde, UTILGJENGELIG, type UtilgjengeligKode } from '../client/index.ts';
import { CliError } from './errors.ts';
import { print, printJson, terminalWidth } from './output.ts';
import { table } from './table.ts';

interface CodesOptions {
  readonly kilde?: Kilde;
  readonly operation?: string;
  readonly type?: string;
  readonly json?: boolean;
}

const SOURCES = [...new Set(FEILKODER.map(({ kilde }) => kilde))];

const HELP = `
Every documented code of every register, and the type that stands for it; last the
gateway's own, for a register that could not be asked. The JSON has all that is
known of each: the text in the register's language, the meaning, whether a retry
helps, whether the register has no such code and the gateway derives it, the
operations, and the fields of the graph that can answer it.

Examples:
  registergraf codes
  registergraf codes --kilde GRUNNDATA --operation hentRoller
  registergraf codes --type UgyldigCpr --json

Exit codes: 0 printed, 2 nothing is documented for that.
`;

export function addCodes(program: Command): void {
  program
    .command('codes')
    .description('print the catalogue of documented codes')
    .addOption(new Option('--kilde <kilde>', 'only this register’s').choices(SOURCES))
    .option('--operation <operation>', 'only those that this operation of a register documents')
    .option('--type <type>', 'only those that this type stands for')
    .option('--json', 'all that is known, as JSON')
    .addHelpText('after', HELP)
    .action((options: CodesOptions) => {
      const found = choose([...FEILKODER, ...UTILGJENGELIG], options);
      if (options.json) printJson(found);
      else print(tableOf(found));
    });
}

/** A code of one register, or one of the gateway's own, which stands in every union. */
type Kode = Feilkode | UtilgjengeligKode;

function choose(all: readonly Kode[], { kilde, operation, type }: CodesOptions): Kode[] {
  const found = all.filter(
    (kode) =>
      (!kilde || ('kilde' in kode && kode.kilde === kilde)) &&
      (!operation || operationsOf(kode).includes(operation)) &&
      (!type || kode.type === type),
  );
  if (found.length > 0) return found;
  const known = [...new Set(all.flatMap(operationsOf))];
  if (operation && !known.includes(operation)) {
    throw new CliError(`no code is documented for an operation of that name; there are ${known.join(', ')}`);
  }
  throw new CliError('no code is documented for all of that together');
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
  return table(['Code', 'Type', 'Source', 'Derived', 'Try again', 'Meaning'], rows, terminalWidth());
}
