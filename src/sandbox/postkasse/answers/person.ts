import { type XmlMarkup, xml } from '../../../wire/soap/xml.ts';
import { aktivPostkasse, type ContactDetail, type Postkasse, type RegisteredPerson } from '../register.ts';
import type { PostkasseSandbox } from '../state.ts';
import { varslingsstatus } from './varsling.ts';

/** One `begrep:Person`, children in the schema's order. `person` is undefined for somebody who is not in the register. */
export function writePerson(
  personidentifikator: string,
  person: RegisteredPerson | undefined,
  needs: readonly string[],
  sandbox: PostkasseSandbox,
): XmlMarkup {
  const status = person?.status ?? 'IKKE_REGISTRERT';
  const varsling = needs.includes('VarslingsStatus')
    ? varslingsstatus(person, sandbox.clock.now(), sandbox.settings.varslingMonths)
    : undefined;
  const parts = [
    xml`<ns2:personidentifikator>${personidentifikator}</ns2:personidentifikator>`,
    optional(status === 'AKTIV' ? person?.reservasjon : undefined, 'reservasjon'),
    xml`<ns2:status>${status}</ns2:status>`,
    optional(varsling, 'varslingsstatus'),
    // Who may not be notified is delivered bare to those who asked about it, and in full to those who did not.
    ...(person?.status === 'AKTIV' && varsling !== 'KAN_IKKE_VARSLES' ? writeData(person, needs, sandbox) : []),
  ];
  return xml`<ns2:Person>${parts}</ns2:Person>`;
}

function writeData(
  person: RegisteredPerson,
  needs: readonly string[],
  sandbox: PostkasseSandbox,
): readonly XmlMarkup[] {
  const postkasse = aktivPostkasse(person);
  const parts: XmlMarkup[] = [];
  if (needs.includes('Kontaktinfo')) parts.push(...writeKontakt(person));
  if (postkasse && needs.includes('SikkerDigitalPost')) parts.push(writePostkasse(postkasse));
  const sertifikat = postkasse && findSertifikat(postkasse, sandbox);
  if (sertifikat && needs.includes('Sertifikat'))
    parts.push(xml`<ns2:X509Sertifikat>${sertifikat.toString('base64')}</ns2:X509Sertifikat>`);
  return parts;
}

function writeKontakt({ mobiltelefonnummer, epostadresse }: RegisteredPerson): readonly XmlMarkup[] {
  if (!mobiltelefonnummer && !epostadresse) return [];
  const mobil =
    mobiltelefonnummer &&
    xml`<ns2:Mobiltelefonnummer${dates(mobiltelefonnummer)}>${mobiltelefonnummer.verdi}</ns2:Mobiltelefonnummer>`;
  const email = epostadresse && xml`<ns2:Epostadresse${dates(epostadresse)}>${epostadresse.verdi}</ns2:Epostadresse>`;
  return [xml`<ns2:Kontaktinformasjon>${mobil}${email}</ns2:Kontaktinformasjon>`];
}

function writePostkasse({ postkasseadresse, supplier }: Postkasse): XmlMarkup {
  return xml`<ns2:SikkerDigitalPostAdresse><ns2:postkasseadresse>${postkasseadresse}</ns2:postkasseadresse><ns2:postkasseleverandoerAdresse>${supplier}</ns2:postkasseleverandoerAdresse></ns2:SikkerDigitalPostAdresse>`;
}

function findSertifikat({ sertifikat, supplier }: Postkasse, { state }: PostkasseSandbox): Buffer | undefined {
  return sertifikat === 'of the supplier' ? state.certificates.forOrganisation(supplier).der : sertifikat;
}

function optional(value: string | undefined, name: string): XmlMarkup {
  return value === undefined ? xml`` : xml`<ns2:${name}>${value}</ns2:${name}>`;
}

function dates({ sistOppdatert, sistVerifisert }: ContactDetail): XmlMarkup {
  const oppdatert = sistOppdatert && xml` sistOppdatert="${norwegianTime(sistOppdatert)}"`;
  const verifisert = sistVerifisert && xml` sistVerifisert="${norwegianTime(sistVerifisert)}"`;
  return xml`${oppdatert}${verifisert}`;
}

/** With an offset, as the register writes it, and not with the Z that a lazy reader would get away with. */
function norwegianTime(date: Date): string {
  return new Date(date.getTime() + 60 * 60_000).toISOString().replace('Z', '+01:00');
}
