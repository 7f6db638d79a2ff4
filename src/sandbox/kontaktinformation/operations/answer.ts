import type { Request } from '../../common/server.ts';
import { checkOperation, checkOrganisation, checkRelation } from '../checks/access.ts';
import { createKontaktinformation } from './create-kontaktinformation.ts';
import { refuse, refuseStatus, isAfvist } from '../answers/fejl.ts';
import { type ErrorPerson, findErrorPerson } from '../error-persons.ts';
import { findBorgere } from './find-borgere.ts';
import { getKontaktinformation } from './get-kontaktinformation.ts';
import { getVerifikationskode } from './get-verifikationskode.ts';
import type { OperationName } from '../settings.ts';
import { identifyClient } from '../callers.ts';
import { readMetadata } from '../checks/metadata.ts';
import type { Operation, Resultat } from './operation.ts';
import { readCpr } from '../checks/rules.ts';
import { checkRequestId, consumeRequestId } from '../checks/request-id.ts';
import { findRoute } from '../checks/routes.ts';
import type { StarSandbox } from '../sandbox.ts';
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
export function answer(request: Request, sandbox: StarSandbox): Resultat {
  const { settings, state, clock } = sandbox;
  const { headers, method } = request;

  // 1 path, method, verificering; 2 certificate; 3 metadata headers
  const route = findRoute(request, settings);
  if (isAfvist(route)) return route;
  const { operation, parameter } = route;
  const client = identifyClient(request);
  if (isAfvist(client)) return client;
  const metadata = readMetadata(headers, settings);
  if (isAfvist(metadata)) return metadata;

  // 4 operation; 5 organisation; 6 x-requestId
  const afvist =
    checkOperation(operation, client, metadata, settings) ??
    checkOrganisation(operation, metadata, settings) ??
    (method === 'POST' ? checkRequestId(request, sandbox) : undefined);
  if (afvist) return afvist;
  if (operation === 'GetKontaktinformationMobilNr' || operation === 'GetKontaktinformationEmail')
    return findBorgere(operation, parameter, metadata, sandbox);

  // 7 CPR; 8 body and 9 code lists, which are the operation's own
  const cpr = readCpr(headers['x-civilregistrationidentifier'], settings);
  if (isAfvist(cpr)) return cpr;
  const errorPerson = findErrorPerson(cpr);
  // The person who answers in the other form: `flat` when it is read, whatever the setting is.
  const asked =
    errorPerson?.fejl === 'svarer fladt' && operation === 'GetKontaktinformation'
      ? ({ ...settings, form: 'flat' } as const)
      : settings;
  const run = OPERATIONS[operation]({ request, parameter }, { settings: asked, state, clock });
  if (isAfvist(run)) return run;

  // 10 fejlpersona; 11 unknown borger; 12 relation
  const instead = errorPerson && answerInstead(errorPerson, method);
  if (instead) return instead;
  const borger = state.findBorger(cpr);
  if (borger === undefined)
    return operation === 'GetVerifikationskode' ? refuse(4400) : refuse(settings.kodesaet === 'nye' ? 60006 : 1010);
  const fremmed = checkRelation(operation, metadata, borger.persona, settings);
  if (fremmed) return fremmed;

  // 13 to 17 are the operation's own
  const resultat = run(borger);
  if (isAfvist(resultat)) return resultat;
  if (method === 'POST') consumeRequestId(request, sandbox);
  if (errorPerson?.fejl === 'gemmer og afbryder' && method === 'POST') return 'drops the connection';
  if (errorPerson?.fejl === 'svarer ødelagt JSON') return { status: 200, tekst: '{"kontaktinformationer":{"kontakt' };
  return resultat;
}

function answerInstead({ fejl }: ErrorPerson, method: string): Resultat | undefined {
  if (fejl === 'svarer aldrig') return 'never answers';
  if (fejl === 'afbryder POST') return method === 'POST' ? 'drops the connection' : undefined;
  if (typeof fejl === 'string') return undefined;
  if ('kode' in fejl) return refuse(fejl.kode);
  return fejl.onlyPost && method !== 'POST' ? undefined : refuseStatus(fejl.status);
}
