import { describe, expect, it } from 'vitest';
import type { Personidentifikator } from '../../../src/domain/personidentifikator.ts';
import type { Loaders } from '../../../src/sources/index.ts';
import { useLoaders } from '../loading.ts';

const loading = useLoaders();

const OPERATIONS: readonly { navn: string; load: (loaders: Loaders, person: string) => Promise<unknown> }[] = [
  { navn: 'KanVelge', load: ({ postkasse }, person) => postkasse.kanVelgeSikkerDigitalPostkasse.load(person) },
  { navn: 'HentPersoner', load: ({ postkasse }, person) => postkasse.kontaktregister.load(person) },
];
const ugyldig = {
  ok: false,
  feil: { kind: 'documented', kode: 'UGYLDIG_PERSONNUMMER', opphav: 'GATEWAY', kanProevesIgjen: false },
};

describe.each(OPERATIONS)('$navn', ({ load }) => {
  it.each([
    '01817011001',
    '21839010157',
    '30829020048',
    '00000000000',
    '0181701100',
    '018170110000',
    'abc',
    ' 01817011000',
    '',
  ])('answers UGYLDIG_PERSONNUMMER for %j by the gateway, without a call', async (person) => {
    expect(await loading.request((loaders) => load(loaders, person))).toMatchObject({ answer: ugyldig, calls: 0 });
  });

  it.each(['01817011000', '22699120190', '22449120063'])(
    'refuses %s of a synthetic series where such are not accepted',
    async (person) => {
      const strict = await loading.request(
        (loaders) => load(loaders, person),
        (config) => ({ ...config, syntheticPersons: false }),
      );
      expect(strict).toMatchObject({ answer: ugyldig, calls: 0 });
      expect((await loading.request((loaders) => load(loaders, person))).calls).toBe(1);
    },
  );

  it('asks about one person once a request', async () => {
    const { calls } = await loading.request((loaders) =>
      Promise.all([load(loaders, '01817011000'), load(loaders, '01817011000')]),
    );
    expect(calls).toBe(1);
  });
});

describe('HentPersoner', () => {
  it('asks about all persons of a request in one call', async () => {
    const { answer, calls } = await loading.request(({ postkasse }) =>
      Promise.all(
        ['02827112006', '07877617003', '01817011000'].map((person) => postkasse.kontaktregister.load(person)),
      ),
    );
    expect(answer).toMatchObject([{ ok: true }, { ok: false, feil: { kode: 'BRUKER_IKKE_FUNNET' } }, { ok: true }]);
    expect(calls).toBe(1);
  });

  it.each([
    { persons: 1000, expected: 1 },
    { persons: 1001, expected: 2 },
    { persons: 2000, expected: 2 },
    { persons: 2001, expected: 3 },
  ])('asks about $persons persons in $expected calls, and answers each its own', async ({ persons, expected }) => {
    const others = Array.from({ length: persons - 2 }, (_, index) => `018170${String(index).padStart(5, '0')}`);
    const keys = ['02827112006', ...others, '05857415002'] as Personidentifikator[];
    const { answer, calls } = await loading.request((_, { postkasse }, call) => postkasse.hentPersoner(keys, call));
    expect(calls).toBe(expected);
    expect(answer).toHaveLength(persons);
    expect([answer.at(0), answer.at(-1)]).toMatchObject([
      { ok: true, data: { reservasjon: false, digitalPost: { postkasseadresse: 'test.person#S02A' } } },
      { ok: true, data: { reservasjon: true } },
    ]);
  });

  it('counts a person who is asked about twice once', async () => {
    const others = Array.from({ length: 1000 }, (_, index) => `018170${String(index).padStart(5, '0')}`);
    const keys = [...others, ...others] as Personidentifikator[];
    const { calls } = await loading.request((_, { postkasse }, call) => postkasse.hentPersoner(keys, call));
    expect(calls).toBe(1);
  });
});
