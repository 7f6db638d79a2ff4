import { allBlocks, type Block, chapter, read } from './papers.ts';

// The recipes of docs/frontend.md: files that say in their first line what they are called, and the commands that run them.

const PAPER = 'docs/frontend.md';

/** The first line of a recipe. */
const NAMED = /^(?:\/\/|#) ((?:src\/)?[\w-]+\.(?:ts|graphql))\n/;

/** The name of the file that a block is, if it says one. */
export function recipeName({ language, text }: Block): string | undefined {
  if (language === 'json' && text.includes('"compilerOptions"')) return 'tsconfig.json';
  return NAMED.exec(text)?.[1];
}

/** All files of the recipes, by their names. */
export function recipeFiles(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const block of allBlocks(read(PAPER))) {
    const name = recipeName(block);
    if (name === undefined) continue;
    if (files.has(name)) throw new Error(`${PAPER} has two files ${name}`);
    files.set(name, block.text);
  }
  return files;
}

/** The packages that the paper installs from the registry, in its blocks and in its sentences. */
export function recipePackages(): readonly string[] {
  const commands = read(PAPER).matchAll(/(?:^|`)npm install ((?:[^`\n&])+)/gm);
  const words = [...commands].flatMap(([, said = '']) => said.trim().split(/\s+/));
  return [...new Set(words.filter((word) => /^[@\w]/.test(word)))];
}

/** What is run once the files are there, and what it writes. */
export function recipeRun(): { readonly commands: readonly string[]; readonly output: string } {
  const blocks = allBlocks(chapter('## From nothing to typed answers', PAPER));
  const last = blocks.findIndex(({ text }) => text.includes('npx graphql-codegen'));
  return { commands: blocks[last]?.text.trim().split('\n') ?? [], output: blocks[last + 1]?.text ?? '' };
}
