import { describe, expect, it } from 'vitest';
import type { Cpr } from '../../../src/domain/cpr.ts';
import { listen } from '../../../src/sandbox/common/server.ts';
import {
  readCodes,
  readKontaktinformationer,
} from '../../../src/sources/kontaktinformation/adapters/star/messages/answers.ts';
import { createStarClient } from '../../../src/sources/kontaktinformation/adapters/star/client.ts';
import { readSent } from '../../../src/sources/kontaktinformation/outcome.ts';
import { createHttpClient } from '../../../src/wire/http/client.ts';
import { countedCall } from '../registers.ts';

const KODELISTER = {
  bekraeftet: true,
  kontaktdata: { mobiltelefon: 17, fastnetTelefon: 23, mailadresse: 42 },
  kontaktdatastatus: { ikkeVerificeret: 71, verificeret: 72 },
};

describe('The code lists', () => {
  const entry = (type: number, status: number) => ({
    kontaktdata: 'x',
    kontaktdataType: type,
    kontaktdatastatus: status,
  });
  const read = (...entries: readonly object[]) =>
    readKontaktinformationer({ kontaktinformationer: { kontaktinformation: entries } }, KODELISTER);

  it('are the configured numbers and no others', () => {
    const kinds = read(entry(17, 71), entry(23, 72), entry(42, 71), entry(1, 2));
    expect(kinds?.map(({ kontaktdataType, kontaktdatastatus }) => [kontaktdataType, kontaktdatastatus])).toEqual([
      ['MOBILTELEFON', 'IKKE_VERIFICERET'],
      ['FASTNET_TELEFON', 'VERIFICERET'],
      ['MAILADRESSE', 'IKKE_VERIFICERET'],
      ['UKENDT', 'UKENDT'],
    ]);
    expect(kinds?.at(3)).toMatchObject({ kontaktdataTypeKode: 1, kontaktdatastatusKode: 2 });
  });
});

describe('The code in an error body', () => {
  it.each([
    [{ fejlkode: 1010 }, '1010'],
    [{ ErrorCode: 1010 }, '1010'],
    [{ CODE: '1010' }, '1010'],
    [{ kode: 60006 }, '60006'],
    [{ faultcode: '99999' }, '99999'],
    [[{ kode: 1010 }], '1010'],
    [{ a: { kode: 9159 }, kode: 1010 }, '1010'],
    [{ a: { kode: 9159 }, b: { kode: 1010 } }, '9159'],
    [{ kode: null, fejlkode: 1010 }, '1010'],
    [{ kode: 999 }, undefined],
    [{ code: 400, fejlkode: 3 }, '3'],
    [{ ErrorCode: '3' }, '3'],
    [{ fejlkode: 0 }, undefined],
    [{ fejlkode: 1 }, '1'],
    [{ status: 3, fejlkode: 3 }, '3'],
    [{ status: 3 }, undefined],
    [{ status: 3, code: 3, kode: '3', faultcode: 3 }, undefined],
    [{ kode: 1000 }, '1000'],
    [{ status: 1010 }, undefined],
    [{ kode: 100_000 }, undefined],
    [{ kode: 1010.5 }, undefined],
    [{ kode: 'S:1010' }, undefined],
    [{ kode: -1010 }, undefined],
    [{ text: '1010', errorCodes: 1010 }, undefined],
    ['1010', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('of %j is %s', (json, kode) => {
    expect(readCodes(json)[0]).toBe(kode);
  });

  it.each([
    [{ fejl: [{ kode: '9156' }, { kode: '9158' }] }, ['9156', '9158']],
    [{ fejl: [{ kode: '9158' }, { kode: '9156' }] }, ['9158', '9156']],
    [{ fejl: [{ kode: '9156' }, { kode: 9156 }] }, ['9156']],
    [{ fejlkode: 9156, fejl: [{ kode: '9156' }, { kode: 9157 }] }, ['9156', '9157']],
    [{ fejl: [{ kode: '400' }, { kode: '9158' }] }, ['9158']],
    [{ fejl: [] }, []],
  ])('of %j is the first of %j', (json, codes) => {
    expect(readCodes(json)).toEqual(codes);
  });

  it('is kept with the 19 after it and no more', () => {
    const fejl = Array.from({ length: 21 }, (_, index) => ({ kode: 1000 + index }));
    expect(readCodes({ fejl: fejl.slice(0, 20) })).toHaveLength(20);
    expect(readCodes({ fejl })).toEqual(fejl.slice(0, 20).map(({ kode }) => String(kode)));
  });

  it('is looked for six levels down and no further', () => {
    const nested = (levels: number): object => (levels === 1 ? { kode: 1010 } : { a: nested(levels - 1) });
    expect([readCodes(nested(6)), readCodes(nested(7))]).toEqual([['1010'], []]);
  });

  it.each([
    { bytes: 64 * 1024, kind: 'documented' },
    { bytes: 64 * 1024 + 1, kind: 'undocumented' },
  ])('is read in a body of $bytes bytes: $kind', async ({ bytes, kind }) => {
    const body = '{"fejlkode":1010}'.padEnd(bytes);
    const server = await listen(() => ({ status: 400, body }));
    const limits = { maxConcurrent: 1, timeoutMs: 5_000, maxResponseBytes: 2 ** 20 };
    const client = createHttpClient({ kilde: 'STAR', url: server.url, ...limits });
    const config = { url: server.url, kodelister: KODELISTER };
    const port = createStarClient({ client, config });
    const outcomes = await port.getKontaktinformation(['1503515016' as Cpr], countedCall().call);
    expect(outcomes).toEqual([{ ok: false, feil: expect.objectContaining({ kind }) }]);
    await client.close();
    await server.close();
  });
});

describe('Beside the first code', () => {
  const sent = (operation: 'GetVerifikationskode' | 'CreateKontaktinformation') => {
    const body = Buffer.from(JSON.stringify({ fejl: [{ kode: '9240' }, { kode: '12345' }, { kode: '9247' }] }));
    return readSent(operation, { kind: 'response', status: 400, headers: {}, body }).outcome;
  };

  it('others are kept, known or not', () => {
    expect(sent('CreateKontaktinformation')).toMatchObject({ feil: { flereKoder: ['12345', '9247'] } });
  });

  it('a number that may be a verifikationskode is not', () => {
    expect(sent('GetVerifikationskode')).toMatchObject({ feil: { kode: '9240', flereKoder: ['9247'] } });
  });
});
