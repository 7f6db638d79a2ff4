import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

// What is known to be wrong with the packages of a production install, as the lock file has them: `npm run advisories`. Ends with 1 where
// there is something. A registry that tells no advisories, or that cannot be reached, is said, and ends with 0: CI runs where there is none.
// Who releases has to have an answer, and asks with `npm run advisories -- --required`.
//
// npm is asked about all, and what is for development only is taken out here: of `--omit dev` npm 11 leaves out too much (.ci/sbom.ts).

/** Bytes of npm's answer. */
const MAX_BYTES = 50_000_000;

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly devOptional?: boolean }>>;
}

/** What `npm audit --json` says of one package. */
interface Vulnerable {
  readonly name: string;
  readonly severity: string;
  /** Where it is installed: keys of the lock file. */
  readonly nodes: readonly string[];
  /** Advisories, and names of packages of which it only needs one with an advisory. */
  readonly via: readonly (string | { readonly title: string; readonly url: string; readonly range: string })[];
}

interface Answer {
  readonly vulnerabilities?: Readonly<Record<string, Vulnerable>>;
}

/** A line for each advisory about a package that a production install has. */
export function findingsIn(vulnerabilities: Readonly<Record<string, Vulnerable>>, { packages }: Lock): string[] {
  const runs = (path: string) => !(packages[path]?.dev || packages[path]?.devOptional);
  return Object.values(vulnerabilities)
    .filter(({ nodes }) => nodes.some(runs))
    .flatMap(({ name, severity, via }) =>
      via.flatMap((one) =>
        typeof one === 'string' ? [] : [`${severity}: ${name} ${one.range}: ${one.title} (${one.url})`],
      ),
    )
    .toSorted();
}

/** What npm has answered; undefined where its registry tells nothing. */
function readAnswer(said: string): Answer['vulnerabilities'] {
  try {
    return (JSON.parse(said) as Answer).vulnerabilities;
  } catch {
    return undefined;
  }
}

function main(isRequired: boolean): void {
  const asked = spawnSync('npm', ['audit', '--json', '--package-lock-only'], {
    encoding: 'utf8',
    maxBuffer: MAX_BYTES,
  });
  const vulnerabilities = readAnswer(asked.stdout);
  if (!vulnerabilities) {
    process.stdout.write('The registry of packages tells no advisories, or cannot be reached: nothing is known.\n');
    process.exitCode = isRequired ? 1 : 0;
    return;
  }
  const findings = findingsIn(vulnerabilities, JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock);
  process.stdout.write(`Advisories about packages of a production install: ${findings.length}\n`);
  for (const finding of findings) process.stdout.write(`${finding}\n`);
  if (findings.length > 0) process.exitCode = 1;
}

if (import.meta.main) main(process.argv.includes('--required'));
