import type { Request } from '../../common/server.ts';
import { checkOperation, checkOrganisation, checkRelation } from '../checks/access.ts';
import { createKontaktinformation } from './create-kontaktinformation.ts';
import { refuse, refuseStatus, isRefused } from '../answers/fejl.ts';
import { type ErrorPerson, findErrorPerson } from '../error-persons.ts';
import { findBorgere } from './find-borgere.ts';
import { getKontaktinformation } from './get-kontaktinformation.ts';
import { getVerifikationskode } from './get-verifikationskode.ts';
import type { OperationName } from '../settings.ts';
import { identifyClient } from '../callers.ts';
import { readMetadata } from '../checks/metadata.ts';
import type { Operation, Outcome } from './operation.ts';
import { readCpr } from '../checks/rules.ts';
import { checkRequestId, consumeRequestId } from '../checks/request-id.ts';
import { findRoute } from '../checks/routes.ts';
import type { StarSandbox } from '../state.ts';
import { updateKontaktinformation } from './update-kontaktinformation.ts';
import { verificerKontaktinformation } from './verificer-kontaktinformation.ts';

const OPERATIONS = {
  CreateKontaktinformation: createKontaktinformation,
  VerificerKontaktinformation: verificerKontaktinformation,
  GetVerifikationskode: getVerifikationskode,
  UpdateKontaktinformation: updateKontaktinformation,
  GetKontaktinformation: getKontaktinformation,
} as const satisfies Record<
  Exclude<OperationName, 'GetKontaktinformationMobilNr' | 'GetKontaktinformationEmail'>,
  Operation
>;

/** The checks in the order of the contract's section 10. The first that hits answers. */
export function answer(request: Request, sandbox: StarSandbox): Outcome {
  const { settings, state, clock } = sandbox;
  const { headers, method } = request;

  // 1 path, method, verificering; 2 certificate; 3 metadata headers
  const route = findRoute(request, settings);
  if (isRefused(route)) return route;
  const { operation, parameter } = route;
  const client = identifyClient(request);
  if (isRefused(client)) return client;
  const metadata = readMetadata(headers, settings);
  if (isRefused(metadata)) return metadata;

  // 4 operation; 5 organisation; 6 x-requestId
  const refused =
    checkOperation(operation, client, metadata, settings) ??
    checkOrganisation(operation, metadata, settings) ??
    (method === 'POST' ? checkRequestId(request, sandbox) : undefined);
  if (refused) return refused;
  if (operation === 'GetKontaktinformationMobilNr' || operation === 'GetKontaktinformationEmail')
    return findBorgere(operation, parameter, metadata, sandbox);

  // 7 CPR; 8 body and 9 code lists, which are the operation's own
  const cpr = readCpr(headers['x-civilregistrationidentifier'], settings);
  if (isRefused(cpr)) return cpr;
  const errorPerson = findErrorPerson(cpr);
  // The person who answers in the other form: `flat` when it is read, whatever the setting is.
  const asked =
    errorPerson?.fejl === 'answers flat' && operation === 'GetKontaktinformation'
      ? ({ ...settings, form: 'flat' } as const)
      : settings;
  const run = OPERATIONS[operation]({ request, parameter }, { settings: asked, state, clock });
  if (isRefused(run)) return run;

  // In the order of the contract: 10, a person who gets an error; 11, an unknown borger; 12, the relation
  const instead = errorPerson && answerInstead(errorPerson, method);
  if (instead) return instead;
  const borger = state.findBorger(cpr);
  if (borger === undefined)
    return operation === 'GetVerifikationskode' ? refuse(4400) : refuse(settings.codeSet === 'new' ? 60006 : 1010);
  const refusal = checkRelation(operation, metadata, borger.persona, settings);
  if (refusal) return refusal;

  // 13 to 17 are the operation's own
  const outcome = run(borger);
  if (isRefused(outcome)) return outcome;
  if (method === 'POST') consumeRequestId(request, sandbox);
  if (errorPerson?.fejl === 'stores and breaks off' && method === 'POST') return 'drops the connection';
  if (errorPerson?.fejl === 'answers broken JSON') return { status: 200, tekst: '{"kontaktinformationer":{"kontakt' };
  return outcome;
}

function answerInstead({ fejl }: ErrorPerson, method: string): Outcome | undefined {
  if (fejl === 'never answers') return 'never answers';
  if (fejl === 'breaks off a POST') return method === 'POST' ? 'drops the connection' : undefined;
  if (typeof fejl === 'string') return undefined;
  if ('kode' in fejl) return refuse(fejl.kode);
  return fejl.onlyPost && method !== 'POST' ? undefined : refuseStatus(fejl.status);
}
