import { isOrganisasjonsnummer } from '../../../domain/organisasjonsnummer.ts';
import { bedrifterOf, type Enhet, enhetOf, findEnhet, isSubUnit, juridiskEnhetOf, lacks } from '../enheter.ts';
import { type Answer, withoutData } from '../answers/inner-document.ts';
import type { Settings } from '../settings.ts';
import { isToldBy, type Lack, lackStatus, understatus } from '../answers/codes.ts';
import { isInFrivillighetsregisteret } from '../answers/frivillighet.ts';
import { MESSAGES } from '../answers/messages.ts';
import type { EnhetOperation } from './names.ts';
import { findUnusualAnswer } from './unusual.ts';

/** Answers one unit operation. The order of the checks is the contract's: the first one that has something to say decides. */
export function answerEnhet(operation: EnhetOperation, orgnr: string, settings: Settings): Answer {
  const unusual = findUnusualAnswer(operation, orgnr, settings);
  if (unusual) return unusual;

  const feil = checkOrgnr(orgnr, settings);
  if (feil !== undefined) return withoutData(feil, orgnr);

  const enhet = findEnhet(orgnr);
  if (!enhet) return withoutData(100, orgnr);
  if (enhet.forced) return withoutData(enhet.forced, orgnr);
  if (enhet.slettet) return answerSlettet(operation, orgnr, enhet.slettet, settings);
  if (isSubUnit(enhet)) return answerSubUnit(operation, enhet, settings);

  const hasBedrifter = bedrifterOf(enhet).length > 0;
  if (hasBedrifter && settings.code200Operations.includes(operation)) return withoutData(200, orgnr);
  if (operation === 'hentEnBedriftVirksomhet') return withoutData(190, orgnr);
  if (operation === 'hentFrivillighet') return answerFrivillighet(enhet, settings);
  return answerData(operation, enhet, settings);
}

/** Nothing given, not nine digits, or a wrong check digit. */
export function checkOrgnr(orgnr: string, { inputRule }: Settings): 10 | 10000 | 170 | undefined {
  if (orgnr === '') return 10;
  if (!/^[0-9]{9}$/.test(orgnr)) return inputRule === '10/170' ? 170 : 10000;
  return isOrganisasjonsnummer(orgnr) ? undefined : 170;
}

function answerSlettet(
  operation: EnhetOperation,
  orgnr: string,
  slettet: NonNullable<Enhet['slettet']>,
  settings: Settings,
): Answer {
  if (slettet.kode === 110) return withoutData(110, orgnr);
  const { kode, korrektEnhet } = slettet;
  if (kode === 120) return withoutData(120, orgnr, korrektEnhet);
  const redirect = understatus(kode, orgnr, korrektEnhet);
  return answerData(operation, enhetOf(korrektEnhet), settings, redirect);
}

function answerSubUnit(operation: EnhetOperation, enhet: Enhet, settings: Settings): Answer {
  const answer = settings.subUnitAnswer === 'per unit' ? enhet.subUnitAnswer : settings.subUnitAnswer;
  const juridiskEnhet = juridiskEnhetOf(enhet);
  if (answer === 3) return answerData(operation, juridiskEnhet, settings, understatus(3, juridiskEnhet.orgnr));
  if (operation === 'hentEnBedriftVirksomhet') return answerData(operation, enhet, settings);
  return withoutData(130, enhet.orgnr, juridiskEnhet.orgnr);
}

function answerFrivillighet(enhet: Enhet, settings: Settings): Answer {
  if (!isInFrivillighetsregisteret(enhet)) return withoutData(210, enhet.orgnr);
  if (lacks(enhet, 1190) && settings.hovedStatus1190 === 1) {
    return { hovedStatus: 1, underStatus: [lackStatus(1190, enhet.orgnr)] };
  }
  return answerData('hentFrivillighet', enhet, settings);
}

/** The unit's data, and after "Data returnert" what leads to it and what it lacks, in that order. */
function answerData(
  operation: EnhetOperation,
  enhet: Enhet,
  settings: Settings,
  redirect?: ReturnType<typeof understatus>,
): Answer {
  const returnert = [understatus(0), ...(redirect ? [redirect] : [])];
  const mangler = lacksOf(operation, enhet, settings).map((lack) => lackStatus(lack, enhet.orgnr));
  return {
    hovedStatus: 0,
    underStatus: [...(settings.zeroFirst ? returnert : returnert.toReversed()), ...mangler],
    melding: MESSAGES[operation](enhet, settings),
  };
}

function lacksOf(operation: EnhetOperation, enhet: Enhet, { address1030 }: Settings): readonly Lack[] {
  const registrert = enhet.lacks ?? [];
  const mangler: readonly Lack[] =
    lacks(enhet, 1030) && address1030 === 'in addition' ? [1010, 1020, ...registrert] : registrert;
  return mangler.filter((lack) => isToldBy(lack, operation));
}
