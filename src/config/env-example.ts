import { documentedVariables } from './documented.ts';

const HEAD = `# Every variable of the gateway, each behind a #: made from the code by \`npm run codegen\`. What they do together: docs/configuration.md.
# Copy this file to .env, take the # away from what you set, and start: node --env-file=.env bin/start.js
# The values are examples, and not the defaults.
`;

/**
 * `.env.example`. What stands in quotes is read alike by Node, shells, Docker Compose and systemd. The examples that are JSON stand in
 * the paper that tells of the variables, each in a block under the variable's name.
 */
export function printEnvExample(paper: string): string {
  const entries = documentedVariables().map(({ name, meaning, unset, example }) => {
    const otherwise = unset && example !== undefined ? ` Default: ${unset}.` : '';
    const value = example ?? JSON.stringify(JSON.parse(jsonExample(paper, name)));
    return `${comment(`${withoutLinks(meaning).replace(/[.,]$/, '')}.${withoutLinks(otherwise)}`)}\n#${name}=${quote(value)}\n`;
  });
  return [HEAD, ...entries].join('\n');
}

/** The first block of JSON after the line that begins with the variable's name. */
export function jsonExample(paper: string, name: string): string {
  const start = paper.search(new RegExp(`^(?=\`${name}\`[^|\n]*[:.\n])`, 'm'));
  const block = start < 0 ? undefined : /^```json\n(.*?)^```$/ms.exec(paper.slice(start))?.[1];
  if (block === undefined) throw new Error(`the paper has no block of JSON for ${name}`);
  return block;
}

/** A piece of Markdown for files that are none: the address of a link stands beside its text. */
export function withoutLinks(markdown: string): string {
  return markdown.replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, '$1: $2');
}

const LINE_WIDTH = 120;

function comment(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`;
    if (longer.length < LINE_WIDTH) lines[lines.length - 1] = longer;
    else lines.push(` ${word}`);
  }
  return lines.map((line) => `#${line}`).join('\n');
}

function quote(value: string): string {
  return /^[\w.,:/@%+-]*$/.test(value) ? value : `'${value}'`;
}
