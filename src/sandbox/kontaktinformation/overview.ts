import { entry, type Overview, type Entry } from '../common/overview.ts';

/** STAR's citizens, by cpr. */
// biome-ignore format: one question a line
export const OVERVIEW: Overview = {
  borger: {
    heading: 'Citizens, STAR',
    key: 'cpr',
    entries: [
      entry('0101505006', 'kontaktinformation', 'Kontaktinformationer', 'Mobile, landline and mail; the mobile is verified'),
      entry('0202505002', 'kontaktinformation', 'Kontaktinformationer', 'Mobile and mail, with reminders switched on'),
      entry('0303505003', 'kontaktinformation', 'IngenKontaktinformation', 'Known, and nothing registered'),
      entry('1212505012', 'kontaktinformation', 'Kontaktinformationer', 'A former number; the data are those of `1301515013`'),
      entry('1604515017', 'kontaktinformation', 'Kontaktinformationer', 'An entry with numbers outside the code lists: `UKENDT`, number kept'),
      entry('1503515016', 'kontaktinformation', 'UkendtCpr', 'Well formed, unknown'),
      entry('2902415015', 'kontaktinformation', 'UgyldigCpr', 'A leap day that never was; STAR itself refuses it (`opphav: KILDE`)'),
      entry('010150500', 'kontaktinformation', 'UgyldigCpr', 'Too short; refused without a call (`opphav: GATEWAY`)'),
      entry('0112575575', 'kontaktinformation', 'StarIkkeAutoriseret', 'Code 4575: not a citizen of the caller'),
      entry('0112575013', 'kontaktinformation', 'StarManglendeRettigheder', 'Code 1013'),
      entry('0112575985', 'kontaktinformation', 'UdokumentertFeil', 'Code 4985, which STAR documents for another operation only'),
      entry('0112577003', 'kontaktinformation', 'UdokumentertFeil', 'Code 3, a number so small that it is one under `fejlkode` only'),
      entry('0112575011', 'kontaktinformation', 'KildeUtilgjengelig', 'Code 1011, a fault at STAR; asked three times'),
      entry('0112576503', 'kontaktinformation', 'KildeUtilgjengelig', 'HTTP 503'),
      entry('0112576901', 'kontaktinformation', 'KildeUtilgjengelig', 'Never answers: `TIDSAVBRUDD`, after up to 30 seconds'),
      entry('0112576904', 'kontaktinformation', 'KildeUtilgjengelig', 'Broken JSON: `UGYLDIG_SVAR`'),
    ],
    note: `\`0112575\` and the last three digits of a code answer that code; \`0112576\` and an HTTP status answer that status. Searching by
\`67000001\` (\`borgereMedMobiltelefon\`) or \`borger-1@example.org\` (\`borgereMedEmail\`) finds two citizens.`,
  },
};

/** Who may ask STAR about whom, by x-sandbox-caller: all ask for kontaktinformation. */
// biome-ignore format: one question a line
export const CALLER_ENTRIES: readonly Entry[] = [
  entry('jobcenter-1', '0505505005', 'Kontaktinformationer', "A jobcenter's own citizen"),
  entry('jobcenter-2', '0101505006', 'StarIkkeAutoriseret', "Another jobcenter's"),
  entry('jobcenter-1', '0808505008', 'StarIkkeAutoriseret', 'Once its own'),
  entry('jobcenter-1', '0909505009', 'StarIkkeAutoriseret', 'Guest access'),
  entry('akasse-1', '1705515018', 'Kontaktinformationer', "An a-kasse's own"),
  entry('kommune-1', '2902445014', 'Kontaktinformationer', "A kommune's own"),
  entry('system@kommune-1', '1010505010', 'StarIkkeAutoriseret', 'A system has no more rights than its authority'),
  entry('aktoer-1@jobcenter-1', '0606505006', 'Kontaktinformationer', "A private provider's own citizen"),
  entry('aktoer-1@jobcenter-1', '0707505007', 'StarIkkeAutoriseret', "A guest of the provider's"),
  entry('aktoer-1@jobcenter-2', '0606505006', 'StarIkkeAutoriseret', 'The provider of another jobcenter'),
  entry('star', '1010505010', 'Kontaktinformationer', 'STAR sees everybody'),
  entry('deler@kommune-1', '2902445014', 'Kontaktinformationer', 'A citizen asks about herself, as a citizen of the kommune'),
  entry('deler@kommune-1', '0101505006', 'StarIkkeAutoriseret', 'A citizen asks about another one; refused without a call (`opphav: GATEWAY`)'),
  entry('borger@kommune-1', '2902445014', 'StarIkkeAutoriseret', 'A citizen whose cpr nobody knows'),
];
