import type { JudgeToken } from '../common/judge.ts';
import { ENHETSREGISTERET_SCOPES } from '../maskinporten/people.ts';
import type { Settings } from './settings.ts';

/** Both tell roles with the numbers of people; only the second tells all roles of a person. */
export const ROLES_SCOPES = Object.values(ENHETSREGISTERET_SCOPES);
export const PERSON_SCOPES = [ENHETSREGISTERET_SCOPES.rolleutskrift];

export interface Asked {
  readonly authorization: string | undefined;
  /** Any one of them is enough. */
  readonly scopes: readonly string[];
  /** The address of the authorised tier, as the caller has reached it. */
  readonly service: string;
  readonly now: Date;
}

/** 401 without a token that holds and is for this service, 403 with one that has none of the scopes. */
export async function checkAccess(
  judge: JudgeToken,
  { authorization, scopes, service, now }: Asked,
  { audience }: Settings,
): Promise<401 | 403 | undefined> {
  const judged = await judge(authorization, { now, audience: audience ?? service });
  if ('status' in judged) return judged.status;
  return scopes.some((scope) => judged.scopes.includes(scope)) ? undefined : 403;
}
