import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningGateway, startGateway } from '../support/gateway.ts';
import { ENHET_READS, type OperationField, READS } from '../support/reads.ts';

// What no documentation foresees stays visible: as the code that was sent, and never as an entry in `errors`.
let gateway: RunningGateway;
/** For those who never answer. */
let impatient: RunningGateway;
beforeAll(async () => {
  [gateway, impatient] = await Promise.all([startGateway(), startGateway({ sources: { timeoutMs: 200 } })]);
});
afterAll(async () => {
  await Promise.all([gateway.close(), impatient.close()]);
});

const UNIT_FIELDS = Object.keys(ENHET_READS) as (keyof typeof ENHET_READS)[];

describe('a code outside its catalogue is UdokumentertFeil, as it was sent', () => {
  const cases: readonly { felt: OperationField; key: string; kode: string; kilde: string }[] = [
    ...UNIT_FIELDS.flatMap((felt) => [
      { felt, key: '780000309', kode: '999', kilde: 'GRUNNDATA' },
      { felt, key: '780000406', kode: '-999', kilde: 'GRUNNDATA' },
    ]),
    {
      felt: 'Innbygger.kanVelgeSikkerDigitalPostkasse',
      key: '17858625084',
      kode: 'UKJENT_TESTKODE',
      kilde: 'OPPSLAGSTJENESTEN',
    },
    // Documented, but for other operations than GetKontaktinformation.
    ...['4400', '4405', '4985', '9153', '9247', '9460', '2003'].map((kode) => ({
      felt: 'Borger.kontaktinformation' as const,
      key: `0112575${kode.slice(-3)}`,
      kode,
      kilde: 'STAR',
    })),
    { felt: 'Borger.kontaktinformation', key: '0112576418', kode: 'HTTP_418', kilde: 'STAR' },
  ];

  it.each(cases)('$kode: $felt of $key', async ({ felt, key, kode, kilde }) => {
    const svar = await READS[felt](gateway, key);
    expect(svar).toMatchObject({
      __typename: 'UdokumentertFeil',
      kode,
      kilde,
      opphav: 'KILDE',
      kanProevesIgjen: false,
    });
  });
});

describe('an answer that makes no sense is KildeUtilgjengelig', () => {
  const units: readonly (readonly [key: string, kode: string])[] = [
    ['780000503', 'UGYLDIG_SVAR'],
    ['780000600', 'UGYLDIG_SVAR'],
    ['780000708', 'UGYLDIG_SVAR'],
    ['780000805', 'UGYLDIG_SVAR'],
    ['780000902', 'UGYLDIG_SVAR'],
    ['780001003', 'UGYLDIG_SVAR'],
    ['780001100', 'UGYLDIG_SVAR'],
    ['780001305', 'UGYLDIG_SVAR'],
    ['790060008', 'UGYLDIG_SVAR'],
    ['790060105', 'UGYLDIG_SVAR'],
    ['790050002', 'SOAP_FAULT'],
    ['790050304', 'HTTP_503'],
    ['790050401', 'TIDSAVBRUDD'],
  ];
  const persons: readonly (readonly [felt: OperationField, key: string, kode: string])[] = [
    ['Borger.kontaktinformation', '0112576904', 'UGYLDIG_SVAR'],
    ['Borger.kontaktinformation', '0112576503', 'HTTP_503'],
    ['Borger.kontaktinformation', '0112576302', 'HTTP_302'],
    ['Borger.kontaktinformation', '0112576901', 'TIDSAVBRUDD'],
    ['Innbygger.kontaktregister', '18868726160', 'SOAP_FAULT'],
    ['Innbygger.kanVelgeSikkerDigitalPostkasse', '18868726160', 'SOAP_FAULT'],
  ];
  const cases = [...units.flatMap(([key, kode]) => UNIT_FIELDS.map((felt) => [felt, key, kode] as const)), ...persons];

  it.each(cases)('%s of %s: %s', async (felt, key, kode) => {
    const svar = await READS[felt](kode === 'TIDSAVBRUDD' ? impatient : gateway, key);
    expect(svar).toMatchObject({ __typename: 'KildeUtilgjengelig', kode });
  });
});

describe('a note that nobody has documented stands beside the data', () => {
  it.each(UNIT_FIELDS)('1999 in %s is UKJENT, with its text', async (felt) => {
    const { mangler } = await READS[felt](gateway, '780000201');
    expect(mangler).toEqual([
      { __typename: 'ManglendeOpplysning', kode: '1999', opplysning: 'UKJENT', melding: 'Ukjent for dokumentasjonen' },
    ]);
  });

  it.each(UNIT_FIELDS)('all 26 documented ones at once, in %s', async (felt) => {
    const { mangler } = await READS[felt](gateway, '780000104');
    expect(mangler).toHaveLength(26);
    expect(mangler?.map(({ opplysning }) => opplysning)).not.toContain('UKJENT');
  });
});
