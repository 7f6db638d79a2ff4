import { Pool } from 'undici';
import { createUnits } from '../../src/sandbox/enhetsregisteret/units/units.ts';
import { type Child, startChild } from '../child.ts';

/** Requests that are under way at once, a connection each. */
export const CLIENTS = 16;
/** Units of the longer look-up, which the sandbox has too. */
const LIST = 20;
const WARM_UP_S = 2;

const LOOK_UP = `query Enheter($numbers: [ID!]!) {
  enheter(organisasjonsnumre: $numbers) {
    organisasjonsnummer
    basisdata {
      __typename
      ... on Basisdata { navn organisasjonsform { kode beskrivelse } forretningsadresse { adresselinjer postnummer poststed } }
      ... on Registerfeil { kode melding }
    }
  }
}`;
/** What a page about units shows: five operations of each, which are five calls over SOAP, and one row of the copy. */
const PAGE = `query Page($numbers: [ID!]!) {
  enheter(organisasjonsnumre: $numbers) {
    organisasjonsnummer
    basisdata {
      __typename
      ... on Basisdata { navn organisasjonsform { kode beskrivelse } forretningsadresse { adresselinjer postnummer poststed } }
    }
    basisdataUtvidet { ... on BasisdataUtvidet { stiftelsesdato virksomhetArtBransje vedtektsfestetFormaal } }
    kontaktdata { ... on EnhetKontaktdata { telefonnummer { verdi } epostadresse { verdi } hjemmesideadresse { verdi } } }
    saerligeOpplysninger { ... on SaerligeOpplysninger { statuser { statuskode tekstlinjer } } }
    tilknyttedeOpplysninger {
      ... on TilknyttedeOpplysninger { naeringskoder { kode beskrivelse } sektorkode { kode } ansatte { antall } }
    }
  }
}`;
const SEARCH = `query Search($soek: SokEnhetInput!) {
  sokEnhet(soek: $soek) {
    __typename
    ... on SokEnhetTreffliste { antall treff { navn score enhet { organisasjonsnummer } } }
    ... on Registerfeil { kode melding }
  }
}`;

export interface LookedUp {
  readonly title: string;
  /** Requests a second. */
  readonly soap: number;
  readonly copy: number;
}

export interface Measuring {
  /** Of the copy, and of the register that it was fetched from. */
  readonly file: string;
  readonly url: string;
  /** The number of a unit in the copy. */
  any(): string;
  /** What a search asks for. */
  anySearch(): object;
  readonly seconds: number;
}

/** The same query through a gateway on the copy, and through one on the sandbox's SOAP door; and searches on the copy. */
export async function measureThroughGraphql({ file, url, any, anySearch, seconds }: Measuring): Promise<{
  readonly lookedUp: readonly LookedUp[];
  readonly searchMs: readonly number[];
}> {
  const sandbox = await startChild('./copy/sandbox.ts');
  const env = { PORT: '0', AUTHENTICATION: 'off' };
  const credentials = { GRUNNDATA_USER: 'sandbox-full', GRUNNDATA_PASSWORD: 'hemmelig' };
  const soap = await startChild('./copy/gateway.ts', { ...env, ...credentials, GRUNNDATA_URL: sandbox.url });
  const kept = { ENHET_SOURCE: 'copy', ENHET_COPY: file, ENHETSREGISTERET_URL: url };
  const copy = await startChild('./copy/gateway.ts', { ...env, ...kept });
  try {
    const known = await answeredBy(soap, [...createUnits().keys()]);
    if (known.length < LIST)
      throw new Error(`the sandbox has data of ${known.length} units, and ${LIST} are asked for`);
    const lookedUp: LookedUp[] = [];
    for (const { title, query, units } of [
      { title: '1', query: LOOK_UP, units: 1 },
      { title: String(LIST), query: LOOK_UP, units: LIST },
      { title: `${LIST}, five fields of each`, query: PAGE, units: LIST },
    ]) {
      const rate = async (server: Child, numbers: () => string[]) => {
        const body = () => JSON.stringify({ query, variables: { numbers: numbers() } });
        await drive(server, body, WARM_UP_S, 'Basisdata', units);
        return (await drive(server, body, seconds, 'Basisdata', units)).length / seconds;
      };
      const ofSandbox = () => known.slice(0, units);
      const ofCopy = () => Array.from({ length: units }, any);
      lookedUp.push({ title, soap: await rate(soap, ofSandbox), copy: await rate(copy, ofCopy) });
    }
    const body = () => {
      const soek = { ...anySearch(), maksTreff: 20 };
      return JSON.stringify({ query: SEARCH, variables: { soek } });
    };
    await drive(copy, body, WARM_UP_S, 'SokEnhetTreffliste', 1);
    return { lookedUp, searchMs: await drive(copy, body, seconds, 'SokEnhetTreffliste', 1) };
  } finally {
    for (const child of [copy, soap, sandbox]) await child.stop();
  }
}

/** Those of which the gateway has data. */
async function answeredBy({ url }: Child, numbers: readonly string[]): Promise<string[]> {
  const pool = new Pool(url);
  const text = await post(pool, JSON.stringify({ query: LOOK_UP, variables: { numbers } }));
  await pool.close();
  const { data } = JSON.parse(text) as {
    data: { enheter: { organisasjonsnummer: string; basisdata: { __typename: string } }[] };
  };
  return data.enheter.flatMap(({ organisasjonsnummer, basisdata }) =>
    basisdata.__typename === 'Basisdata' ? organisasjonsnummer : [],
  );
}

/** Milliseconds of each request, by clients who ask one after the other. Each answer must hold so many of the type. */
async function drive(
  { url }: Child,
  body: () => string,
  seconds: number,
  typename: string,
  count: number,
): Promise<number[]> {
  const pool = new Pool(url, { connections: CLIENTS, pipelining: 1 });
  const took: number[] = [];
  const end = performance.now() + seconds * 1_000;
  const client = async () => {
    while (performance.now() < end) {
      const begun = performance.now();
      const text = await post(pool, body());
      took.push(performance.now() - begun);
      const found = text.split(`"__typename":"${typename}"`).length - 1;
      if (found !== count) throw new Error(`${url} answered ${found} of ${count}: ${text.slice(0, 300)}`);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  await pool.close();
  return took;
}

async function post(pool: Pool, body: string): Promise<string> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const answer = await pool.request({ method: 'POST', path: '/graphql', headers, body });
  const text = await answer.body.text();
  if (answer.statusCode !== 200) throw new Error(`answered ${answer.statusCode}: ${text.slice(0, 300)}`);
  return text;
}
