import type { CallContext } from '../../domain/call.ts';
import type { Organisasjonsnummer } from '../../domain/organisasjonsnummer.ts';
import { failed, found, type Outcome } from '../../domain/outcome.ts';
import type { Personidentifikator } from '../../domain/personidentifikator.ts';
import { kildeUtilgjengelig, type Registerfeil } from '../../domain/registerfeil.ts';
import { decodeBase64 } from '../../wire/base64.ts';
import type { SoapAnswer, SoapClient, SoapMessage } from '../../wire/soap/client.ts';
import { readHentPostkasse, writeHentPostkasse, writeSkriving } from './bodies.ts';
import { katalog, type PostkasseOperasjon } from './codes.ts';
import { readRespons } from './messages.ts';
import type { Postkasse, PostkassePort } from './postkasse.ts';

const KILDE = 'OPPSLAGSTJENESTEN';

interface Skriving {
  readonly operasjon: PostkasseOperasjon;
  readonly person: Personidentifikator;
  readonly postkasse: Postkasse | { readonly leverandoer: Organisasjonsnummer };
  /** Whether the same write, done a second time, does no more than the first. */
  readonly kanGjentas: boolean;
}

/**
 * The writes of postkasseleverandoer-v1. It has no ids to tell two calls apart, so each is sent once and never again;
 * when the answer is lost, the contact register is asked whether it shows the mailbox.
 */
export function createPostkasseSkriv(
  postkasseClient: SoapClient | undefined,
  askKontaktregister: (message: SoapMessage, call: CallContext) => Promise<SoapAnswer>,
  /** Before and after each write: reads that are under way may or may not see it. */
  forgetReads: () => void,
): Omit<PostkassePort, 'kanVelgeSikkerDigitalPostkasse' | 'hentPersoner'> {
  return {
    oppdaterPostkasse: (person, postkasse, call) =>
      write({ operasjon: 'OppdaterPostkasse', person, postkasse, kanGjentas: true }, call),
    // Done twice it answers ALLEREDE_AKTIV, as a removal answers INGEN_POSTBOKS_FUNNET: a failure that is none.
    opprettOgVelgSikkerDigitalPostkasse: (person, postkasse, call) =>
      write({ operasjon: 'OpprettOgVelgSikkerDigitalPostkasse', person, postkasse, kanGjentas: false }, call),
    slettPostkasse: (person, leverandoer, call) =>
      write({ operasjon: 'SlettPostkasse', person, postkasse: { leverandoer }, kanGjentas: false }, call),
  };

  async function write(skriving: Skriving, call: CallContext): Promise<Outcome<null>> {
    if (!postkasseClient) return failed(kildeUtilgjengelig(KILDE, 'IKKE_KONFIGURERT'));
    const { operasjon, person, postkasse, kanGjentas } = skriving;
    forgetReads();
    const answer = await postkasseClient.call(writeSkriving(operasjon, person, postkasse), call);
    forgetReads();
    const outcome = answer.ok ? readOutcome(answer.element, operasjon) : failed(answer.feil);
    if (outcome.ok || !isUklart(outcome.feil) || (!answer.ok && answer.unsent)) return outcome;
    const isDone = 'postkasseadresse' in postkasse && (await isAktiv(person, postkasse, call));
    return isDone ? found(null) : failed(kildeUtilgjengelig(KILDE, 'UTFALL_UKJENT', { kanProevesIgjen: kanGjentas }));
  }

  /**
   * The contact register shows the active mailbox alone. It can say yes to what was stored, and never no; nor can it say
   * that a mailbox is gone, for one that is not active looks the same.
   */
  async function isAktiv(person: Personidentifikator, wanted: Postkasse, call: CallContext): Promise<boolean> {
    const answer = await askKontaktregister(writeHentPostkasse(person), call);
    const aktiv = answer.ok ? readHentPostkasse(answer.element, person) : undefined;
    return (
      aktiv?.postkasseleverandoer === wanted.leverandoer &&
      aktiv.postkasseadresse === wanted.postkasseadresse &&
      (wanted.x509Sertifikat === undefined || isSame(aktiv.x509Sertifikat, wanted.x509Sertifikat))
    );
  }
}

function readOutcome(element: Parameters<typeof readRespons>[0], operasjon: PostkasseOperasjon): Outcome<null> {
  const respons = readRespons(element, operasjon);
  if (respons?.status === 'OK') return found(null);
  // The refusal stands also without a reason, and with one that nobody has documented.
  if (respons?.status === 'FEILET') return failed(katalog.feil(operasjon, respons.beskrivelse ?? 'FEILET'));
  return failed(kildeUtilgjengelig(KILDE, 'UGYLDIG_SVAR'));
}

/** Lost, unreadable, not to be trusted, or a breakdown on the register's side, which may have come after the change. */
function isUklart({ type, kode, kanProevesIgjen }: Registerfeil): boolean {
  if (type !== 'KildeUtilgjengelig') return false;
  if (kode === 'SOAP_FAULT') return kanProevesIgjen;
  const lost = ['TIDSAVBRUDD', 'TILKOBLING', 'AVBRUTT', 'UGYLDIG_SVAR', 'SIKKERHETSFEIL'];
  return lost.includes(kode) || /^HTTP_5\d\d$/.test(kode);
}

function isSame(one: string | undefined, other: string): boolean {
  const der = decodeBase64(other);
  return one !== undefined && der !== undefined && decodeBase64(one)?.equals(der) === true;
}
