import type { Cpr } from '../../src/domain/cpr.ts';
import { PERSONAS } from '../../src/sandbox/kontaktinformation/people.ts';
import { ERROR_CODES } from '../../src/sandbox/kontaktinformation/answers/fejl.ts';
import { OPERATIONS } from '../../src/sources/kontaktinformation/codes.ts';
import { recordSandbox } from './seeds.ts';
import { KODELISTER } from './star/judge.ts';
import { type Seed, starOperations } from './star/operations.ts';
import { testOperations } from './suite.ts';

testOperations(
  'STAR',
  OPERATIONS,
  async () => {
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
  },
  (config) => ({
    ...config,
    kontaktinformation: config.kontaktinformation && { ...config.kontaktinformation, kodelister: KODELISTER },
  }),
);
