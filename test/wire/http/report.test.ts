import { describe, expect, it } from 'vitest';
import type { CallReport } from '../../../src/domain/call.ts';
import type { HttpRequest } from '../../../src/wire/http/http.ts';
import { createCall, createClient, nobody, READ, serve } from '../loopback.ts';

const GET: HttpRequest = { method: 'GET', path: '/x' };

/** A call that writes down what is reported of it. */
function reportedCall(signal?: AbortSignal) {
  const reports: CallReport[] = [];
  return { reports, call: { ...createCall(signal), report: (report: CallReport) => void reports.push(report) } };
}

describe('a call that is over is reported', () => {
  it('with its operation, its try, how long it waited and how long it took', async () => {
    const url = await serve((_, response) => void setTimeout(() => response.end('svar'), 50));
    const client = createClient(url, { maxConcurrent: 1, kilde: 'GRUNNDATA' });
    const { reports, call } = reportedCall();
    await Promise.all([client.send(GET, call, READ), client.send(GET, call, { ...READ, attempt: 2 })]);
    expect(reports).toMatchObject([
      { kilde: 'GRUNNDATA', operation: 'Read', attempt: 1, kode: undefined },
      { kilde: 'GRUNNDATA', operation: 'Read', attempt: 2, kode: undefined },
    ]);
    const [first, second] = reports;
    expect(first?.durationMs).toBeGreaterThan(45);
    expect(second?.waitedMs).toBeGreaterThan(45);
    expect(second?.durationMs).toBeGreaterThan(45);
  });

  it.each([
    [404, undefined],
    [429, 'HTTP_429'],
    [499, undefined],
    [500, 'HTTP_500'],
  ])('by the status %i as %s', async (status, kode) => {
    const url = await serve((_, response) => void response.writeHead(status).end());
    const { reports, call } = reportedCall();
    await createClient(url).send(GET, call);
    expect(reports).toMatchObject([{ kode, errorCode: undefined }]);
  });

  it('by what its reader says, rather than by the status', async () => {
    const url = await serve((_, response) => void response.writeHead(500).end());
    const { reports, call } = reportedCall();
    await createClient(url).send({ ...GET, reads: async () => ({ kode: 'SOAP_FAULT', securityStep: 'x' }) }, call);
    expect(reports).toMatchObject([{ kode: 'SOAP_FAULT', securityStep: 'x' }]);
  });

  it('with the system’s code of a connection that failed, and no time on the wire', async () => {
    const { reports, call } = reportedCall();
    await createClient(await nobody()).send(GET, call);
    expect(reports).toMatchObject([{ kode: 'TILKOBLING', errorCode: 'ECONNREFUSED', durationMs: 0 }]);
  });

  it('when it takes too long', async () => {
    const { reports, call } = reportedCall();
    const url = await serve(() => {});
    await createClient(url, { timeoutMs: 100 }).send(GET, call);
    expect(reports).toMatchObject([{ kode: 'TIDSAVBRUDD', errorCode: undefined }]);
    expect(reports[0]?.durationMs).toBeGreaterThan(95);
  });

  it('when its answer is longer than allowed', async () => {
    const { reports, call } = reportedCall();
    const url = await serve((_, response) => response.end('xx'));
    await createClient(url, { maxResponseBytes: 1 }).send(GET, call);
    expect(reports).toMatchObject([{ kode: 'UGYLDIG_SVAR' }]);
  });
});
