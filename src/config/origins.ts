import { words } from '../sources/values.ts';

/** Origins of web pages, between commas or spaces, each exactly as browsers write it in the header Origin: what is compared with that. */
const origins = words.transform((list, context): ReadonlySet<string> => {
  if (list.length === 0) context.addIssue('must name an origin');
  for (const [index, written] of list.entries()) {
    const wrong = mistakeIn(written);
    if (wrong) context.addIssue(`${wrong} (origin ${index + 1} of ${list.length})`);
  }
  return new Set(list);
});

/** Undefined where there is none. What is written is not repeated: it may be anything. */
function mistakeIn(written: string): string | undefined {
  if (written.includes('*')) return 'must name each origin: there is no * here';
  if (!/^https?:\/\//i.test(written) || !URL.canParse(written)) {
    return 'must be origins with their scheme, as https://page.example or http://localhost:5173';
  }
  const { origin, pathname, search, hash, username, password } = new URL(written);
  if (pathname + search + hash !== '/' || username + password !== '' || written.endsWith('/')) {
    return 'must be origins alone: scheme, host and port, without a path, not even a slash';
  }
  if (written !== origin)
    return 'must be written as browsers do: in small letters, and without the port that the scheme has anyway';
  return undefined;
}

export const CORS_VARIABLES = {
  CORS_ORIGINS: origins.optional().meta({
    description:
      'The origins, between commas, whose pages may ask from a browser and read the answers; nobody’s without it ([more](docs/http.md#pages-of-other-origins))',
    example: 'https://page.example, http://localhost:5173',
  }),
};
