import { writeUnit } from '../answers/links.ts';
import { type Fault, notFound, writeBadRequest, writeGone, writeJson } from '../answers/write.ts';
import type { Resource, Unit } from '../units/document.ts';
import { FAILS_TWICE, unitThatFailsTwice } from '../units/units.ts';
import type { Call, Handle } from './call.ts';
import { answerFailure, answerOddly, oddAnswerOf } from './odd.ts';

/** One unit: its data, what is left of it, 410, or 404, which is also the answer under the other resource. */
export function answerUnit(resource: Resource): Handle {
  return (call) => {
    const { sandbox, base, type, request, parts } = call;
    const [number = ''] = parts;
    if (!isNumber(number)) return refuseNumber(call);
    const failure = isElsewhere(number, resource) ? undefined : answerFailure(number, request.url.pathname, sandbox);
    if (failure) return failure;
    const unit = findUnit(call);
    if (unit?.resource !== resource) return notFound();
    if (unit.fjernet) return writeGone(number, unit.fjernet.slettedato, `${base}/${resource}/${number}`);
    const odd = oddAnswerOf(number, sandbox);
    return odd === undefined ? writeJson(writeUnit(unit, base), type) : answerOddly(unit, odd, call, sandbox);
  };
}

/** The unit that fails twice is a main unit, and so not under the other resource at all. */
function isElsewhere(number: string, resource: Resource): boolean {
  return number === FAILS_TWICE && resource !== 'enheter';
}

export function findUnit({ parts: [number = ''], sandbox }: Call): Unit | undefined {
  return number === FAILS_TWICE ? unitThatFailsTwice() : sandbox.state.units.get(number);
}

/** Nine digits; whether the last of them is right is not asked. */
export function isNumber(number: string): boolean {
  return /^[0-9]{9}$/.test(number);
}

export function refuseNumber({ parts: [number = ''], request, sandbox }: Call) {
  const fault: Fault = {
    feilmelding: 'Organisasjonsnummer skal bestå av ni sifre',
    parametere: ['organisasjonsnummer'],
    feilaktigVerdi: `[${number}]`,
  };
  return writeBadRequest([fault], request.url.pathname, sandbox.clock.now());
}
