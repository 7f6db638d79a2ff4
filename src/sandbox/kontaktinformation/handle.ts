import type { Request, Response } from '../server.ts';
import { checkOperation, checkOrganisation, checkRelation } from './adgang.ts';
import { createKontaktinformation } from './createKontaktinformation.ts';
import { type Afvisning, afvis, afvisStatus, isAfvist } from './fejl.ts';
import { type Fejlperson, findFejlperson } from './fejlpersoner.ts';
import { findBorgere } from './findBorgere.ts';
import { getKontaktinformation } from './getKontaktinformation.ts';
import { getVerifikationskode } from './getVerifikationskode.ts';
import type { Bogstav } from './indstillinger.ts';
import { identifyKlient } from './kaldere.ts';
import { readMetadata } from './metadata.ts';
import type { Operation, Sandkasse, Svar } from './operation.ts';
import { readCpr } from './regler.ts';
import { checkRequestId, consumeRequestId } from './requestId.ts';
import { findRute } from './ruter.ts';
import { updateKontaktinformation } from './updateKontaktinformation.ts';
import { verificerKontaktinformation } from './verificerKontaktinformation.ts';

/** What a call came to, before it is put on the wire; a text is a body that is not JSON of ours. */
export type Resultat = Svar | Afvisning | { readonly status: 200; readonly tekst: string } | Extract<Response, string>;

const OPERATIONER = {
  C: createKontaktinformation,
  V: verificerKontaktinformation,
  K: getVerifikationskode,
  U: updateKontaktinformation,
  G: getKontaktinformation,
} as const satisfies Record<Exclude<Bogstav, 'M' | 'E'>, Operation>;

/** The checks in the order of the contract's section 10. The first that hits answers. */
export function handle(request: Request, sandkasse: Sandkasse): Resultat {
  const { indstillinger, tilstand } = sandkasse;
  const { headers, method } = request;

  // 1 path, method, verificering; 2 certificate; 3 metadata headers
  const rute = findRute(request, indstillinger);
  if (isAfvist(rute)) return rute;
  const { bogstav, parameter } = rute;
  const klient = identifyKlient(request);
  if (isAfvist(klient)) return klient;
  const metadata = readMetadata(headers, indstillinger);
  if (isAfvist(metadata)) return metadata;

  // 4 operation; 5 organisation; 6 x-requestId
  const afvist =
    checkOperation(bogstav, klient, metadata, indstillinger) ??
    checkOrganisation(bogstav, metadata, indstillinger) ??
    (method === 'POST' ? checkRequestId(request, sandkasse) : undefined);
  if (afvist) return afvist;
  if (bogstav === 'M' || bogstav === 'E') return findBorgere(bogstav, parameter, metadata, sandkasse);

  // 7 CPR; 8 body and 9 code lists, which are the operation's own
  const cpr = readCpr(headers['x-civilregistrationidentifier'], indstillinger);
  if (isAfvist(cpr)) return cpr;
  const fejlperson = findFejlperson(cpr);
  // The person who answers in the other form: G's `flad`, whatever the setting is.
  const asked =
    fejlperson?.fejl === 'svarer fladt' && bogstav === 'G'
      ? ({ ...indstillinger, form: 'flad' } as const)
      : indstillinger;
  const run = OPERATIONER[bogstav]({ request, parameter }, { indstillinger: asked, tilstand });
  if (isAfvist(run)) return run;

  // 10 fejlpersona; 11 unknown borger; 12 relation
  const instead = fejlperson && answerInstead(fejlperson, method);
  if (instead) return instead;
  const borger = tilstand.findBorger(cpr);
  if (borger === undefined)
    return bogstav === 'K' ? afvis(4400) : afvis(indstillinger.kodesaet === 'nye' ? 60006 : 1010);
  const fremmed = checkRelation(bogstav, metadata, borger.persona, indstillinger);
  if (fremmed) return fremmed;

  // 13 to 17 are the operation's own
  const resultat = run(borger);
  if (isAfvist(resultat)) return resultat;
  if (method === 'POST') consumeRequestId(request, sandkasse);
  if (fejlperson?.fejl === 'gemmer og afbryder' && method === 'POST') return 'drops the connection';
  if (fejlperson?.fejl === 'svarer ødelagt JSON') return { status: 200, tekst: '{"kontaktinformationer":{"kontakt' };
  return resultat;
}

function answerInstead({ fejl }: Fejlperson, method: string): Resultat | undefined {
  if (fejl === 'svarer aldrig') return 'never answers';
  if (fejl === 'afbryder POST') return method === 'POST' ? 'drops the connection' : undefined;
  if (typeof fejl === 'string') return undefined;
  if ('kode' in fejl) return afvis(fejl.kode);
  return fejl.kunPost && method !== 'POST' ? undefined : afvisStatus(fejl.status);
}
