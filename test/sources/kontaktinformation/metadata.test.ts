import { describe, expect, test } from 'vitest';
import { parseCpr } from '../../../src/domain/cpr.ts';
import type { Kalder } from '../../../src/domain/kalder.ts';
import { createKontaktinformationSandbox } from '../../../src/sandbox/kontaktinformation/index.ts';
import { listen } from '../../../src/sandbox/server.ts';
import { METADATAHEADERE } from '../../../src/sources/config.ts';
import { connectKontaktinformation } from '../../../src/sources/kontaktinformation/index.ts';
import { writeHeaders } from '../../../src/sources/kontaktinformation/metadata.ts';

const KALDER: Kalder = {
  bruger: { navn: 'Søren Ærlig 😀', type: 'sagsbehandler', identifikator: 'CVR:00000000-FID:00000000' },
  organisation: { type: 8, kode: '90100' },
  brugerorganisation: { type: 4, kode: '90000001' },
  scopes: 'alle',
  id: 'en',
};

describe('STAR is told who asks, and for whom', () => {
  const now = new Date('2025-06-02T07:00:00Z');

  test('in two headers of ASCII, with the names that it is configured with', () => {
    const metadataHeadere = { ...METADATAHEADERE, activeOrganisation: 'X-A', requestUserMetadata: 'X-B' };
    expect(writeHeaders({ metadataHeadere }, KALDER, now)).toEqual({
      'X-A': '{"organisationTypeIdentifier":8,"organisationCode":"90100"}',
      'X-B':
        '{"requestUserStructure":{"userFullName":"S\\u00f8ren \\u00c6rlig \\ud83d\\ude00","requestUserTypeIdentifier":2,"userIdentifier":"CVR:00000000-FID:00000000"},"requestOrganisationStructure":{"organisationTypeIdentifier":4,"organisationCode":"90000001"},"registrationDateTime":"2025-06-02T07:00:00.000+00:00"}',
    });
  });

  test('or in base64', () => {
    const metadataHeadere = { ...METADATAHEADERE, kodning: 'base64-json' as const };
    const { RequestUserMetadata = '' } = writeHeaders({ metadataHeadere }, KALDER, now);
    const read = JSON.parse(Buffer.from(RequestUserMetadata, 'base64').toString('utf8')) as object;
    expect(read).toMatchObject({ requestUserStructure: { userFullName: 'Søren Ærlig 😀' } });
  });

  test('a name is cut at STAR’s limit, and nothing in it can end the header', () => {
    const bruger = { ...KALDER.bruger, navn: `a\r\nX-Evil: 1\u007f${'b'.repeat(200)}` };
    const { RequestUserMetadata = '' } = writeHeaders({}, { ...KALDER, bruger }, now);
    expect(RequestUserMetadata).toMatch(/^[\x20-\x7e]+$/);
    const read = JSON.parse(RequestUserMetadata) as { requestUserStructure: { userFullName: string } };
    expect(read.requestUserStructure.userFullName).toHaveLength(140);
  });
});

describe.each(['json-ascii', 'base64-json'] as const)('with the headers of another STAR, as %s,', (kodning) => {
  const other = { activeOrganisation: 'X-Myndighed', requestUserMetadata: 'X-Bruger', kodning };

  test('the sandbox that is set up the same way answers', async () => {
    const simulator = createKontaktinformationSandbox({ metadataHeadere: other });
    const server = await listen(simulator.handle);
    const { port, http } = connectKontaktinformation({
      tidsavbruddMs: 5000,
      syntetiskePersoner: true,
      pauserMs: [],
      kontaktinformation: {
        url: server.url,
        kodelister: {
          bekraeftet: false,
          kontaktdata: { mobiltelefon: 1, fastnetTelefon: 2, mailadresse: 3 },
          kontaktdatastatus: { ikkeVerificeret: 1, verificeret: 2 },
        },
        metadataHeadere: { bekraeftet: false, ...other },
      },
    });
    const cpr = parseCpr('0606505006');
    const call = { signal: new AbortController().signal, count: () => {}, kalder: KALDER };
    expect(await port.getKontaktinformation(cpr ? [cpr] : [], call)).toMatchObject([{ ok: true }]);
    await Promise.all([...http.map((client) => client.close()), server.close()]);
  });
});
