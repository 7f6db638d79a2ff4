import type { WriteResult } from '../../domain/idempotens.ts';
import { cutKey } from '../../domain/key.ts';
import { isOrganisasjonsnummer, type Organisasjonsnummer } from '../../domain/organisasjonsnummer.ts';
import { failed, found, type Outcome } from '../../domain/outcome.ts';
import {
  type Personidentifikator,
  type PersonidentifikatorRegler,
  parsePersonidentifikator,
} from '../../domain/personidentifikator.ts';
import { trimmed } from '../../domain/text.ts';
import type { RunWrite } from '../../domain/write.ts';
import { isXmlText } from '../../wire/soap/xml.ts';
import { katalog, type PostkasseOperasjon } from './codes.ts';
import type { PostkasseLoaders } from './loader.ts';
import type { Postkasse, PostkassePort } from './postkasse.ts';
import { isSertifikat, MAX_SERTIFIKAT } from './sertifikat.ts';

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
  regler: PersonidentifikatorRegler,
  run: RunWrite,
): PostkasseWrites {
  const after = () => {
    for (const loader of Object.values(loaders)) loader.clearAll();
  };
  return {
    oppdaterPostkasse: (input) =>
      run({
        felt: 'oppdaterPostkasse',
        parse: () => parsePostkasse('OppdaterPostkasse', input, regler),
        send: ({ person, postkasse }, call) => port.oppdaterPostkasse(person, postkasse, call),
        after,
      }),

    opprettOgVelgSikkerDigitalPostkasse: (input) =>
      run({
        felt: 'opprettOgVelgSikkerDigitalPostkasse',
        parse: () => parsePostkasse('OpprettOgVelgSikkerDigitalPostkasse', input, regler),
        send: ({ person, postkasse }, call) => port.opprettOgVelgSikkerDigitalPostkasse(person, postkasse, call),
        after,
      }),

    slettPostkasse: (input) =>
      run({
        felt: 'slettPostkasse',
        parse: () => parseSlett('SlettPostkasse', input, regler),
        send: ({ person, leverandoer }, call) => port.slettPostkasse(person, leverandoer, call),
        after,
      }),
  };
}

function parseSlett(
  operasjon: PostkasseOperasjon,
  input: SlettInput,
  regler: PersonidentifikatorRegler,
): Outcome<{ readonly person: Personidentifikator; readonly leverandoer: Organisasjonsnummer }> {
  const person = parsePersonidentifikator(input.personidentifikator, regler);
  if (!person) return refuse(operasjon, 'UGYLDIG_PERSONNUMMER');
  const leverandoer = cutKey(input.postkasseleverandoerOrgNummer).trim();
  return isOrganisasjonsnummer(leverandoer) ? found({ person, leverandoer }) : refuse(operasjon, 'UGYLDIG_ORGNR');
}

function parsePostkasse(
  operasjon: PostkasseOperasjon,
  input: PostkasseInput,
  regler: PersonidentifikatorRegler,
): Outcome<{ readonly person: Personidentifikator; readonly postkasse: Postkasse }> {
  const parsed = parseSlett(operasjon, input, regler);
  if (!parsed.ok) return parsed;
  const postkasseadresse = trimmed(input.postkasseadresse, MAX_ADRESSE);
  const { length } = [...postkasseadresse];
  // No code is documented for it: the register would answer a fault. Its word for a failure without a reason is the nearest.
  if (length < 8 || length > 100 || !isXmlText(postkasseadresse)) {
    return refuse(operasjon, 'FEILET', 'postkasseadresse must have 8 to 100 characters, all of which XML can carry.');
  }
  const { x509Sertifikat: given } = input;
  const x509Sertifikat = typeof given === 'string' ? trimmed(given, MAX_SERTIFIKAT) : undefined;
  if (x509Sertifikat !== undefined && !isSertifikat(x509Sertifikat)) return refuse(operasjon, 'UGYLDIG_SERTIFIKAT');
  const { person, leverandoer } = parsed.data;
  return found({ person, postkasse: { leverandoer, postkasseadresse, ...(x509Sertifikat && { x509Sertifikat }) } });
}

function refuse(operasjon: PostkasseOperasjon, kode: string, melding?: string): Outcome<never> {
  return failed(katalog.feil(operasjon, kode, { opphav: 'GATEWAY', ...(melding && { melding }) }));
}
