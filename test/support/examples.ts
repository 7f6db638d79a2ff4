import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { verifikationskode } from '../mutations/support.ts';
import { SOURCE_EXAMPLES } from '../sources/reached.ts';
import type { RunningGateway } from './gateway.ts';

const folder = (name: string) => new URL(`../../examples/${name}/`, import.meta.url);

/** The operations in a folder of the examples, by their file names. */
export const filesOf = (name: string): readonly string[] =>
  existsSync(folder(name)) ? readdirSync(folder(name)).filter((file) => file.endsWith('.graphql')) : [];
export const textOf = (name: string, file: string): string => readFileSync(new URL(file, folder(name)), 'utf8');

const unit = (organisasjonsnummer: string) => ({ organisasjonsnummer });
const mobil = { cpr: '0101505006', kontaktdataType: 'MOBILTELEFON' };
const postkasse = (personidentifikator: string) => ({
  input: {
    personidentifikator,
    postkasseleverandoerOrgNummer: '311000012',
    postkasseadresse: 'ny.adresse#0001',
  },
});
const person = (personidentifikator: string) => ({ personidentifikator });

/** What each example is asked about, or how to find that out; one without a line here cannot be run. */
export type Variables = Record<string, unknown>;
export type RunExample = (name: string, variables: Variables) => Promise<unknown>;
export const VARIABLES: Readonly<
  Record<string, Variables | ((gateway: RunningGateway, runsBefore: RunExample) => Promise<Variables>)>
> = {
  Basisdata: unit('700102009'),
  BasisdataUtvidet: unit('700000001'),
  Bedrift: unit('700115518'),
  Bedrifter: unit('700000001'),
  Borgere: { cprs: ['0101505006', '0303505003', '0101505006'] },
  BorgereMedEmail: { email: 'borger-1@example.org' },
  BorgereMedMobiltelefon: { mobiltelefon: '67000001' },
  DokumenterteFeil: { kilde: 'STAR' },
  Endringslogg: {},
  EnhetKontaktdata: unit('700000001'),
  Enheter: { organisasjonsnumre: ['700102009', '700 102 009', '700000109'] },
  Frivillighet: unit('700050009'),
  Fullmakt: unit('700000001'),
  Innsynslogg: { foerste: 10 },
  Innbyggere: { personidentifikatorer: ['02827112006', '05857415002', '07877617003'] },
  JuridiskEnhet: unit('700115518'),
  JuridiskeRoller: unit('700040003'),
  KanVelgeSikkerDigitalPostkasse: person('01817011000'),
  Kontaktinformation: { cpr: '0101505006' },
  Kontaktregister: person('02827112006'),
  Konsernstruktur: unit('700000001'),
  KorrektEnhet: unit('700000109'),
  UnitsOfPerson: person('01817010055'),
  PageInParts: { cpr: '0101505006', ...unit('700102009') },
  Postkasseleverandoer: person('02827112006'),
  Registers: { cpr: '0101505006', ...person('02827112006'), ...unit('700102009') },
  RoleHolders: unit('700102009'),
  Roller: unit('700000001'),
  Rolleutskrift: person('01817010055'),
  SaerligeOpplysninger: unit('700099903'),
  SokEnhet: { soek: { soekestreng: 'sandbox', maksTreff: 5 } },
  TilknyttedeOpplysninger: unit('700000001'),
  Tilstand: unit('700099903'),

  CreateKontaktinformation: {
    input: { cpr: '0303505003', kontaktinformation: [{ kontaktdataType: 'MOBILTELEFON', kontaktdata: '67000099' }] },
  },
  GetVerifikationskode: { input: { cpr: '0202505002', kontaktdataType: 'MOBILTELEFON' } },
  OppdaterPostkasse: postkasse('02827112006'),
  OpprettOgVelgSikkerDigitalPostkasse: postkasse('01817011000'),
  SletKontaktinformation: { input: mobil },
  SlettPostkasse: { input: { personidentifikator: '02827112006', postkasseleverandoerOrgNummer: '311000012' } },
  ...SOURCE_EXAMPLES,
  UpdateKontaktinformation: { input: { ...mobil, kontaktdatastatus: 'IKKE_VERIFICERET' } },
  VerificerKontaktinformation: async (gateway, runsBefore) => {
    const input = { cpr: '0404505004', kontaktdataType: 'MAILADRESSE' };
    await runsBefore('GetVerifikationskode', { input });
    // 3 is the number of mail addresses in the embedded sandbox's code list.
    return { input: { ...input, verifikationskode: await verifikationskode(gateway, input.cpr, 3) } };
  },
};

/** What a citizen’s own token alone is told, and callers of the sandbox are not. */
export const OWN_ONLY = ['Innsynslogg'];

/** What the SOAP services, which are asked here, do not have: they say so. */
export const REST_ONLY = ['Konsernstruktur', 'JuridiskeRoller'];

export async function variablesOf(
  name: string,
  asked: RunningGateway,
  runsBefore: RunExample,
): Promise<Variables | undefined> {
  const known = VARIABLES[name];
  return typeof known === 'function' ? known(asked, runsBefore) : known;
}
