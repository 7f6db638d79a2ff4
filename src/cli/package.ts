/** The folder of package.json: two above this one, in src and in dist alike. */
export const PACKAGE = new URL('../../', import.meta.url);
