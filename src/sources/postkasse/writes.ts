import type { WriteResult } from '../../domain/idempotency.ts';
import { trimmed } from '../../domain/key.ts';
import { isOrganisasjonsnummer, type Organisasjonsnummer } from '../../domain/organisasjonsnummer.ts';
import { failed, found, type Outcome } from '../../domain/outcome.ts';
import {
  type Personidentifikator,
  type PersonidentifikatorRules,
  parsePersonidentifikator,
} from '../../domain/personidentifikator.ts';
import type { RunWrite } from '../../domain/write.ts';
import { isXmlText } from '../../wire/soap/xml.ts';
import { catalogue, type PostkasseOperation } from './codes.ts';
import type { PostkasseLoaders } from './reads.ts';
import type { Postkasse, PostkassePort } from './postkasse.ts';
import { isSertifikat, MAX_SERTIFIKAT } from './certificate.ts';

/** As it is given: a hundred characters, some of which JavaScript counts twice, and spaces around them. */
const MAX_ADRESSE = 256;

interface SlettInput {
  readonly personidentifikator: string;
  readonly postkasseleverandoerOrgNummer: string;
}

interface PostkasseInput extends SlettInput {
  readonly postkasseadresse: string;
  readonly x509Sertifikat?: string | null | undefined;
}

/** The writes of one request, as the graph's inputs say them. What the register would surely refuse is answered without a call. */
export interface PostkasseWrites {
  oppdaterPostkasse(input: PostkasseInput): Promise<WriteResult>;
  opprettOgVelgSikkerDigitalPostkasse(input: PostkasseInput): Promise<WriteResult>;
  slettPostkasse(input: SlettInput): Promise<WriteResult>;
}

export function createPostkasseWrites(
  port: PostkassePort,
  loaders: PostkasseLoaders,
  rules: PersonidentifikatorRules,
  run: RunWrite,
): PostkasseWrites {
  const after = () => {
    for (const loader of Object.values(loaders)) loader.clearAll();
  };
  return {
    oppdaterPostkasse: (input) =>
      run({
        felt: 'oppdaterPostkasse',
        parse: () => parsePostkasse('OppdaterPostkasse', input, rules),
        send: ({ person, postkasse }, call) => port.oppdaterPostkasse(person, postkasse, call),
        after,
      }),

    opprettOgVelgSikkerDigitalPostkasse: (input) =>
      run({
        felt: 'opprettOgVelgSikkerDigitalPostkasse',
        parse: () => parsePostkasse('OpprettOgVelgSikkerDigitalPostkasse', input, rules),
        send: ({ person, postkasse }, call) => port.opprettOgVelgSikkerDigitalPostkasse(person, postkasse, call),
        after,
      }),

    slettPostkasse: (input) =>
      run({
        felt: 'slettPostkasse',
        parse: () => parseSlett('SlettPostkasse', input, rules),
        send: ({ person, supplier }, call) => port.slettPostkasse(person, supplier, call),
        after,
      }),
  };
}

function parseSlett(
  operation: PostkasseOperation,
  input: SlettInput,
  rules: PersonidentifikatorRules,
): Outcome<{ readonly person: Personidentifikator; readonly supplier: Organisasjonsnummer }> {
  const person = parsePersonidentifikator(input.personidentifikator, rules);
  if (!person) return refuse(operation, 'UGYLDIG_PERSONNUMMER');
  const supplier = input.postkasseleverandoerOrgNummer;
  return isOrganisasjonsnummer(supplier) ? found({ person, supplier }) : refuse(operation, 'UGYLDIG_ORGNR');
}

function parsePostkasse(
  operation: PostkasseOperation,
  input: PostkasseInput,
  rules: PersonidentifikatorRules,
): Outcome<{ readonly person: Personidentifikator; readonly postkasse: Postkasse }> {
  const parsed = parseSlett(operation, input, rules);
  if (!parsed.ok) return parsed;
  const postkasseadresse = trimmed(input.postkasseadresse, MAX_ADRESSE);
  const { length } = [...postkasseadresse];
  // The register documents no code for this and would answer a fault: FEILET, its status without a reason, is the nearest.
  if (length < 8 || length > 100 || !isXmlText(postkasseadresse)) {
    return refuse(operation, 'FEILET', 'postkasseadresse must have 8 to 100 characters, all of which XML can carry.');
  }
  const { x509Sertifikat: given } = input;
  const x509Sertifikat = typeof given === 'string' ? trimmed(given, MAX_SERTIFIKAT) : undefined;
  if (x509Sertifikat !== undefined && !isSertifikat(x509Sertifikat)) return refuse(operation, 'UGYLDIG_SERTIFIKAT');
  const { person, supplier } = parsed.data;
  return found({ person, postkasse: { supplier, postkasseadresse, ...(x509Sertifikat && { x509Sertifikat }) } });
}

function refuse(operation: PostkasseOperation, kode: string, melding?: string): Outcome<never> {
  return failed(catalogue.feil(operation, kode, { opphav: 'GATEWAY', ...(melding && { melding }) }));
}
