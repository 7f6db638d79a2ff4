import { KRR_DELEGATED_SCOPES, KRR_SCOPES } from '../../maskinporten/index.ts';
import { TESTETATEN, TESTKOMMUNEN } from '../../postkasse/suppliers.ts';
import type { Request } from '../../common/server.ts';
import type { Refusal } from '../answers/errors.ts';
import type { Sight } from '../answers/person.ts';
import type { KrrSandbox } from '../state.ts';

/** A caller who may ask. */
export interface Access {
  readonly consumer: string;
  readonly sight: Sight;
  /** Whether the feed of changes is open to it. */
  readonly mayFollow: boolean;
}

/** The bodies that KRR has let in. Others may have got a token for its scopes all the same. */
const GRANTED = [TESTETATEN.organisasjonsnummer, TESTKOMMUNEN.organisasjonsnummer];

/** The token first, 401; then its body, and a scope of KRR's, 403. */
export async function checkAccess({ headers }: Request, { state, clock }: KrrSandbox): Promise<Access | Refusal> {
  const bearer = await state.judge(headers.authorization, { now: clock.now() });
  if ('status' in bearer) return bearer;
  const { consumer, scopes } = bearer;
  const has = (...names: readonly string[]) => names.some((name) => scopes.includes(name));
  const sight = {
    kontaktinformasjon: has(KRR_SCOPES.kontaktinformasjon, KRR_DELEGATED_SCOPES.kontaktinformasjon),
    digitalpost: has(KRR_SCOPES.postkasse, KRR_DELEGATED_SCOPES.postkasse),
  };
  const mayFollow = has(KRR_SCOPES.feed);
  const isOurs = sight.kontaktinformasjon || sight.digitalpost || mayFollow;
  return GRANTED.includes(consumer) && isOurs ? { consumer, sight, mayFollow } : { status: 403 };
}
