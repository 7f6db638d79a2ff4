import { describe, expect, it } from 'vitest';
import type { Request } from '../../src/sandbox/common/server.ts';
import { parseXml, type XmlElement } from '../../src/wire/soap/xml.ts';
import { exchange, foldersIn, readSample, type Sampled } from './exchange.ts';

/**
 * Reads every sample of a source: a folder an operation, in it a folder a claim, which is the name of the test.
 * `response.*` is served as it is and must be read as `expected.json`. What is sent must be `request.xml` byte for byte,
 * and say the same as `request.printed.xml`, the contract's own print; its path and headers are those of `request.json`.
 */
export function testSamples(folder: URL, operations: Readonly<Record<string, Sampled>>): void {
  it('has samples of every operation, and of no other', () => {
    expect(foldersIn(folder).toSorted()).toEqual(Object.keys(operations).toSorted());
  });

  describe.each(Object.entries(operations))('%s', (navn, operation) => {
    const claims = foldersIn(new URL(`${navn}/`, folder));
    it.each(claims)('%s', async (claim) => {
      const sample = new URL(`${navn}/${encodeURIComponent(claim)}/`, folder);
      const { outcomes, requests } = await exchange(sample, operation);
      expect(outcomes).toEqual(JSON.parse(readSample(sample, 'expected.json') ?? ''));
      const [request] = requests;
      if (request) expectRequest(sample, request);
    });
  });
}

function expectRequest(sample: URL, request: Request): void {
  const body = request.body.toString('utf8');
  const asSent = readSample(sample, 'request.xml');
  if (asSent !== undefined) expect(body).toBe(asSent);
  const printed = readSample(sample, 'request.printed.xml');
  if (printed !== undefined) expect(withoutLayout(parseXml(body))).toEqual(withoutLayout(parseXml(printed)));
  const listed = readSample(sample, 'request.json');
  if (listed === undefined) return;
  const { method = request.method, path, headers = {} }: Listed = JSON.parse(listed);
  const sent = Object.keys(headers).map((name) => [name, request.headers[name] ?? null]);
  expect({ method: request.method, path: request.url.pathname }).toEqual({ method, path });
  expect(Object.fromEntries(sent)).toEqual(headers);
}

/** `request.json`. A header that is null is one that is not sent. */
interface Listed {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Record<string, string | null>;
}

/** What a document says, whatever its prefixes and line breaks. */
function withoutLayout({ namespace, name, attributes, text, children }: XmlElement): object {
  return { namespace, name, attributes: { ...attributes }, text: text.trim(), children: children.map(withoutLayout) };
}
