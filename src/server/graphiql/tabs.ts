import { readdir, readFile } from 'node:fs/promises';

/** What decides with which tabs and headers GraphiQL opens. */
export interface GraphiqlSettings {
  /** Whether the embedded sandbox answers. */
  readonly sandbox: boolean;
  /** The registers that are asked for real, beside it. */
  readonly real?: readonly string[] | undefined;
  /** Whether every request must bring a token. */
  readonly tokenRequired: boolean;
}

export interface Tab {
  readonly query: string;
  readonly variables?: string;
  readonly headers?: string;
}

const EXAMPLES = new URL('../../../examples/graphiql/', import.meta.url);

/** Examples that write, name the sandbox's people, or choose a caller of the sandbox: left out where real registers are asked. */
const SANDBOX_ONLY = /^\d+-(?:people|writing|errors-not-allowed|errors-of-the-register)\./;

/**
 * One tab an example, in the order of their file names, with the variables and headers that stand beside it: the query first, and what it
 * shows below it. The first tab says who answers.
 */
export async function readTabs(settings: GraphiqlSettings): Promise<readonly Tab[]> {
  const files = (await readdir(EXAMPLES)).filter((name) => settings.sandbox || !SANDBOX_ONLY.test(name)).sort();
  const read = async (name: string) => {
    return files.includes(name) ? await readFile(new URL(name, EXAMPLES), 'utf8') : undefined;
  };
  const names = files.filter((name) => name.endsWith('.graphql')).map((name) => name.slice(0, -'.graphql'.length));
  const ordinary = defaultHeaders(settings);
  return Promise.all(
    names.map(async (name, index) => {
      const text = (await read(`${name}.graphql`)) ?? '';
      const query = isPartlyReal(settings) ? text.replace(UNIT, `$1${REAL_UNIT}`) : text;
      const variables = await read(`${name}.variables.json`);
      // Where a token is required, the headers that choose a caller of the sandbox are refused.
      const headers = (settings.tokenRequired ? undefined : await read(`${name}.headers.json`)) ?? ordinary;
      return {
        query: index === 0 ? query.replace(/\n\n(?=#)/, () => `\n\n${whoAnswers(settings)}\n#\n`) : query,
        ...(variables !== undefined && { variables }),
        ...(headers !== undefined && { headers }),
      };
    }),
  );
}

/** What a new tab's pane of headers holds. GraphiQL reads JSON with comments, and takes the last comma. */
export function defaultHeaders({ sandbox, tokenRequired }: GraphiqlSettings): string | undefined {
  if (tokenRequired) return TOKEN_HEADERS;
  return sandbox ? CALLER_HEADERS : undefined;
}

const TOKEN_HEADERS = `{
  // Yours, for <token>. GraphiQL keeps no headers.
  "authorization": "Bearer <token>"
}
`;

const CALLER_HEADERS = `{
  // Who asks. star sees everybody. Others:
  // jobcenter-1, akasse-1, kommune-1,
  // aktoer-1@jobcenter-1; deler@kommune-1 is the
  // citizen 2902445014, about herself.
  "x-sandbox-caller": "star",
  // What the token allows; else, everything.
  // "x-sandbox-scopes": "registergraf:enhet.read",
  // What for, in the audit record.
  // "x-purpose": "CASE-7",
}
`;

const SANDBOX = `# This gateway answers from its embedded sandbox.
# None of the people and units exist. Who they
# are stands in the next tab.`;

/** Brønnøysundregistrene, who keep the register of units. */
const REAL_UNIT = '974760673';

/** The unit that a tab is about. Those under an alias stand for something that a real register has no such unit for. */
const UNIT = /^( {2}enhet\(organisasjonsnummer: ")\d{9}/m;

/** Whether real units are asked beside the sandbox's people: no other register can be asked without credentials. */
function isPartlyReal({ sandbox, real = [] }: GraphiqlSettings): boolean {
  return sandbox && real.length > 0;
}

/** The numbers of the examples' other units are the sandbox's, which no real register has. */
const partly = (real: readonly string[]) => `# Units are real: this gateway asks
# ${real.join(' and ')}.
# Its embedded sandbox answers for the other
# registers, with people who do not exist. The
# unit above is Brønnøysundregistrene: write any
# other organisasjonsnummer. The supplier of the
# mailbox, and the units of the lists and errors
# in the later tabs, are the sandbox's, which
# the register does not know.`;

const CONFIGURED = `# This gateway answers from the sources that it
# has been configured with. The numbers above
# are the sandbox's own.`;

const TOKEN = `# It wants a token: write yours for <token> in
# the pane of headers below. Then let the arrows
# at the bottom left fetch the docs. GraphiQL
# keeps no headers.`;

const MINT = `# A token for the sandbox:
#   npm run --silent token -- star`;

function whoAnswers(settings: GraphiqlSettings): string {
  const { sandbox, real = [], tokenRequired } = settings;
  const lines = [isPartlyReal(settings) ? partly(real) : sandbox ? SANDBOX : CONFIGURED];
  if (tokenRequired) lines.push(TOKEN);
  if (tokenRequired && sandbox) lines.push(MINT);
  return lines.join('\n#\n');
}
