import { link, linkedCode } from '../answers/links.ts';
import { rolesOf, writeRoller } from '../answers/roller.ts';
import { notFound, writeGone, writeJson } from '../answers/write.ts';
import { type Fields, fieldsOf, isLive, textOf, type Unit } from '../units/document.ts';
import { FAILS_TWICE } from '../units/units.ts';
import type { Call, Handle } from './call.ts';
import { answerFailure } from './odd.ts';
import { findUnit, isNumber, refuseNumber } from './units.ts';

/** 404 is also the answer of a unit that has no roles. */
export function answerRoller(tier: 'open' | 'authorised'): Handle {
  return (call) => {
    const { parts, request, sandbox, base, service, type } = call;
    const [number = ''] = parts;
    if (!isNumber(number)) return refuseNumber(call);
    const failure = answerFailure(number, request.url.pathname, sandbox);
    if (failure) return failure;
    const unit = findUnit(call);
    if (unit?.resource !== 'enheter') return notFound();
    if (unit.fjernet) return writeGone(number, unit.fjernet.slettedato, `${base}/enheter/${number}`);
    const groups = sandbox.state.roller.get(number === FAILS_TWICE ? '700000001' : number);
    if (!isLive(unit) || !groups) return notFound();
    const about = { base, units: sandbox.state.units, authorised: tier === 'authorised' };
    return writeJson(writeRoller(number, groups, service, about), type);
  };
}

/** One role that somebody holds, and the unit it is held in. */
export interface Held {
  readonly unit: Unit;
  readonly number: string;
  readonly rolle: Fields;
}

/** The roles in live units whose holder is the one that is wanted, in the register's order. */
export function rolesHeld(isHolder: (rolle: Fields) => boolean, { state }: Call['sandbox']): readonly Held[] {
  return [...state.units].flatMap(([number, unit]) => {
    const roller = (state.roller.get(number) ?? []).flatMap(rolesOf);
    return isLive(unit) ? roller.filter(isHolder).map((rolle) => ({ unit, number, rolle })) : [];
  });
}

/** The units where a unit holds a role, a page at a time: `page` stands in the link to the next one. */
export function answerJuridiskeroller(call: Call) {
  const { parts, sandbox, base, type, parameters } = call;
  const [number = ''] = parts;
  if (!isNumber(number)) return refuseNumber(call);
  const held = rolesHeld((rolle) => textOf(fieldsOf(rolle.enhet) ?? {}, 'organisasjonsnummer') === number, sandbox);
  const units = [...Map.groupBy(held, (one) => one.number)];
  if (units.length === 0) return notFound();
  const size = sandbox.settings.juridiskerollerSize;
  const page = Number(parameters.get('page') ?? 0);
  const path = `${base}/roller/enheter/${number}/juridiskeroller`;
  const holder = sandbox.state.units.get(number);
  const body = {
    organisasjonsnummer: number,
    erSlettet: holder !== undefined && !isLive(holder),
    enheter: units.slice(page * size, (page + 1) * size).map(([organisasjonsnummer, roller]) => ({
      organisasjonsnummer,
      navn: textOf(roller[0]?.unit.fields ?? {}, 'navn'),
      roller: roller.map(({ rolle }) => writeHeld(rolle, base)),
      _links: { enhet: link(`${base}/enheter/${organisasjonsnummer}`) },
    })),
    _links: {
      self: link(page === 0 ? path : `${path}?page=${page}`),
      ...((page + 1) * size < units.length && { next: link(`${path}?page=${page + 1}`) }),
    },
  };
  return writeJson(body, type);
}

function writeHeld({ type, avregistrert = false, rekkefolge = 0 }: Fields, base: string): Fields {
  return { type: linkedCode(type, base, 'roller/rolletyper'), avregistrert, rekkefolge };
}
