import { describe, expect, it } from 'vitest';
import { compileAsIs, compileWithOneMoreMember, NEW_MEMBER } from '../support/compile.ts';

// The example page, compiled for real against types that codegen has made anew.
const TIMEOUT_MS = 180_000;

const PAGE = ['examples/web'];
const project = 'examples/web/tsconfig.json';

it(
  'compiles with the graph as it is',
  async () => {
    expect(await compileAsIs(PAGE, { project })).toEqual([]);
  },
  TIMEOUT_MS,
);

/** The unions that the page asks for, each with where it is handled and where its errors have their words. */
const HANDLED = {
  BasisdataResultat: ['enhet/enhet-page.tsx', 'enhet/texts.ts'],
  KanVelgeSikkerDigitalPostkasseResultat: ['postkasse/postkasse-page.tsx', 'postkasse/texts.ts'],
  OpprettOgVelgSikkerDigitalPostkasseResultat: ['postkasse/velg-postkasse.tsx', 'postkasse/texts.ts'],
  KontaktregisterResultat: ['postkasse/valgt-postkasse.tsx', 'postkasse/texts.ts'],
  KontaktinformationResultat: ['kontaktinformation/borger.tsx', 'kontaktinformation/texts.ts'],
  CreateKontaktinformationResultat: ['kontaktinformation/save-kontaktdata.tsx', 'kontaktinformation/texts.ts'],
  GetVerifikationskodeResultat: ['kontaktinformation/verificer-kontaktdata.tsx', 'kontaktinformation/texts.ts'],
  VerificerKontaktinformationResultat: ['kontaktinformation/enter-kode.tsx', 'kontaktinformation/texts.ts'],
} as const;

describe.each(Object.entries(HANDLED))('one more error in %s', (union, files) => {
  const paths = files.map((file) => `examples/web/src/${file}`);

  it(
    'breaks its handler and its texts, and nothing else; the compiler names it',
    async () => {
      const errors = await compileWithOneMoreMember(union, PAGE, { project });
      expect(errors.map((error) => error.replace(/\(.*/s, '')).toSorted()).toEqual(paths.toSorted());
      for (const error of errors) expect(error).toContain(`Property '${NEW_MEMBER}' is missing`);
    },
    TIMEOUT_MS,
  );

  it(
    'compiles again once it has a handler and a text',
    async () => {
      const [handler, texts] = paths as [string, string];
      const edit = {
        [handler]: (text: string) => text.replace(/^( *)(?=UdokumentertFeil: )/m, `$1${NEW_MEMBER}: explain,\n$1`),
        [texts]: (text: string) =>
          text.replace(/^( *)(?=UdokumentertFeil: )/m, `$1${NEW_MEMBER}: { what: '', todo: '' },\n$1`),
      };
      // One of them shows a line of text in place of a box.
      if (handler.endsWith('valgt-postkasse.tsx')) {
        const explain = edit[handler];
        edit[handler] = (text) =>
          explain?.(text).replace(`${NEW_MEMBER}: explain`, `${NEW_MEMBER}: () => undefined`) ?? '';
      }
      expect(await compileWithOneMoreMember(union, PAGE, { project, edit })).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
