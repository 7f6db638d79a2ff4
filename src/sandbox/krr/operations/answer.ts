import { parseMediaType } from '../../../domain/media-type.ts';
import { json } from '../../common/hooks.ts';
import type { Request, Response } from '../../common/server.ts';
import { TESTPRINT } from '../../postkasse/suppliers.ts';
import { isRefused, type Refusal, writeError } from '../answers/errors.ts';
import { recordCall } from '../hooks.ts';
import type { KrrCall, KrrSandbox } from '../state.ts';
import { type Access, checkAccess } from './access.ts';
import { hentEndringer } from './changes.ts';
import { countPersons, personer } from './personer.ts';

type Operation = NonNullable<KrrCall['operation']>;

const PATHS: Readonly<Record<string, readonly [Operation, method: string]>> = {
  '/rest/v2/personer': ['personer', 'POST'],
  '/rest/v2/krr/hentEndringer': ['hentEndringer', 'POST'],
  '/rest/v2/printSertifikat': ['printSertifikat', 'GET'],
};

/** Seconds that the certificate for printing may be kept. */
const PRINT_MAX_AGE_S = 3600;

export async function answer(request: Request, sandbox: KrrSandbox): Promise<Response> {
  const [operation = null, method = ''] = PATHS[request.url.pathname] ?? [];
  const content = readContent(request);
  const access = operation === 'printSertifikat' ? undefined : await checkAccess(request, sandbox);
  const outcome = answerTo();
  const response = isRefused(outcome) ? writeError(outcome, sandbox.settings, request.url.pathname) : write(outcome);
  const consumer = access && !isRefused(access) ? access.consumer : null;
  recordCall({ operation, personCount: countPersons(content), consumer, httpStatus: response.status }, sandbox);
  return response;

  function answerTo(): object | Refusal {
    if (operation === null) return { status: 404 };
    if (request.method !== method) return { status: 405 };
    if (!access) return printSertifikat(sandbox);
    return isRefused(access) ? access : READS[operation as keyof typeof READS](content, access, sandbox);
  }

  function write(body: object): Exclude<Response, string> {
    const written = json(body);
    if (operation !== 'printSertifikat') return written;
    return { ...written, headers: { ...written.headers, 'cache-control': `max-age=${PRINT_MAX_AGE_S}` } };
  }
}

const READS: Readonly<
  Record<'personer' | 'hentEndringer', (json: unknown, access: Access, sandbox: KrrSandbox) => object | Refusal>
> = { personer, hentEndringer };

/** Undefined for what is not JSON, or does not say that it is. */
function readContent({ headers, body }: Request): unknown {
  if (parseMediaType(headers['content-type'])?.essence !== 'application/json') return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function printSertifikat({ state }: KrrSandbox): object {
  const { organisasjonsnummer } = TESTPRINT;
  const x509Sertifikat = state.certificates.forOrganisation(organisasjonsnummer).der.toString('base64');
  return { postkasseleverandoerAdresse: organisasjonsnummer, x509Sertifikat };
}
