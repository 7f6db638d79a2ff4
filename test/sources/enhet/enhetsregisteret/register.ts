import { listen, type Request, type Response } from '../../../../src/sandbox/common/server.ts';
import { play } from '../../../../src/sandbox/common/played.ts';
import { CLIENT, CLIENT_KID, createMaskinportenSandbox } from '../../../../src/sandbox/maskinporten/index.ts';
import type { MaskinportenConfig } from '../../../../src/sources/maskinporten.ts';
import { connectSources, type Ports, type SourcesConfig } from '../../../../src/sources/index.ts';
import { BASE, countedCall } from '../../registers.ts';
import { sampleWith } from './sample.ts';

/** What stands under each path; searches are answered by the units that stand there. */
export type Answers = Record<string, object | ((request: Request) => Response | Promise<Response>)>;

export interface Register {
  readonly url: string;
  readonly requests: Request[];
  /** Method and path of each call, with a search's parameters by their names. */
  calls(): string[];
  forget(): void;
  close(): Promise<void>;
}

const OPEN = '/enhetsregisteret/api';

/** A register that has these units and nothing else: what is not there is 404. */
export async function startRegister(answers: Answers): Promise<Register> {
  const requests: Request[] = [];
  const server = await listen(async (request) => {
    requests.push(request);
    const { pathname, searchParams } = request.url;
    const own = answers[`${pathname}${request.url.search}`] ?? answers[pathname];
    if (typeof own === 'function') return own(request);
    if (own) return json(own);
    const [, resource] = /^\/enhetsregisteret\/api\/(enheter|underenheter)$/.exec(pathname) ?? [];
    if (!resource) return { status: 404 };
    const parent = searchParams.get('overordnetEnhet');
    const found = parent === null ? byNumbers(resource, searchParams) : below(parent);
    const size = Number(searchParams.get('size') ?? 20);
    return json({
      ...(found.length > 0 && { _embedded: { [resource]: found.slice(0, size) } }),
      page: { size, totalElements: found.length, totalPages: 1, number: 0 },
    });
  });

  function byNumbers(resource: string, parameters: URLSearchParams): object[] {
    const numbers = (parameters.get('organisasjonsnummer') ?? '').split(',');
    return numbers.flatMap((number) => {
      const unit = answers[`${OPEN}/${resource}/${number}`];
      return unit && typeof unit !== 'function' && !('slettedato' in unit) ? unit : [];
    });
  }

  function below(parent: string): object[] {
    return Object.values(answers).filter(
      (unit) => typeof unit !== 'function' && 'overordnetEnhet' in unit && unit.overordnetEnhet === parent,
    );
  }

  return {
    url: server.url,
    requests,
    calls: () =>
      requests.map(({ method, url }) => {
        const names = [...url.searchParams.keys()].join('&');
        return `${method} ${url.pathname.replace(OPEN, '')}${names && `?${names}`}`;
      }),
    forget: () => void requests.splice(0),
    close: server.close,
  };
}

export function json(body: object, status = 200, headers: Record<string, string> = {}): Response {
  return {
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
    body: JSON.stringify(body),
  };
}

export const answer =
  (body: object, status = 200) =>
  () =>
    json(body, status);

/** The path of a main unit, and of a sub-unit. */
export const main = (number: string) => `${OPEN}/enheter/${number}`;
export const sub = (number: string) => `${OPEN}/underenheter/${number}`;

export const mainUnit = (organisasjonsnummer: string, more: object = {}) => ({
  [main(organisasjonsnummer)]: sampleWith('enhet-minimum', { organisasjonsnummer, ...more }),
});
export const subUnit = (organisasjonsnummer: string, overordnetEnhet: string) => ({
  [sub(organisasjonsnummer)]: sampleWith('underenhet', { organisasjonsnummer, overordnetEnhet }),
});

export function configAt(url: string, more: { readonly maskinporten?: MaskinportenConfig } = {}): SourcesConfig {
  return {
    ...BASE,
    enhet: {
      source: 'enhetsregisteret',
      enhetsregisteretUrl: `${url}${OPEN}`,
      frivillighetsregisteretUrl: `${url}/frivillighetsregisteret/api`,
      fullmaktUrl: `${url}/fullmakt`,
      brukerId: '',
      passord: '',
      ...more,
    },
  };
}

/** Asks the port of units at a register, in one request. */
export async function asking<Answered>(
  config: SourcesConfig,
  ask: (port: Ports['enhet'], call: ReturnType<typeof countedCall>['call']) => Promise<Answered>,
): Promise<Answered> {
  const sources = connectSources(config);
  try {
    return await ask(sources.ports.enhet, countedCall().call);
  } finally {
    await sources.close();
  }
}

/** Maskinporten of the sandbox, and our client there. */
export async function startMaskinporten() {
  const simulator = createMaskinportenSandbox();
  const { url, close } = await play(simulator);
  const { privateKey } = await simulator.clientCertificates();
  const configOf = (issuer: string, clientId: string = CLIENT): MaskinportenConfig => ({
    client: { issuer, clientId, privateKey, shownAs: { kid: CLIENT_KID } },
  });
  return { issuer: `${url}/maskinporten/`, configOf, close };
}
