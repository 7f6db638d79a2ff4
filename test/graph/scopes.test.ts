import { getNamedType, isObjectType, isUnionType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RegisterfeilInterface } from '../../src/graph-kit/kit.ts';
import { schema } from '../../src/graph/schema.ts';
import type { RegisterName } from '../../src/sandbox/index.ts';
import { SOURCE_ASK } from '../sources/reached.ts';
import { ALL_SCOPES, OPERATION_FIELDS } from '../../src/graph/scopes.ts';
import { type GuardedGateway, startGuardedGateway } from '../support/callers.ts';

/** Found in the schema alone: a field whose union holds a failure of a register. */
const registerFields = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .flatMap((type) =>
    Object.values(type.getFields()).map((field) => ({ coordinate: `${type.name}.${field.name}`, field })),
  )
  .filter(({ field }) => {
    const type = getNamedType(field.type);
    const isRegisterfeil = (name: string) => name === RegisterfeilInterface.name;
    return (
      isUnionType(type) &&
      type.getTypes().some((member) => member.getInterfaces().some(({ name }) => isRegisterfeil(name)))
    );
  });

describe('the table of scopes', () => {
  test('has a row for each field that can call a register, and no other', () => {
    expect(registerFields.length).toBeGreaterThan(20);
    expect(Object.keys(OPERATION_FIELDS).sort()).toEqual(registerFields.map(({ coordinate }) => coordinate).sort());
  });

  test('names STAR’s scopes as STAR documents them, and all others as ours', () => {
    const scopes = new Set(Object.values(OPERATION_FIELDS).map(({ scope }) => scope));
    expect([...scopes].sort()).toEqual([...ALL_SCOPES].sort());
    expect([...scopes].filter((scope) => !scope.startsWith('registergraf:'))).toEqual([
      'Borgerkommunikation.BorgersKontaktinformationService.read',
      'Borgerkommunikation.BorgersKontaktinformationService.informationer.write',
      'Borgerkommunikation.BorgersKontaktinformationService.verificering.write',
    ]);
  });
});

describe('each field', () => {
  let gateway: GuardedGateway;
  beforeAll(async () => {
    gateway = await startGuardedGateway();
  });
  afterAll(() => gateway.close());

  const CPR = '"0101505006"';
  const PERSON = '"01820049926"';
  const postkasse = `personidentifikator: ${PERSON}, postkasseleverandoerOrgNummer: "700102009"`;
  /** How each field is reached; a field that is missing here fails its test. */
  const ASK: Readonly<Record<string, (selection: string) => string>> = {
    Borger: (field) => `{ borger(cpr: ${CPR}) { at: ${field} } }`,
    Innbygger: (field) => `{ innbygger(personidentifikator: ${PERSON}) { at: ${field} } }`,
    Enhet: (field) => `{ enhet(organisasjonsnummer: "700102009") { at: ${field} } }`,
    Query: (field) => `{ at: ${field} }`,
    Mutation: (field) => `mutation { at: ${field} }`,
    ...SOURCE_ASK,
  };
  const ARGUMENTS: Readonly<Record<string, string>> = {
    borgereMedMobiltelefon: '(mobiltelefon: "67000001")',
    borgereMedEmail: '(email: "borger-1@example.org")',
    sokEnhet: '(soek: { soekestreng: "TEST" })',
    createKontaktinformation: `(input: { cpr: ${CPR}, kontaktinformation: [{ kontaktdataType: MOBILTELEFON, kontaktdata: "67000001" }] })`,
    sletKontaktinformation: `(input: { cpr: ${CPR}, kontaktdataType: FASTNET_TELEFON })`,
    updateKontaktinformation: `(input: { cpr: ${CPR}, kontaktdataType: MOBILTELEFON, kontaktdatastatus: VERIFICERET })`,
    getVerifikationskode: `(input: { cpr: ${CPR}, kontaktdataType: MOBILTELEFON })`,
    verificerKontaktinformation: `(input: { cpr: ${CPR}, kontaktdataType: MOBILTELEFON, verifikationskode: "000000" })`,
    oppdaterPostkasse: `(input: { ${postkasse}, postkasseadresse: "ola.nordmann#0000" })`,
    opprettOgVelgSikkerDigitalPostkasse: `(input: { ${postkasse}, postkasseadresse: "ola.nordmann#0000" })`,
    slettPostkasse: `(input: { ${postkasse} })`,
  };

  async function ask(coordinate: string, scopes: readonly string[]) {
    const [type = '', field = ''] = coordinate.split('.');
    const selection = `${field}${ARGUMENTS[field] ?? ''} { __typename ... on Registerfeil { kode opphav melding } }`;
    const query = ASK[type]?.(selection);
    const response = await gateway.post({ query }, await gateway.bearer('star', { scopes }));
    const { data } = (await response.json()) as { data: Record<string, Record<string, unknown>> };
    const root = data.at ?? Object.values(data)[0]?.at;
    return root as { __typename: string; kode?: string; opphav?: string; melding?: string };
  }

  test.each(Object.entries(OPERATION_FIELDS))(
    '%s takes its scope, and without it nobody is asked',
    async (coordinate, { scope }) => {
      const played = (Object.keys(gateway.sandbox.hooks) as RegisterName[]).map((name) => gateway.sandbox[name]);
      const calls = () => played.map((register) => register.traffic().calls);
      const before = calls();
      const refused = await ask(
        coordinate,
        ALL_SCOPES.filter((other) => other !== scope),
      );
      expect(refused).toMatchObject({ opphav: 'GATEWAY', melding: `The caller lacks the scope ${scope}.` });
      expect(['1013', '-100', 'MANGLER_SCOPE']).toContain(refused.kode);
      expect(refused.__typename).toMatch(
        /^(StarManglendeRettigheder|GrunndataManglerAutorisasjon|KildeUtilgjengelig)$/,
      );
      expect(calls()).toEqual(before);
      const allowed = await ask(coordinate, [scope]);
      expect(allowed.melding ?? '').not.toContain('lacks the scope');
    },
  );
});
