import { describe, expect, test } from 'vitest';
import { parseCpr } from '../../../src/domain/cpr.ts';
import type { Caller } from '../../../src/domain/caller.ts';
import { createKontaktinformationSandbox } from '../../../src/sandbox/kontaktinformation/index.ts';
import { listen } from '../../../src/sandbox/common/server.ts';
import { METADATA_HEADERS } from '../../../src/sources/kontaktinformation/settings.ts';
import { star } from '../../../src/sources/kontaktinformation/adapters/star/connect.ts';
import { writeHeaders } from '../../../src/sources/kontaktinformation/adapters/star/messages/headers.ts';
import { CALL_POLICY } from '../../../src/wire/http/settings.ts';

const CALLER: Caller = {
  user: { navn: 'Søren Ærlig 😀', type: 'sagsbehandler', identifikator: 'CVR:00000000-FID:00000000' },
  organisation: { type: 8, kode: '90100' },
  userOrganisation: { type: 4, kode: '90000001' },
  scopes: 'all',
  id: 'en',
};

describe('STAR is told who asks, and for whom', () => {
  const now = new Date('2025-06-02T07:00:00Z');

  test('in two headers of ASCII, with the names that it is configured with', () => {
    const metadataHeaders = { ...METADATA_HEADERS, activeOrganisation: 'X-A', requestUserMetadata: 'X-B' };
    expect(writeHeaders({ metadataHeaders }, CALLER, now)).toEqual({
      'X-A': '{"organisationTypeIdentifier":8,"organisationCode":"90100"}',
      'X-B':
        '{"requestUserStructure":{"userFullName":"S\\u00f8ren \\u00c6rlig \\ud83d\\ude00","requestUserTypeIdentifier":2,"userIdentifier":"CVR:00000000-FID:00000000"},"requestOrganisationStructure":{"organisationTypeIdentifier":4,"organisationCode":"90000001"},"registrationDateTime":"2025-06-02T07:00:00.000+00:00"}',
    });
  });

  test('or in base64', () => {
    const metadataHeaders = { ...METADATA_HEADERS, encoding: 'base64-json' as const };
    const { RequestUserMetadata = '' } = writeHeaders({ metadataHeaders }, CALLER, now);
    const read = JSON.parse(Buffer.from(RequestUserMetadata, 'base64').toString('utf8')) as object;
    expect(read).toMatchObject({ requestUserStructure: { userFullName: 'Søren Ærlig 😀' } });
  });

  test('a name is cut at STAR’s limit, and nothing in it can end the header', () => {
    const user = { ...CALLER.user, navn: `a\r\nX-Evil: 1\u007f${'b'.repeat(200)}` };
    const { RequestUserMetadata = '' } = writeHeaders({}, { ...CALLER, user }, now);
    expect(RequestUserMetadata).toMatch(/^[\x20-\x7e]+$/);
    const read = JSON.parse(RequestUserMetadata) as { requestUserStructure: { userFullName: string } };
    expect(read.requestUserStructure.userFullName).toHaveLength(140);
  });
});

describe.each(['json-ascii', 'base64-json'] as const)('with the headers of another STAR, as %s,', (encoding) => {
  const other = { activeOrganisation: 'X-Myndighed', requestUserMetadata: 'X-Bruger', encoding };

  test('the sandbox that is set up the same way answers', async () => {
    const simulator = createKontaktinformationSandbox({ metadataHeaders: other });
    const server = await listen(simulator.handle);
    const { port, http } = star.connect(
      {
        url: server.url,
        kodelister: {
          bekraeftet: false,
          kontaktdata: { mobiltelefon: 1, fastnetTelefon: 2, mailadresse: 3 },
          kontaktdatastatus: { ikkeVerificeret: 1, verificeret: 2 },
        },
        metadataHeaders: { bekraeftet: false, ...other },
      },
      { policy: { ...CALL_POLICY, pausesMs: [] } },
    );
    const cpr = parseCpr('0606505006');
    const call = { signal: new AbortController().signal, count: () => {}, caller: CALLER };
    expect(await port.getKontaktinformation(cpr ? [cpr] : [], call)).toMatchObject([{ ok: true }]);
    await Promise.all([...http.map((client) => client.close()), server.close()]);
  });
});
