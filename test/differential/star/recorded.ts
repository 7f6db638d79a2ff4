import type { Cpr } from '../../../src/domain/cpr.ts';
import { ERROR_CODES } from '../../../src/sandbox/kontaktinformation/answers/fejl.ts';
import { PERSONAS } from '../../../src/sandbox/kontaktinformation/people.ts';
import type { SourcesConfig } from '../../../src/sources/index.ts';
import type { Operation } from '../run.ts';
import { recordSandbox } from '../seeds.ts';
import { KODELISTER } from './judge.ts';
import { type Seed, starOperations } from './operations.ts';

/** Its operations, beginning from generated answers and from what the sandbox answers now. */
export async function recordStar(): Promise<Operation[]> {
  const recorder = await recordSandbox();
  const seeds = new Map<string, Seed[]>();
  const keep = async (operation: string, key: string, ask: Parameters<typeof recorder.record>[0]) => {
    const [recorded] = await recorder.record(ask);
    if (recorded) seeds.set(operation, [...(seeds.get(operation) ?? []), { key, answer: recorded.answer }]);
  };
  const failing = ERROR_CODES.map((kode) => `0112575${String(kode).slice(-3)}`);
  const cprs = [
    ...PERSONAS.map(({ cpr }) => cpr),
    ...failing,
    '1503515016',
    '0112576503',
    '0112576904',
    '0112576905',
  ] as Cpr[];
  for (const cpr of cprs) {
    await keep('GetKontaktinformation', cpr, ({ kontaktinformation }, call) =>
      kontaktinformation.getKontaktinformation([cpr], call),
    );
    await keep('GetVerifikationskode', cpr, ({ kontaktinformation }, call) =>
      kontaktinformation.getVerifikationskode(cpr, 'MAILADRESSE', call),
    );
    await keep('CreateKontaktinformation', cpr, ({ kontaktinformation }, call) =>
      kontaktinformation.createKontaktinformation(
        cpr,
        [{ type: 'MOBILTELEFON', handling: 'save', value: '67000099' }],
        call,
      ),
    );
    await keep('UpdateKontaktinformation', cpr, ({ kontaktinformation }, call) =>
      kontaktinformation.updateKontaktinformation(cpr, { type: 'MOBILTELEFON', status: 'VERIFICERET' }, call),
    );
    await keep('VerificerKontaktinformation', cpr, ({ kontaktinformation }, call) =>
      kontaktinformation.verificerKontaktinformation(cpr, { type: 'MAILADRESSE', verifikationskode: '000000' }, call),
    );
  }
  for (const nummer of ['67000001', '67000000']) {
    await keep('GetKontaktinformationMobilNr', nummer, ({ kontaktinformation }, call) =>
      kontaktinformation.getKontaktinformationMobilNr([nummer], call),
    );
  }
  for (const email of ['borger-1@example.org', 'ingen@example.org']) {
    await keep('GetKontaktinformationEmail', email, ({ kontaktinformation }, call) =>
      kontaktinformation.getKontaktinformationEmail([email], call),
    );
  }
  await recorder.close();
  return starOperations(seeds);
}

/** The sources as they are configured, with the code lists that the answers are judged by. */
export function withKodelister(config: SourcesConfig): SourcesConfig {
  return {
    ...config,
    kontaktinformation: config.kontaktinformation && { ...config.kontaktinformation, kodelister: KODELISTER },
  };
}
