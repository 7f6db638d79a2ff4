/** What to look at, by Maskinporten's codes. */
const ADVICE: Readonly<Record<string, string>> = {
  'MP-100': 'no such client there: MASKINPORTEN_CLIENT_ID, or another environment’s MASKINPORTEN_ISSUER',
  'MP-110': 'MASKINPORTEN_ISSUER is not its name for itself',
  'MP-120':
    'MASKINPORTEN_CERT is not taken there: expired, or of the test and not of production, or the other way round',
  'MP-121': 'the key that is registered is more than a year old: register a new one',
  'MP-122': 'MASKINPORTEN_CERT is another unit’s',
  'MP-123': 'the client has no registered key: MASKINPORTEN_CERT, and not MASKINPORTEN_KEY_ID',
  'MP-124': 'MASKINPORTEN_KEY is not the key that is registered as MASKINPORTEN_KEY_ID',
  'MP-130': 'the clock of this machine is wrong',
  'MP-200': 'a scope is not registered on the client',
  'MP-201': 'the client is of another kind, or a scope is no scope of Maskinporten’s',
  'MP-250': 'the owner of the API has not granted a scope',
  'MP-251': 'the body that is acted for has not delegated a scope in Altinn',
};

/** What an operator should look at when Maskinporten refuses a token; undefined for a code that is not documented, and without one. */
export function adviceOn(mpCode: string | undefined): string | undefined {
  return mpCode !== undefined && Object.hasOwn(ADVICE, mpCode) ? ADVICE[mpCode] : undefined;
}
