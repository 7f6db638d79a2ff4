import { type Command, Option } from 'commander';
import type { ShowOptions } from './audit/show.ts';
import type { VerifyOptions } from './audit/verify.ts';

const HELP = `
Reads the records that a gateway has written of operations on persons: those of
AUDIT_FILE and its rotated ones, or the files that you name, zipped or not, in
any order.

  verify   tells whether a record has been altered, removed, reordered or added
  show     tells who has asked about one person, when and what for

Variables: AUDIT_KEY (or AUDIT_KEY_FILE), AUDIT_FILE, AUDIT_READ_FILES.

Examples:
  registergraf audit verify /var/log/registergraf/audit.jsonl*
  registergraf audit show --person -

Exit codes: 0 done, 1 failed, 2 wrong usage or a file that cannot be read.
`;

const VERIFY_HELP = `
Each record holds its number in its chain, the code of the record before, and a
code of its own that nobody can make without AUDIT_KEY. Each process has a chain.

  altered    a line is not as it was written
  removed    records are missing
  reordered  a record stands in another place
  added      a line that no holder of the key wrote, or a copy of one
  forked     two histories of one chain: a process was restored from a snapshot
  other key  a chain of another key: verify it with that one

What is cut off at the very end of a chain shows by its missing seal: a process
writes one when it ends and when the file is rotated, and every minute in which
there were records. --expect-sealed fails without one: use it on what is no longer
written. Records without a place in a chain, from before version 0.2, are counted;
--no-unchained fails on them.

Examples:
  registergraf audit verify
  registergraf audit verify --expect-sealed --json archive/*.gz

Exit codes: 0 all is as it was written, 1 something is not, 2 wrong usage or a
file that cannot be read.
`;

const SHOW_HELP = `
Who has asked about one person, when, which register, what for and in which case;
never what was found. The person is read from standard input, or asked for at a
terminal, and is printed nowhere: other users see a command line. What the gateway
refused itself, so that no register was asked, is left out without --refused.

Eleven digits are a personidentifikator, ten a cpr; what holds an @ is a mail
address, and anything else a telephone number, each as it was asked with.

Examples:
  registergraf audit show --person -
  registergraf audit show --person - --json archive/*.gz < number.txt

Exit codes: 0 printed, 2 wrong usage or a file that cannot be read.
`;

export function addAudit(program: Command): void {
  const audit = program.command('audit').description('read the audit records: verify, show').addHelpText('after', HELP);
  audit
    .command('verify')
    .argument('[files...]', 'the files; those of the configuration where none is named')
    .description('tell whether records have been altered, removed, reordered or added')
    .option('--expect-sealed', 'fail where a chain ends without a seal')
    .option('--no-unchained', 'fail on records that have no place in a chain')
    .option('--json', 'as JSON')
    .addHelpText('after', VERIFY_HELP)
    .action(async (files: readonly string[], options: VerifyOptions) => {
      const { verify } = await import('./audit/verify.ts');
      await verify(files, options);
    });
  audit
    .command('show')
    .argument('[files...]', 'the files; those of the configuration where none is named')
    .description('tell who has asked about one person, when and what for')
    .requiredOption('--person <->', 'read who it is from standard input')
    .addOption(
      new Option('--kind <kind>', 'by what the person is known').choices([
        'cpr',
        'personidentifikator',
        'mobiltelefon',
        'email',
      ]),
    )
    .option('--first <count>', 'how many, the newest first', '100')
    .option('--refused', 'also what the gateway refused')
    .option('--json', 'as JSON')
    .addHelpText('after', SHOW_HELP)
    .action(async (files: readonly string[], options: ShowOptions) => {
      const { show } = await import('./audit/show.ts');
      await show(files, options);
    });
}
