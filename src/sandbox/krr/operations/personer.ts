import { z } from 'zod';
import type { Refusal } from '../answers/errors.ts';
import { writePerson } from '../answers/person.ts';
import { SYSTEM_ERROR } from '../people.ts';
import type { KrrSandbox } from '../state.ts';
import type { Access } from './access.ts';

/** The most that are asked about in one call. */
const MAX_PERSONS = 1000;

const request = z.looseObject({
  personidentifikatorer: z
    .array(z.string().regex(/^\d{11}$/))
    .min(1)
    .max(MAX_PERSONS),
  inkluderIkkeRegistrerte: z.boolean().optional(),
});

/** Each person once, and never in the order in which they were asked for. One who brings the register down takes all with it. */
export function personer(json: unknown, { sight }: Access, sandbox: KrrSandbox): object | Refusal {
  const read = request.safeParse(json);
  if (!read.success) return { status: 400 };
  const { personidentifikatorer, inkluderIkkeRegistrerte = false } = read.data;
  if (personidentifikatorer.some((number) => SYSTEM_ERROR.has(number))) return { status: 500 };
  const { people } = sandbox.state;
  const wanted = [...new Set(personidentifikatorer)].filter((number) => inkluderIkkeRegistrerte || people.has(number));
  return { personer: shuffle(wanted).map((number) => writePerson(number, people.get(number), sight, sandbox)) };
}

/** The same each time, and another order for two or more. */
function shuffle<One>(all: readonly One[]): One[] {
  const odd = all.filter((_, index) => index % 2 === 1);
  const even = all.filter((_, index) => index % 2 === 0);
  return [...odd.toReversed(), ...even];
}

/** How many are asked about, for the record. */
export function countPersons(json: unknown): number {
  const list =
    json !== null && typeof json === 'object' && 'personidentifikatorer' in json && json.personidentifikatorer;
  return Array.isArray(list) ? list.length : 0;
}
