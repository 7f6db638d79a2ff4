import type { Organisasjonsnummer } from '../../../src/domain/organisasjonsnummer.ts';
import type { Personidentifikator } from '../../../src/domain/personidentifikator.ts';
import { innbyggere } from '../../../src/sandbox/postkasse/people.ts';
import type { Operation } from '../run.ts';
import { recordSandbox } from '../seeds.ts';
import { oppslagstjenestenOperations, type Seed } from './operations.ts';

/** Its operations, beginning from generated answers and from what the sandbox answers now. */
export async function recordOppslagstjenesten(): Promise<Operation[]> {
  const recorder = await recordSandbox();
  const seeds = new Map<string, Seed[]>();
  const keep = async (operation: string, keys: readonly string[], ask: Parameters<typeof recorder.record>[0]) => {
    const [recorded] = await recorder.record(ask);
    if (recorded) seeds.set(operation, [...(seeds.get(operation) ?? []), { keys, answer: recorded.answer }]);
  };
  const persons = innbyggere.map(({ personidentifikator }) => personidentifikator as Personidentifikator);
  const supplier = '311000012' as Organisasjonsnummer;
  const mailbox = { supplier, postkasseadresse: 'test.person#DIFF' };
  for (const person of persons) {
    await keep('HentPersoner', [person], ({ postkasse }, call) => postkasse.hentPersoner([person], call));
    await keep('KanVelgeSikkerDigitalPostkasse', [person], ({ postkasse }, call) =>
      postkasse.kanVelgeSikkerDigitalPostkasse([person], call),
    );
    await keep('OppdaterPostkasse', [person], ({ postkasse }, call) =>
      postkasse.oppdaterPostkasse(person, mailbox, call),
    );
    await keep('OpprettOgVelgSikkerDigitalPostkasse', [person], ({ postkasse }, call) =>
      postkasse.opprettOgVelgSikkerDigitalPostkasse(person, mailbox, call),
    );
    await keep('SlettPostkasse', [person], ({ postkasse }, call) => postkasse.slettPostkasse(person, supplier, call));
  }
  const several = persons.slice(0, 4);
  await keep('HentPersoner', several, ({ postkasse }, call) => postkasse.hentPersoner(several, call));
  await recorder.close();
  return oppslagstjenestenOperations(seeds);
}
