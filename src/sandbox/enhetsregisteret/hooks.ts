import { z } from 'zod';
import { type Hooks, json, readJson, refuse } from '../common/hooks.ts';
import { changeUnit, createUnit, deleteUnit, removeUnit, replaceRoller } from './changes.ts';
import { append, appendRoller, KINDS } from './feeds.ts';
import type { EnhetsregisteretSandbox } from './state.ts';
import type { Fields } from './units/document.ts';

const number = z.string().regex(/^[0-9]{9}$/);
const resource = z.enum(['enheter', 'underenheter']);
const fields = z.record(z.string(), z.json()) as z.ZodType<Fields>;
const day = z.iso.date();

/** Where a feed goes on from; left out, from the next id. */
const oppdateringsid = z.int().min(1).optional();

const created = z.strictObject({ resource, fields, oppdateringsid });
const changed = z.strictObject({
  organisasjonsnummer: number,
  set: fields.default({}),
  remove: z.array(z.string()).default([]),
  oppdateringsid,
});
const deleted = z.strictObject({
  organisasjonsnummer: number,
  slettedato: day.optional(),
  nedleggelsesdato: day.optional(),
  oppdateringsid,
});
const roller = z.strictObject({ organisasjonsnummer: number, rollegrupper: z.array(fields) });
const entries = z.strictObject({
  resource,
  entries: z.array(
    z.strictObject({
      organisasjonsnummer: number,
      endringstype: z.enum(KINDS).default('Endring'),
      oppdateringsid,
      dato: z.iso.datetime().optional(),
      endringer: z.array(fields).optional(),
    }),
  ),
});
const roleEvents = z.strictObject({ organisasjonsnumre: z.array(number) });

/**
 * What happens to units, so that those who follow the feeds can be tested. Each changes the unit, wherever it is asked for, and tells the
 * feed; the answer is the new entry. `feed` and `roller-feed` append entries and change nothing.
 */
export const HOOKS: Hooks<EnhetsregisteretSandbox> = {
  'POST create': (request, sandbox) => tell(createUnit(readJson(request, created), sandbox)),
  'POST change': (request, sandbox) => tell(changeUnit(readJson(request, changed), sandbox)),
  'POST delete': (request, sandbox) => tell(deleteUnit(readJson(request, deleted), sandbox)),
  'POST remove': (request, sandbox) => tell(removeUnit(readJson(request, deleted), sandbox)),

  /** The roles in the words of an answer, without links; none at all when the list is empty. */
  'POST roller': (request, sandbox) => tell(replaceRoller(readJson(request, roller), sandbox)),

  'POST feed': (request, { state, clock }) => {
    const asked = readJson(request, entries);
    const appended = asked.entries.map(({ dato = clock.now().toISOString(), endringer, ...rest }) =>
      append(state.feeds, asked.resource, { ...rest, dato, ...(endringer && { endringer }) }),
    );
    return json({ last: appended.at(-1)?.oppdateringsid ?? null, count: appended.length });
  },

  'POST roller-feed': (request, { state, clock }) => {
    const time = clock.now().toISOString();
    const appended = readJson(request, roleEvents).organisasjonsnumre.map((one) =>
      appendRoller(state.feeds, one, time),
    );
    return json({ last: appended.at(-1)?.id ?? null, count: appended.length });
  },
};

function tell(entry: object | undefined) {
  return entry === undefined ? refuse(404, 'There is no such unit, or it is not in that state.') : json(entry);
}
