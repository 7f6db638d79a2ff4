import type { CallContext } from '../../../../domain/call.ts';
import { findingIn, findingOf } from '../../../../domain/finding.ts';
import type { Organisasjonsnummer } from '../../../../domain/organisasjonsnummer.ts';
import { DONE, notDone, type Outcome, unknownEffect, type WriteOutcome } from '../../../../domain/outcome.ts';
import type { Personidentifikator } from '../../../../domain/personidentifikator.ts';
import { kildeUtilgjengelig } from '../../../../domain/registerfeil.ts';
import { decodeBase64 } from '../../../../wire/base64.ts';
import type { SoapClient } from '../../../../wire/soap/client.ts';
import { writeWriting } from './messages/writes.ts';
import { catalogue, type PostkasseOperation } from '../../codes.ts';
import { readWriteOutcome } from '../../outcome.ts';
import type { Kontaktregisteroppfoering, Postkasse, PostkassePort } from '../../postkasse.ts';

const KILDE = 'OPPSLAGSTJENESTEN';

interface Writing {
  readonly operation: PostkasseOperation;
  readonly person: Personidentifikator;
  readonly postkasse: Postkasse | { readonly supplier: Organisasjonsnummer };
  /** Whether the same write, done a second time, does no more than the first. */
  readonly mayRepeat: boolean;
}

/**
 * The writes of postkasseleverandoer-v1. It has no ids to tell two calls apart, so each is sent once and never again;
 * when the answer is lost, the contact register is asked whether it shows the mailbox.
 */
export function createDelivery(
  postkasseClient: SoapClient | undefined,
  /** The contact register’s own read, of what a mailbox is registered with. */
  hentPostkasse: (person: Personidentifikator, call: CallContext) => Promise<Outcome<Kontaktregisteroppfoering>>,
  /** Before and after each write: reads that are under way may or may not see it. */
  forgetReads: () => void,
): Omit<PostkassePort, 'kanVelgeSikkerDigitalPostkasse' | 'hentPersoner'> {
  return {
    oppdaterPostkasse: (person, postkasse, call) =>
      write({ operation: 'OppdaterPostkasse', person, postkasse, mayRepeat: true }, call),
    // Done twice it answers ALLEREDE_AKTIV, as a removal answers INGEN_POSTBOKS_FUNNET: a failure that is none.
    opprettOgVelgSikkerDigitalPostkasse: (person, postkasse, call) =>
      write({ operation: 'OpprettOgVelgSikkerDigitalPostkasse', person, postkasse, mayRepeat: false }, call),
    slettPostkasse: (person, supplier, call) =>
      write({ operation: 'SlettPostkasse', person, postkasse: { supplier }, mayRepeat: false }, call),
  };

  async function write(writing: Writing, call: CallContext): Promise<WriteOutcome> {
    if (!postkasseClient) return notDone(kildeUtilgjengelig(KILDE, 'IKKE_KONFIGURERT'));
    const { operation, person, postkasse, mayRepeat } = writing;
    forgetReads();
    const message = writeWriting(operation, person, postkasse);
    const send = async (own: CallContext) =>
      readWriteOutcome(await postkasseClient.call(message, own, { operation, kind: 'write', key: person }), operation);
    const find = (outcome: WriteOutcome) =>
      outcome.effect === 'done' ? undefined : findingOf(outcome.feil, catalogue);
    const outcome = await findingIn(call, send, find);
    forgetReads();
    if (outcome.effect !== 'unknown') return outcome;
    if ('postkasseadresse' in postkasse && (await isAktiv(person, postkasse, call))) return DONE;
    return unknownEffect(kildeUtilgjengelig(KILDE, 'UTFALL_UKJENT', { kanProevesIgjen: mayRepeat }));
  }

  /**
   * The contact register shows the active mailbox alone. It can say yes to what was stored, and never no; nor can it say
   * that a mailbox is gone, for one that is not active looks the same.
   */
  async function isAktiv(person: Personidentifikator, wanted: Postkasse, call: CallContext): Promise<boolean> {
    const outcome = await hentPostkasse(person, call);
    return outcome.ok && isAsWanted(outcome.data, wanted);
  }
}

/** Compares every field that the write sets. If it sets no certificate, the shown one is ignored: it may be the supplier’s. */
function isAsWanted({ digitalPost, x509Sertifikat }: Kontaktregisteroppfoering, wanted: Postkasse): boolean {
  return (
    digitalPost?.postkasseleverandoer === wanted.supplier &&
    digitalPost.postkasseadresse === wanted.postkasseadresse &&
    (wanted.x509Sertifikat === undefined || isSame(x509Sertifikat, wanted.x509Sertifikat))
  );
}

function isSame(one: string | undefined, other: string): boolean {
  const der = decodeBase64(other);
  return one !== undefined && der !== undefined && decodeBase64(one)?.equals(der) === true;
}
