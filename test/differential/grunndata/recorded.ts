import type { Organisasjonsnummer } from '../../../src/domain/organisasjonsnummer.ts';
import type { Personidentifikator } from '../../../src/domain/personidentifikator.ts';
import { ENHETER } from '../../../src/sandbox/overview.ts';
import type { Operation } from '../run.ts';
import { recordSandbox } from '../seeds.ts';
import { grunndataOperations, type Seed, UNIT_OPERATIONS } from './operations.ts';

// The register plays one that never answers, too.
const SILENT = '790050401';
const PERSONS = ['01817010055', '01817010136', '01817018099', '02817018109', '01817018250', '01817018331'];

/** Its operations, beginning from generated answers and from what the sandbox answers now. */
export async function recordGrunndata(): Promise<Operation[]> {
  const recorder = await recordSandbox();
  const seeds = new Map<string, Seed[]>();
  const keep = async (operation: string, key: string, ask: Parameters<typeof recorder.record>[0]) => {
    const [recorded] = await recorder.record(ask);
    if (recorded) seeds.set(operation, [...(seeds.get(operation) ?? []), { key, answer: recorded.answer }]);
  };
  for (const operation of UNIT_OPERATIONS) {
    for (const number of units()) {
      await keep(operation, number, (ports, call) =>
        ports.enhet.hent(operation, [number as Organisasjonsnummer], call),
      );
    }
  }
  for (const person of PERSONS) {
    await keep('hentRolleutskrift', person, (ports, call) =>
      ports.enhet.hentRolleutskrift([person as Personidentifikator], call),
    );
  }
  for (const soekestreng of ['SANDKASSE', 'BLÅBÆR', 'SANDVIK', '<feil', 'finnes ikke']) {
    await keep('sokEnhet', soekestreng, (ports, call) =>
      ports.enhet.sokEnhet([{ soekestreng, maksTreff: 100, medUnderenheter: true }], call),
    );
  }
  await keep('hentEndringslogg', '', (ports, call) => ports.enhet.hentEndringslogg(call));
  await recorder.close();
  return grunndataOperations(seeds);
}

function units(): string[] {
  return [...new Set(ENHETER.map(({ key }) => key))].filter((number) => number !== SILENT);
}
