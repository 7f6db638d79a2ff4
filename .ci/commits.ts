import { execFileSync } from 'node:child_process';

// Whether commits are written as CONTRIBUTING.md wants them. `npm run commits:check`, or with a range: `npm run commits:check main..`.
// Without one, what the upstream branch does not have yet is looked at, else what is newer than the last tag.

const LONGEST_SUBJECT = 72;

/** Words that begin a subject which tells what the author did, or nothing. */
const NOT_IMPERATIVE =
  /^(?:(?!(?:bring|string|ping|embed|feed|need|seed|shed|speed|spread)\b)\w+(?:ing|ed)|\w*[^s\W]s)$/i;
const ENDS_WITH_S =
  /^(?:alias|bias|canvas|focus|guess|miss|pass|press|process|discuss|address|express|compress|bypass)$/i;
const NO_CONTENT = /^(?:merge|wip|lint|format|fixup!|squash!|amend!|fix lint|review|misc)\b/i;

interface Commit {
  readonly hash: string;
  readonly parents: number;
  readonly subject: string;
  readonly body: string;
}

function git(...words: string[]): string {
  return execFileSync('git', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

function attempt(...words: string[]): string | undefined {
  try {
    return git(...words).trim();
  } catch {
    return undefined;
  }
}

function readRange(): string | undefined {
  if (process.argv[2]) return process.argv[2];
  const base = attempt('rev-parse', '--verify', '@{upstream}') ?? attempt('describe', '--tags', '--abbrev=0');
  return base && `${base}..HEAD`;
}

function readCommits(range: string): Commit[] {
  const log = git('log', '--reverse', '--format=%h%x1f%P%x1f%s%x1f%b%x1e', range);
  return log
    .split('\x1e')
    .map((entry) => entry.trimStart().split('\x1f'))
    .filter((fields) => fields.length === 4)
    .map(([hash = '', parents = '', subject = '', body = '']) => ({
      hash,
      parents: parents.split(' ').filter(Boolean).length,
      subject,
      body: body.trim(),
    }));
}

/** What is wrong with a commit; nothing, if it is well. */
function problemsOf({ parents, subject, body }: Commit): string[] {
  const [first = ''] = subject.split(/[\s:,]/);
  return [
    ...(parents > 1 ? ['is a merge: rebase instead'] : []),
    ...(subject.length > LONGEST_SUBJECT
      ? [`its subject has ${subject.length} characters, at most ${LONGEST_SUBJECT}`]
      : []),
    ...(/^\p{Lu}/u.test(subject) ? [] : ['its subject does not begin with a capital']),
    ...(subject.endsWith('.') ? ['its subject ends with a period'] : []),
    ...(NO_CONTENT.test(subject)
      ? ['its subject says nothing of what changes: make it part of the commit it belongs to']
      : []),
    ...(NOT_IMPERATIVE.test(first) && !ENDS_WITH_S.test(first) ? [`"${first}" is no imperative`] : []),
    ...(body === '' ? ['it has no body that says why'] : []),
  ];
}

const range = readRange();
if (range === undefined) {
  process.stderr.write(
    'There is neither an upstream branch nor a tag: name a range, as in npm run commits:check main..\n',
  );
  process.exitCode = 2;
} else {
  const commits = readCommits(range);
  for (const commit of commits) {
    for (const problem of problemsOf(commit)) {
      process.stdout.write(`${commit.hash} ${commit.subject}: ${problem}\n`);
      process.exitCode = 1;
    }
  }
  process.stdout.write(`${commits.length} commits looked at.\n`);
}
