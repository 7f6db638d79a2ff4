import { type Command, Option } from 'commander';
import type { DokumentertFeil } from '../graph/dokumenterteFeil.ts';
import { CliError } from './errors.ts';
import { print, printJson, terminalWidth } from './output.ts';
import { table } from './table.ts';

interface KoderOptions {
  readonly kilde?: DokumentertFeil['kilde'];
  readonly operasjon?: string;
  readonly type?: string;
  readonly json?: boolean;
}

const KILDER: readonly DokumentertFeil['kilde'][] = ['STAR', 'OPPSLAGSTJENESTEN', 'GRUNNDATA'];

const HELP = `
Every documented code of every register, and the type that stands for it. The JSON
has all that is known of each: the text in the register's language, the meaning,
whether a retry helps, the operations, and the fields of the graph that can answer
it. The codes of KildeUtilgjengelig that are the gateway's own are not here, but
in the README (How to read an answer).

Examples:
  registergraf koder
  registergraf koder --kilde GRUNNDATA --operasjon hentRoller
  registergraf koder --type UgyldigCpr --json

Exit codes: 0 printed, 2 nothing is documented for that.
`;

export function addKoder(program: Command): void {
  program
    .command('koder')
    .description('print the catalogue of documented codes')
    .addOption(new Option('--kilde <kilde>', 'only this register’s').choices(KILDER))
    .option('--operasjon <operation>', 'only those that this operation of a register documents')
    .option('--type <type>', 'only those that this type stands for')
    .option('--json', 'all that is known, as JSON')
    .addHelpText('after', HELP)
    .action(async (options: KoderOptions) => {
      // Beside the types, the schema makes the unions, from which the fields of a code are known.
      const [{ dokumenterteFeil }] = await Promise.all([
        import('../graph/dokumenterteFeil.ts'),
        import('../graph/schema.ts'),
      ]);
      const found = choose(dokumenterteFeil(), options);
      if (options.json) printJson(found);
      else print(tableOf(found));
    });
}

function choose(all: readonly DokumentertFeil[], { kilde, operasjon, type }: KoderOptions): DokumentertFeil[] {
  const found = all.filter(
    (feil) =>
      (!kilde || feil.kilde === kilde) &&
      (!operasjon || feil.operasjoner.includes(operasjon)) &&
      (!type || feil.type === type),
  );
  if (found.length > 0) return found;
  if (operasjon && !all.some(({ operasjoner }) => operasjoner.includes(operasjon))) {
    const known = [...new Set(all.flatMap(({ operasjoner }) => operasjoner))];
    throw new CliError(`no code is documented for an operation of that name; there are ${known.join(', ')}`);
  }
  throw new CliError('no code is documented for all of that together');
}

function tableOf(koder: readonly DokumentertFeil[]): string {
  const rows = koder.map(({ kode, type, kilde, kanProevesIgjen, betydning }) => [
    kode,
    type,
    kilde,
    kanProevesIgjen ? 'yes' : 'no',
    betydning,
  ]);
  return table(['Code', 'Type', 'Source', 'Try again', 'Meaning'], rows, terminalWidth());
}
