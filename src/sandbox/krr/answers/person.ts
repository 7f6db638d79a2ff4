import { aktivPostkasse, type ContactDetail } from '../../postkasse/register.ts';
import { varslingsstatus } from '../../postkasse/answers/varsling.ts';
import { type ContactName, type Person, RESERVED_AT } from '../people.ts';
import type { KrrSandbox } from '../state.ts';
import { norwegianTime } from './times.ts';

/** What the token lets through. Beyond the status, everything else is left out without a word. */
export interface Sight {
  readonly kontaktinformasjon: boolean;
  readonly digitalpost: boolean;
}

/** One person, keys in the order of the register's own answers. `person` is undefined for somebody who is not registered. */
export function writePerson(
  personidentifikator: string,
  person: Person | undefined,
  sight: Sight,
  sandbox: KrrSandbox,
): object {
  const { settings, clock } = sandbox;
  const varsling = varslingsstatus(person, clock.now(), settings.varslingMonths);
  const isActive = person?.status === 'AKTIV';
  const isWhole = isActive && (varsling === 'KAN_VARSLES' || !settings.restStripsStale);
  return {
    personidentifikator,
    ...(isActive && writeReservation(person)),
    status: person?.status ?? 'IKKE_REGISTRERT',
    ...(sight.kontaktinformasjon && { varslingsstatus: varsling }),
    ...(isWhole && sight.kontaktinformasjon && writeContact(person)),
    ...(isWhole && sight.digitalpost && writeMailbox(person, sandbox)),
    ...(isWhole && sight.kontaktinformasjon && writeLanguage(person)),
  };
}

function writeReservation({ reservasjon }: Person): object {
  if (reservasjon !== 'JA') return { reservasjon };
  const time = norwegianTime(RESERVED_AT);
  return { reservasjon, reservasjonstidspunkt: time, reservasjon_oppdatert: time };
}

function writeContact(person: Person): object {
  const kontaktinformasjon = {
    ...writeDetail('epostadresse', person.epostadresse, person),
    ...writeDetail('mobiltelefonnummer', person.mobiltelefonnummer, person),
  };
  return Object.keys(kontaktinformasjon).length > 0 ? { kontaktinformasjon } : {};
}

function writeDetail(name: ContactName, detail: ContactDetail | undefined, { extra }: Person): object {
  if (!detail) return {};
  const { verdi, sistOppdatert, sistVerifisert } = detail;
  const isValidated = extra.validated?.includes(name);
  return {
    [name]: verdi,
    ...(sistOppdatert && { [`${name}_oppdatert`]: norwegianTime(sistOppdatert) }),
    ...(sistVerifisert && { [`${name}_sist_verifisert`]: norwegianTime(sistVerifisert) }),
    ...(isValidated && sistOppdatert && { [`${name}_sist_validert`]: norwegianTime(sistOppdatert) }),
    [`${name}_duplisert`]: extra.duplicated?.includes(name) ? 'JA' : 'NEI',
  };
}

function writeMailbox(person: Person, { state }: KrrSandbox): object {
  const { digitalPost } = person.extra;
  if (digitalPost) return mailbox(digitalPost.postkasseadresse, digitalPost.supplier, digitalPost.sertifikat);
  const postkasse = aktivPostkasse(person);
  if (!postkasse) return {};
  const { postkasseadresse, supplier, sertifikat } = postkasse;
  const der = sertifikat === 'of the supplier' ? state.certificates.forOrganisation(supplier).der : sertifikat;
  return mailbox(postkasseadresse, supplier, der?.toString('base64'));
}

function mailbox(postkasseadresse: string, supplier: string, sertifikat: string | undefined): object {
  const digital_post = { postkasseadresse, postkasseleverandoeradresse: supplier };
  return { digital_post, ...(sertifikat !== undefined && { sertifikat }) };
}

function writeLanguage({ extra: { spraak }, epostadresse, mobiltelefonnummer }: Person): object {
  const changed = epostadresse?.sistOppdatert ?? mobiltelefonnummer?.sistOppdatert;
  return spraak && changed ? { spraak, spraak_oppdatert: changed.toISOString() } : {};
}
