import { append, appendRoller, type Endringstype, type Oppdatering, type RolleOppdatering } from './feeds.ts';
import type { EnhetsregisteretSandbox } from './state.ts';
import { type Fields, inOrder, isLive, type Json, type Resource, textOf, type Unit } from './units/document.ts';

interface About {
  readonly organisasjonsnummer: string;
  readonly oppdateringsid?: number | undefined;
}

/** A new unit; undefined where its number has been given already. */
export function createUnit(
  { resource, fields, oppdateringsid }: { resource: Resource; fields: Fields; oppdateringsid?: number | undefined },
  sandbox: EnhetsregisteretSandbox,
): Oppdatering | undefined {
  const organisasjonsnummer = textOf(fields, 'organisasjonsnummer');
  const { units } = sandbox.state;
  if (!/^[0-9]{9}$/.test(organisasjonsnummer) || units.has(organisasjonsnummer)) return undefined;
  units.set(organisasjonsnummer, { resource, fields: inOrder(resource, fields) });
  return tell('Ny', resource, { organisasjonsnummer, oppdateringsid }, sandbox);
}

/** Other data of a live unit; the entry tells each change as an operation of RFC 6902. */
export function changeUnit(
  { set, remove, ...about }: About & { readonly set: Fields; readonly remove: readonly string[] },
  sandbox: EnhetsregisteretSandbox,
): Oppdatering | undefined {
  const unit = sandbox.state.units.get(about.organisasjonsnummer);
  if (!unit || !isLive(unit)) return undefined;
  const { resource, fields } = unit;
  const kept = Object.entries(fields).filter(([key]) => !remove.includes(key));
  sandbox.state.units.set(about.organisasjonsnummer, {
    ...unit,
    fields: inOrder(resource, { ...Object.fromEntries(kept), ...set }),
  });
  const changes: readonly Json[] = [
    ...Object.entries(set).map(([key, value]) => ({ op: key in fields ? 'replace' : 'add', path: `/${key}`, value })),
    ...remove.filter((key) => key in fields).map((key) => ({ op: 'remove', path: `/${key}` })),
  ];
  return tell('Endring', resource, about, sandbox, changes);
}

/** Name, form and older names stay, and the day. */
export function deleteUnit(
  about: About & { readonly slettedato?: string | undefined; readonly nedleggelsesdato?: string | undefined },
  sandbox: EnhetsregisteretSandbox,
): Oppdatering | undefined {
  const unit = sandbox.state.units.get(about.organisasjonsnummer);
  if (!unit || !isLive(unit)) return undefined;
  const { slettedato = today(sandbox), nedleggelsesdato } = about;
  const slettet = { slettedato, ...(nedleggelsesdato !== undefined && { nedleggelsesdato }) };
  sandbox.state.units.set(about.organisasjonsnummer, { ...unit, slettet });
  return tell('Sletting', unit.resource, about, sandbox);
}

/** Removed on legal grounds: whatever was known of it is gone. */
export function removeUnit(
  about: About & { readonly slettedato?: string | undefined },
  sandbox: EnhetsregisteretSandbox,
): Oppdatering | undefined {
  const unit = sandbox.state.units.get(about.organisasjonsnummer);
  if (!unit || unit.fjernet) return undefined;
  const { resource } = unit;
  const fjernet = { slettedato: unit.slettet?.slettedato ?? about.slettedato ?? today(sandbox) };
  const removed: Unit = { resource, fields: {}, fjernet };
  sandbox.state.units.set(about.organisasjonsnummer, removed);
  sandbox.state.roller.delete(about.organisasjonsnummer);
  return tell('Fjernet', resource, about, sandbox);
}

/** Other roles of a live main unit. */
export function replaceRoller(
  { organisasjonsnummer, rollegrupper }: { organisasjonsnummer: string; rollegrupper: readonly Fields[] },
  { state, clock }: EnhetsregisteretSandbox,
): RolleOppdatering | undefined {
  const unit = state.units.get(organisasjonsnummer);
  if (!unit || !isLive(unit) || unit.resource !== 'enheter') return undefined;
  if (rollegrupper.length === 0) state.roller.delete(organisasjonsnummer);
  else state.roller.set(organisasjonsnummer, rollegrupper);
  return appendRoller(state.feeds, organisasjonsnummer, clock.now().toISOString());
}

function tell(
  endringstype: Endringstype,
  resource: Resource,
  { organisasjonsnummer, oppdateringsid }: About,
  { state, clock }: EnhetsregisteretSandbox,
  endringer?: readonly Json[],
): Oppdatering {
  const dato = clock.now().toISOString();
  const entry = { oppdateringsid, dato, organisasjonsnummer, endringstype };
  return append(state.feeds, resource, endringer === undefined ? entry : { ...entry, endringer });
}

function today({ clock }: EnhetsregisteretSandbox): string {
  return clock.now().toISOString().slice(0, 10);
}
