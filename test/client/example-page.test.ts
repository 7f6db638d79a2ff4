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

/** The unions that the page asks for, each with the folder of its texts and the files there that handle it. */
const HANDLED = {
  BasisdataResultat: ['enhet', 'enhet-page.tsx'],
  KanVelgeSikkerDigitalPostkasseResultat: ['postkasse', 'postkasse-page.tsx'],
  OpprettOgVelgSikkerDigitalPostkasseResultat: ['postkasse', 'velg-postkasse.tsx'],
  KontaktregisterResultat: ['postkasse', 'valgt-postkasse.tsx'],
  KontaktinformationResultat: ['kontaktinformation', 'borger.tsx'],
  CreateKontaktinformationResultat: ['kontaktinformation', 'save-kontaktdata.tsx', 'slet-kontaktdata.tsx'],
  GetVerifikationskodeResultat: ['kontaktinformation', 'verificer-kontaktdata.tsx'],
  VerificerKontaktinformationResultat: ['kontaktinformation', 'enter-kode.tsx'],
} as const;

/** Where the errors of a folder have their words, in each language. */
const textsOf = (folder: string) =>
  ['nb', 'en'].map((language) => `${folder}/${language}${folder === 'kontaktinformation' ? '-errors' : ''}.ts`);

const pathOf = (file: string) => `examples/web/src/${file}`;

describe.each(Object.entries(HANDLED))('one more error in %s', (union, [folder, ...files]) => {
  const handlers = files.map((file) => pathOf(`${folder}/${file}`));
  const texts = textsOf(folder).map(pathOf);

  it(
    'breaks its handler and its texts, and nothing else; the compiler names it',
    async () => {
      const errors = await compileWithOneMoreMember(union, PAGE, { project });
      expect(errors.map((error) => error.replace(/\(.*/s, '')).toSorted()).toEqual([...handlers, ...texts].toSorted());
      for (const error of errors) expect(error).toContain(`Property '${NEW_MEMBER}' is missing`);
    },
    TIMEOUT_MS,
  );
});

it(
  'compiles again once all of them have their handlers and texts',
  async () => {
    // One of them shows a line of text in place of a box, by a function of its own that takes every error.
    const insert = (line: string) => (text: string) =>
      text.replace(/^( *)(?=UdokumentertFeil: )/m, `$1${NEW_MEMBER}: ${line},\n$1`);
    const edit = Object.fromEntries(
      Object.values(HANDLED).flatMap(([folder, ...files]) => [
        ...files.map((file) => [pathOf(`${folder}/${file}`), insert('explain')] as const),
        ...textsOf(folder).map((file) => [pathOf(file), insert("{ what: '', todo: '' }")] as const),
      ]),
    );
    expect(await compileWithOneMoreMember(Object.keys(HANDLED), PAGE, { project, edit })).toEqual([]);
  },
  TIMEOUT_MS,
);
