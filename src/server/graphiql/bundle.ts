/*
 * What is written otherwise in GraphiQL's script, as Yoga bundles it: why, and what becomes of it where a release looks otherwise, stands in
 * docs/upstream/graphiql-bundle.md. A test holds each of these to the bundle that is installed.
 */

/** Where it is given its plugins. */
const PLUGINS = /plugins:\[(\w+)\](?=,schemaDescription:)/;

/** Roles of its tabs: each is a tab, and holds two buttons, which a tab must not. As a list of buttons it says what it is. */
export const ROLES: readonly (readonly [written: RegExp, otherwise: string])[] = [
  [/"aria-selected":(\w+),(dragElastic:!1,)role:"tab",/, '"aria-current":$1,$2'],
  [/(axis:"x",)role:"tablist",/, '$1'],
  [/role:"tabpanel",(id:"graphiql-session")/, 'role:"region",$1'],
];

export const EDITORS: readonly (readonly [written: RegExp, otherwise: string])[] = [
  // Registers' texts have ’ and –, around each of which the editor would draw a box: they could be taken for ' and -.
  [/fontLigatures:!0,(?=lineNumbersMinChars:)/, '$&unicodeHighlight:{ambiguousCharacters:!1},'],
  // A variable of a scalar that the editor does not know is underlined as wrong unless it is a string, a number or a boolean.
  [/(setSchemaConfig\(\[\{uri:`[^`]+`,schema:\w+)(?=\}\])/, '$1,customScalarSchemas:{_Any:{type:"object"}}'],
  // The explorer goes to the value of the last argument when it opens, so that its beginning and its left edge would be out of sight.
  [/(\w+)\.focus\(\)(?=,\1\.setSelectionRange\(0,\1\.value\.length\))/, '$1.focus({preventScroll:!0})'],
];

/** The script with our plugin in it, as the global `graphPlugins` has it; `hasPlugins` is false where there was no place for it. */
export function mendBundle(script: string): { readonly script: string; readonly hasPlugins: boolean } {
  const mended = [...ROLES, ...EDITORS].reduce(
    (text, [written, otherwise]) => text.replace(written, otherwise),
    script,
  );
  return {
    script: mended.replace(PLUGINS, 'plugins:[...globalThis.graphPlugins,$1]'),
    hasPlugins: PLUGINS.test(script),
  };
}
