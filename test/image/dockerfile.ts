import { DockerfileParser, type From, type Instruction } from 'dockerfile-ast';

/** One instruction of a Dockerfile, with its continuation lines joined. */
export interface Step {
  readonly keyword: string;
  /** All that stands behind the keyword and its flags. */
  readonly text: string;
  readonly words: readonly string[];
  /** FROM: the name that the stage is given. */
  readonly stage: string | undefined;
  /** COPY: the stage it copies from. */
  readonly from: string | undefined;
  /** The words of the JSON form; none in shell form, which puts a shell before the program, and a shell passes no signal on. */
  readonly strings: readonly string[];
  /** ENV, LABEL and ARG. */
  readonly pairs: Readonly<Record<string, string>>;
}

/** What only some kinds of instruction have; the package has a class for each. */
interface Parts {
  getFlags?(): { getName(): string; getValue(): string | null }[];
  getJSONStrings?(): { getJSONValue(): string }[];
  getProperties?(): { getName(): string; getValue(): string | null }[];
}

export function instructionsOf(dockerfile: string): Step[] {
  return DockerfileParser.parse(dockerfile).getInstructions().map(read);
}

function read(instruction: Instruction): Step {
  const parts = instruction as Instruction & Parts;
  const keyword = instruction.getKeyword();
  const flags = parts.getFlags?.() ?? [];
  const pairs = parts.getProperties?.() ?? [];
  return {
    keyword,
    text: instruction.getArgumentsContent() ?? '',
    words: instruction.getArguments().map((word) => word.getValue()),
    stage: keyword === 'FROM' ? ((instruction as From).getBuildStage() ?? undefined) : undefined,
    from: flags.find((flag) => flag.getName() === 'from')?.getValue() ?? undefined,
    strings: parts.getJSONStrings?.().map((word) => word.getJSONValue()) ?? [],
    pairs: Object.fromEntries(pairs.map((pair) => [pair.getName(), pair.getValue() ?? ''])),
  };
}
