import { blocks, PAPERS, read } from './papers.ts';

// The commands of all papers, and what becomes of each in the tests.

export interface Command {
  readonly paper: string;
  /** Lines that end in a backslash, and what stands in quotes over several lines, joined. */
  readonly line: string;
  /** The whole block, which later commands may need the variables of. */
  readonly block: string;
}

/** Why a command is not run by the tests, or which test runs it in its own way. */
interface Declared {
  readonly of: RegExp;
  readonly why: string;
}

export const DECLARED: readonly Declared[] = [
  { of: /^npx registergraf (?!copy )/, why: 'run by test/documents.test.ts' },
  {
    of: /^npm install (?:"\$OLDPWD|--save-dev )/,
    why: 'installed by test/client/package.test.ts and test/documents/recipes.test.ts',
  },
  { of: /^npm (?:ci|install|test|run|pack|start$)/, why: 'its script is held by test/documents.test.ts' },
  { of: /^(?:mkdir|cd) \.\.\/frontend|^npm init /, why: 'works in a folder beside the project' },
  { of: /^(?:npx (?:graphql-codegen|tsc)|node src\/with-fetch\.ts)$/, why: 'run by test/documents/recipes.test.ts' },
  { of: /^npx vitest /, why: 'a run of the tests inside the tests' },
  { of: /^npx node bench\//, why: 'takes minutes; test/bench holds what it measures with' },
  { of: /^npx node deploy\/supergraph\.ts/, why: 'composed by test/federation' },
  { of: /^cp deploy\/apollo-router\/supergraph\.graphql/, why: 'copies what the line before it has made' },
  { of: /^docker (?:build|run) /, why: 'wants an engine for containers; test/image runs the steps of the Dockerfile' },
  { of: /^kubectl (?:apply|-n )/, why: 'wants a cluster; test/deploy renders the overlays' },
  { of: /^kubectl kustomize /, why: 'run by test/deploy' },
  { of: /^(?:install|cp) .*\/(?:opt|etc)\//, why: 'wants to be root; test/deploy holds the unit' },
  { of: /^(?:rover|hive|npx wgc) /, why: 'a program of others that is fetched when it is run' },
  { of: /^cd deploy\/\S+ && /, why: 'a router of others that is no package' },
  { of: /copy (?:fetch|status)$/, why: 'loads the real register’s files; test/cli/copy.test.ts runs it on others' },
  { of: /^mkdir -p data$/, why: 'makes a folder in the project' },
  { of: /^git show v[\d.]+:/, why: 'a clone in CI may have no tags' },
  { of: /^node src\/cli\/main\.ts schema check last\.graphql$/, why: 'reads what the line before it has written' },
  { of: /^AUDIT_KEY=\S+ AUDIT_FILE=\S+ npm start$/, why: 'writes a file into the project' },
  { of: /^grep "\$\(printf 'cpr:/, why: 'reads that file; the hash is held by the test of the printed record' },
  {
    of: /npx registergraf doctor$/,
    why: 'asks registers over the network; test/cli/doctor.test.ts asks the sandbox’s',
  },
  {
    of: /^node --env-file=\.env /,
    why: 'reads a file of one’s own; test/config/written.test.ts reads the example of it',
  },
  { of: /^export ROUTER_SECRET=/, why: 'makes a secret by openssl; test/federation starts the gateway with one' },
  { of: /^HOOK=|^curl -H 'x-civil/, why: 'answers once the page has asked for a code; test/sandbox asks both in turn' },
  {
    of: /^registergraf audit (?:show|verify) /,
    why: 'reads files of one’s own; test/cli/audit.test.ts runs it on those of a gateway',
  },
  { of: /^promtool test rules /, why: 'run by test/metrics' },
];

/** Every command in a block of `sh`, of all papers. */
export const COMMANDS: readonly Command[] = PAPERS.flatMap((paper) =>
  blocks(read(paper), 'sh').flatMap((block) => commandsOf(block).map((line) => ({ paper, line, block }))),
);

/** Each command of a block, in one line, without remarks. */
export function commandsOf(block: string): string[] {
  const commands: string[] = [];
  let open = '';
  for (const written of block.split('\n')) {
    const line = written.replace(/\s+# .*$/, '');
    open += open === '' ? line : `\n${line}`;
    if (open.endsWith('\\')) open = open.slice(0, -1).trimEnd();
    else if (!hasOpenQuote(open)) {
      const command = open.trim();
      if (command !== '' && !command.startsWith('#')) commands.push(command.replace(/\s*\n\s*/g, ' '));
      open = '';
    }
  }
  if (open !== '') throw new Error(`a command has no end: ${open}`);
  return commands;
}

function hasOpenQuote(text: string): boolean {
  const withoutStrings = text.replace(/\\.|'[^']*'|"(?:\\.|[^"\\])*"/gs, '');
  return /['"]/.test(withoutStrings);
}

/** A gateway that is started with what stands before `npm start`. */
export function startedWith({ line }: Command): Record<string, string> | undefined {
  const [, before] = /^((?:\w+=(?:'[^']*'|\S+)\s+)*)npm start$/.exec(line) ?? [];
  if (before === undefined) return undefined;
  const set = [...before.matchAll(/(\w+)=(?:'([^']*)'|(\S+))/g)];
  return Object.fromEntries(set.map(([, name = '', quoted, bare]) => [name, quoted ?? bare ?? '']));
}

/** A variable that is set by itself, as in a file of them. */
export function variableSet({ line }: Command): readonly [name: string, value: string] | undefined {
  const [, name, value] = /^([A-Z_]+)=([^\s$]+)$/.exec(line) ?? [];
  return name === undefined || value === undefined ? undefined : [name, value];
}

/** Whether a command goes to a shell as it stands, but for the addresses. */
export function isForShell({ line, block }: Command): boolean {
  if (block.startsWith('HOOK=')) return false;
  return /^(?:curl |printf |TOKEN=|ID=|REGISTERGRAF_TOKEN=|npm run (?:--silent )?token|node src\/cli\/main\.ts ask )/.test(
    line,
  );
}
