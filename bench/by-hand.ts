import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readConfig } from '../src/config.ts';
import { parseOrganisasjonsnummer } from '../src/domain/organisasjonsnummer.ts';
import { configuredCaller } from '../src/server/callers/identify.ts';
import { connectSources } from '../src/sources/index.ts';
import { answerParent } from './answer-parent.ts';

/**
 * What somebody would write who needed these two answers and nothing else: the same ports, which ask about each number
 * once, and the same JSON. No GraphQL, and nothing that makes a gateway of it: no limits, deadline, log or request id.
 */
const { sources, port, host } = readConfig(process.env);
const { enhet } = connectSources(sources).ports;

interface Asked {
  readonly variables: { readonly organisasjonsnummer?: string; readonly organisasjonsnumre?: readonly string[] };
}

const server = createServer(async (request, response) => {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { variables } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Asked;
    const { organisasjonsnummer, organisasjonsnumre } = variables;
    const data =
      organisasjonsnumre === undefined
        ? { enhet: (await findEnheter([organisasjonsnummer ?? '']))[0] }
        : { enheter: await findEnheter(organisasjonsnumre) };
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.writeHead(200).end(JSON.stringify({ data }));
  } catch {
    response.writeHead(500).end();
  }
});

// Each request is another caller's, as at the gateway: equal reads of one caller at once are joined.
const caller = configuredCaller(undefined);
let requests = 0;

async function findEnheter(texts: readonly string[]): Promise<object[]> {
  const numbers = texts.map((text) => {
    const nummer = parseOrganisasjonsnummer(text);
    if (typeof nummer !== 'string') throw new Error('the bench asks about units only');
    return nummer;
  });
  requests += 1;
  const call = { signal: new AbortController().signal, count: () => {}, caller: { ...caller, id: String(requests) } };
  const outcomes = await enhet.hent('hentBasisdataMini', numbers, call);
  return outcomes.map((outcome, index) => {
    if (!outcome.ok) throw new Error('the bench asks about units that the register knows');
    const { navnelinjer, organisasjonsform } = outcome.data;
    return {
      organisasjonsnummer: texts[index],
      basisdata: {
        __typename: 'Basisdata',
        navn: navnelinjer.join(' '),
        organisasjonsform: organisasjonsform && {
          kode: organisasjonsform.kode,
          beskrivelse: organisasjonsform.beskrivelse,
        },
      },
    };
  });
}

server.listen(port, host, () => answerParent(`http://${host}:${(server.address() as AddressInfo).port}`));
