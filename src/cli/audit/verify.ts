import type { ChainEnd, Finding, Verdict } from '../../server/audit/verify/findings.ts';
import { verifyFiles } from '../../server/audit/verify/verify.ts';
import { EXIT } from '../errors.ts';
import { lineWidth, many, oneLine, print, printJson, style } from '../output.ts';
import { breakLines } from '../wrap.ts';
import { chooseFiles, readable, readAuditSettings } from './settings.ts';

export interface VerifyOptions {
  readonly expectSealed?: boolean;
  /** `--no-unchained` */
  readonly unchained?: boolean;
  readonly json?: boolean;
}

/** Findings that are told one by one; of the rest the number. */
const MAX_TOLD = 1_000;
/** Chains that are told one by one: each start of a process is one. */
const MAX_CHAINS = 50;

/** Tells what is wrong with the records, and exits by it. */
export async function verify(named: readonly string[], options: VerifyOptions): Promise<void> {
  const settings = readAuditSettings(process.env);
  const files = await readable(() => chooseFiles(named, settings));
  const findings: Finding[] = [];
  let told = 0;
  const onFinding = (finding: Finding) => {
    told += 1;
    if (told > MAX_TOLD) return;
    if (options.json) findings.push(finding);
    else print(breakLines(describe(finding), lineWidth()));
  };
  const how = { expectSealed: options.expectSealed === true, refuseUnchained: options.unchained === false };
  const verdict = await readable(() => verifyFiles(files, { key: settings.key, onFinding, ...how }));
  const isGood = told === 0;
  if (options.json) printJson({ ok: isGood, ...verdict, findings, more: Math.max(0, told - MAX_TOLD) });
  else print(breakLines(summary(verdict, told), lineWidth()));
  if (!isGood) process.exitCode = EXIT.failed;
}

/** Names of files, chains and instances come from elsewhere. */
function describe({ kind, file, line, chain, sequence, through, text }: Finding): string {
  const range = through === undefined || through === sequence ? sequence : `${sequence ?? 0}-${through}`;
  const which = range === undefined ? '' : ` record ${range}`;
  const of = chain === undefined ? '' : `${which} of chain ${chain}`;
  return `${style('red', kind)}: ${oneLine(`${file}:${line}:${of}${of ? ',' : ''} ${text}`)}`;
}

function summary({ files, records, unchained, torn, chains }: Verdict, told: number): string {
  const listed = chains.slice(0, MAX_CHAINS).map(tellEnd);
  const more = chains.length > MAX_CHAINS ? [`… and ${chains.length - MAX_CHAINS} more chains`] : [];
  const rest = told > MAX_TOLD ? [`… and ${told - MAX_TOLD} more`] : [];
  const beside = [
    ...(unchained > 0 ? [`${unchained} from before there were chains`] : []),
    ...(torn > 0 ? [`${torn} cut off when they were written, as the chain says`] : []),
  ];
  const counted = `${many(records, 'record')} of ${many(chains.length, 'chain')} in ${many(files, 'file')}`;
  const verdict = told === 0 ? style('green', 'intact') : style('red', many(told, 'finding'));
  return [...rest, ...listed, ...more, [`${verdict}: ${counted}`, ...beside].join('; ')].join('\n');
}

function tellEnd({ chain, instance, from, to, sealed, time }: ChainEnd): string {
  const end = sealed === undefined ? 'open: its end may have been cut off' : `sealed (${sealed})`;
  const began = from > 0 ? ', whose beginning is not here,' : '';
  return oneLine(
    `chain ${chain} of ${instance ?? 'an unknown process'}${began} to record ${to} at ${time ?? '?'}: ${end}`,
  );
}
