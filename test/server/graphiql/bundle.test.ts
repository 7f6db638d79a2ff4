import { js } from '@graphql-yoga/render-graphiql/graphiql';
import { expect, test } from 'vitest';
import { EDITORS, mendBundle, ROLES } from '../../../src/server/graphiql/bundle.ts';

test('our plugin stands beside the bundle’s own, which its option would drop', () => {
  const { script, hasPlugins } = mendBundle(js);
  expect(hasPlugins).toBe(true);
  expect(script.match(/plugins:\[\.\.\.globalThis\.graphPlugins,\w+\],schemaDescription:/g)).toHaveLength(1);
});

test('each role that says what is not so is found once, and is not there afterwards', () => {
  const { script } = mendBundle(js);
  for (const [written] of ROLES) {
    expect(js.match(new RegExp(written, 'g')), String(written)).toHaveLength(1);
    expect(script).not.toMatch(written);
  }
});

test('each setting of the editors is added in one place', () => {
  const { script } = mendBundle(js);
  for (const [written] of EDITORS) expect(js.match(new RegExp(written, 'g')), String(written)).toHaveLength(1);
  for (const added of [
    /unicodeHighlight:\{ambiguousCharacters:!1\},lineNumbersMinChars:/,
    /\w+\.focus\(\{preventScroll:!0\}\),\w+\.setSelectionRange/,
    /,schema:\w+,customScalarSchemas:\{_Any:\{type:"object"\}\}\}\]\)/,
  ]) {
    // Not by toMatch, which would print the whole bundle.
    expect(added.test(script), String(added)).toBe(true);
  }
});

test('a bundle that looks otherwise is served as it is, and takes our plugin by its option', () => {
  expect(mendBundle('plugins:own()')).toEqual({ script: 'plugins:own()', hasPlugins: false });
});
