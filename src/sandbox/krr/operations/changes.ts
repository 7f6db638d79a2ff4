import { z } from 'zod';
import type { Refusal } from '../answers/errors.ts';
import { writePerson } from '../answers/person.ts';
import type { KrrSandbox } from '../state.ts';
import type { Access } from './access.ts';

/** Ids are unrelated to the numbers of the SOAP service. */
export const FIRST_ID = 200_000_001;
/** From one person's id to the next: other changes, of people whom the caller does not get, lie between. */
const STEP = 7;

const request = z.looseObject({ fraEndringsId: z.int().min(0) });

/** A page of the feed, persons as they are now. `tilEndringsId` lies before the next person's id, not at the last one's. */
export function hentEndringer(json: unknown, { sight, mayFollow }: Access, sandbox: KrrSandbox): object | Refusal {
  const read = request.safeParse(json);
  if (!mayFollow) return { status: 403 };
  if (!read.success) return { status: 400 };
  const { settings, state } = sandbox;
  const { fraEndringsId } = read.data;
  const first = settings.feedIsInclusive ? fraEndringsId : fraEndringsId + 1;
  const all = [...state.people.values()].map((person, index) => ({ person, id: FIRST_ID + index * STEP }));
  const rest = all.filter(({ id }) => id >= first);
  const page = rest.slice(0, settings.pageSize);
  const next = rest[settings.pageSize];
  const sisteEndringsId = FIRST_ID + all.length * STEP - 1;
  return {
    list: page.map(({ person }) => writePerson(person.personidentifikator, person, sight, sandbox)),
    fraEndringsId,
    tilEndringsId: next ? next.id - 1 : Math.max(fraEndringsId, sisteEndringsId),
    sisteEndringsId,
  };
}
