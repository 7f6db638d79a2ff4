import { expect, it } from 'vitest';
import { compileAsIs, compileWithOneMoreMember, NEW_MEMBER } from '../support/compile.ts';

// Each compiles a frontend for real, against types that codegen has made anew.
const TIMEOUT_MS = 180_000;

const EXHAUSTIVE = 'test/client/exhaustive.ts';
const WITH_FALLBACK = 'examples/typed-client/headline.ts';

const handled = (text: string) => text.replace('null: () =>', `${NEW_MEMBER}: () => 'new',\n    null: () =>`);

it(
  'with the graph as it is, both compile',
  async () => {
    expect(await compileAsIs([EXHAUSTIVE, WITH_FALLBACK])).toEqual([]);
  },
  TIMEOUT_MS,
);

it(
  'one more error breaks the exhaustive one, and the compiler names it',
  async () => {
    const errors = await compileWithOneMoreMember('KanVelgeSikkerDigitalPostkasseResultat', [EXHAUSTIVE]);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(EXHAUSTIVE);
    expect(errors[0]).toContain(`Property '${NEW_MEMBER}' is missing`);
  },
  TIMEOUT_MS,
);

it(
  'until it is handled',
  async () => {
    const edit = { [EXHAUSTIVE]: handled };
    expect(await compileWithOneMoreMember('KanVelgeSikkerDigitalPostkasseResultat', [EXHAUSTIVE], { edit })).toEqual(
      [],
    );
    // And the other way: a handler that has no member.
    expect(await compileAsIs([EXHAUSTIVE], { edit })).toEqual([
      expect.stringContaining("not assignable to type 'never'"),
    ]);
  },
  TIMEOUT_MS,
);

it(
  'the fallback takes one more error, and no more data',
  async () => {
    expect(await compileWithOneMoreMember('BasisdataResultat', [WITH_FALLBACK])).toEqual([]);
    const errors = await compileWithOneMoreMember('BasisdataResultat', [WITH_FALLBACK], { as: 'data' });
    expect(errors).toEqual([expect.stringContaining(`Property '${NEW_MEMBER}' is missing`)]);
  },
  TIMEOUT_MS,
);
