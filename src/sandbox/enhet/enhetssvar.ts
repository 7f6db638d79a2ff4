import { isOrganisasjonsnummer } from '../../domain/organisasjonsnummer.ts';
import { bedrifterOf, type Enhet, enhetOf, findEnhet, isUnderenhet, juridiskEnhetOf, lacks } from './enheter.ts';
import { type Svar, utenData } from './innerdokument.ts';
import type { Innstillinger } from './innstillinger.ts';
import { isToldBy, type Mangel, mangelstatus, understatus } from './koder.ts';
import { isInFrivillighetsregisteret } from './meldinger/frivillighet.ts';
import { MELDINGER } from './meldinger/index.ts';
import type { Enhetsoperasjon } from './operasjoner.ts';
import { findUvanligSvar } from './uvanlige.ts';

/** Answers one unit operation. The order of the checks is the contract's: the first one that has something to say decides. */
export function answerEnhet(operasjon: Enhetsoperasjon, orgnr: string, innstillinger: Innstillinger): Svar {
  const uvanlig = findUvanligSvar(operasjon, orgnr, innstillinger);
  if (uvanlig) return uvanlig;

  const feil = checkOrgnr(orgnr, innstillinger);
  if (feil !== undefined) return utenData(feil, orgnr);

  const enhet = findEnhet(orgnr);
  if (!enhet) return utenData(100, orgnr);
  if (enhet.tvungen) return utenData(enhet.tvungen, orgnr);
  if (enhet.slettet) return answerSlettet(operasjon, orgnr, enhet.slettet, innstillinger);
  if (isUnderenhet(enhet)) return answerUnderenhet(operasjon, enhet, innstillinger);

  const hasBedrifter = bedrifterOf(enhet).length > 0;
  if (hasBedrifter && innstillinger.kode200Operasjoner.includes(operasjon)) return utenData(200, orgnr);
  if (operasjon === 'hentEnBedriftVirksomhet') return utenData(190, orgnr);
  if (operasjon === 'hentFrivillighet') return answerFrivillighet(enhet, innstillinger);
  return answerData(operasjon, enhet, innstillinger);
}

/** Nothing given, not nine digits, or a wrong check digit. */
export function checkOrgnr(orgnr: string, { inputregel }: Innstillinger): 10 | 10000 | 170 | undefined {
  if (orgnr === '') return 10;
  if (!/^[0-9]{9}$/.test(orgnr)) return inputregel === '10/170' ? 170 : 10000;
  return isOrganisasjonsnummer(orgnr) ? undefined : 170;
}

function answerSlettet(
  operasjon: Enhetsoperasjon,
  orgnr: string,
  slettet: NonNullable<Enhet['slettet']>,
  innstillinger: Innstillinger,
): Svar {
  if (slettet.kode === 110) return utenData(110, orgnr);
  const { kode, korrektEnhet } = slettet;
  if (kode === 120) return utenData(120, orgnr, korrektEnhet);
  const omdirigering = understatus(kode, orgnr, korrektEnhet);
  return answerData(operasjon, enhetOf(korrektEnhet), innstillinger, omdirigering);
}

function answerUnderenhet(operasjon: Enhetsoperasjon, enhet: Enhet, innstillinger: Innstillinger): Svar {
  const svar = innstillinger.underenhetSvar === 'per enhet' ? enhet.underenhetSvar : innstillinger.underenhetSvar;
  const juridiskEnhet = juridiskEnhetOf(enhet);
  if (svar === 3) return answerData(operasjon, juridiskEnhet, innstillinger, understatus(3, juridiskEnhet.orgnr));
  if (operasjon === 'hentEnBedriftVirksomhet') return answerData(operasjon, enhet, innstillinger);
  return utenData(130, enhet.orgnr, juridiskEnhet.orgnr);
}

function answerFrivillighet(enhet: Enhet, innstillinger: Innstillinger): Svar {
  if (!isInFrivillighetsregisteret(enhet)) return utenData(210, enhet.orgnr);
  if (lacks(enhet, 1190) && innstillinger.hovedStatus1190 === 1) {
    return { hovedStatus: 1, underStatus: [mangelstatus(1190, enhet.orgnr)] };
  }
  return answerData('hentFrivillighet', enhet, innstillinger);
}

/** The unit's data, and after "Data returnert" what leads to it and what it lacks, in that order. */
function answerData(
  operasjon: Enhetsoperasjon,
  enhet: Enhet,
  innstillinger: Innstillinger,
  omdirigering?: ReturnType<typeof understatus>,
): Svar {
  const returnert = [understatus(0), ...(omdirigering ? [omdirigering] : [])];
  const mangler = manglerOf(operasjon, enhet, innstillinger).map((mangel) => mangelstatus(mangel, enhet.orgnr));
  return {
    hovedStatus: 0,
    underStatus: [...(innstillinger.nullFoerst ? returnert : returnert.toReversed()), ...mangler],
    melding: MELDINGER[operasjon](enhet, innstillinger),
  };
}

function manglerOf(operasjon: Enhetsoperasjon, enhet: Enhet, { adresse1030 }: Innstillinger): readonly Mangel[] {
  const registrert = enhet.lacks ?? [];
  const mangler: readonly Mangel[] =
    lacks(enhet, 1030) && adresse1030 === 'i tillegg' ? [1010, 1020, ...registrert] : registrert;
  return mangler.filter((mangel) => isToldBy(mangel, operasjon));
}
