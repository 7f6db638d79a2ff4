import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isOrganisasjonsnummer } from '../../../src/domain/organisasjonsnummer.ts';
import { ENHET_OPERATIONS } from '../../../src/sandbox/enhet/operations/names.ts';
import { child, parseXml, textOf } from '../../../src/wire/soap/xml.ts';
import { MISSING } from '../../sources/enhet/documented.ts';
import { aboutOf, FULL, startSandbox, statusOf, writeRequest } from './ask.ts';

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const ALLE = MISSING.map(([kode]) => kode).join(' ');

describe('an odd answer', () => {
  it.each([
    ['780000104', 'lists everything as missing, with full data', `0: 0 ${ALLE}`, '780000104'],
    ['780000201', 'lists a missing item that nobody knows', '0: 0 1999', '780000201'],
    ['780000309', 'gives an undocumented reason', '1: 999', '-'],
    ['780000406', 'gives an undocumented failure', '-1: -999', '-'],
    ['780000503', 'says deleted, with data', '0: 0 110', '780000503'],
    ['780000600', 'mixes a failure with a reason, and an empty melding', '-1: 180', undefined],
    ['780000708', 'has a hovedStatus of its own', '7: 0', '-'],
    ['780000805', 'is about another unit, without a word', '0: 0', '700000001'],
    ['780000902', 'redirects to nowhere', '0: 1', '780000902'],
    ['780001003', 'has no melding', '0: 0', '-'],
    ['780001100', 'has no underStatus', '-1: ', '-'],
    ['780001208', 'says missing, with hovedStatus 1', '1: 1190', '-'],
    ['780001305', 'repeats another unit in its header', '0: 0', '780001305'],
  ])('of %s %s, in every unit operation', async (orgnr, _, status, about) => {
    expect(isOrganisasjonsnummer(orgnr)).toBe(true);
    for (const operation of ENHET_OPERATIONS) {
      const answer = await sandbox.ask(operation, orgnr);
      expect([operation, statusOf(answer), aboutOf(answer)]).toEqual([operation, status, about]);
    }
  });

  it('can repeat another unit than was asked for, with the data of the right one', async () => {
    expect(textOf((await sandbox.ask('hentRoller', '780001305')).header, 'orgnr')).toBe('700000001');
  });

  it('can redirect without any number in its text', async () => {
    expect((await sandbox.ask('hentBasisdataMini', '780000902')).texts.join()).not.toMatch(/\d/);
  });

  it('can leave underStatus out, and send melding empty', async () => {
    expect(child((await sandbox.ask('hentBasisdataMini', '780001100')).header, 'underStatus')).toBeUndefined();
    expect((await sandbox.ask('hentBasisdataMini', '780000600')).inner).toContain(
      '<melding tjeneste="hentBasisdataMini"/>',
    );
  });
});

describe('a failure', () => {
  const mini = (orgnr: string, signal?: AbortSignal) =>
    sandbox.post('/grunndata/ErFr', writeRequest('hentBasisdataMini', orgnr, FULL), signal ? { signal } : {});
  const returnOf = (wire: string) => child(parseXml(wire).children[0]?.children[0], 'return')?.text;

  it('of 790050401 is silence', async () => {
    await expect(mini('790050401', AbortSignal.timeout(500))).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('of 790050002 is a SOAP fault of the server', async () => {
    const answer = await mini('790050002');
    expect([answer.status, answer.wire.includes('<faultcode>S:Server</faultcode>')]).toEqual([500, true]);
  });

  it('of 790050304 is 503 in HTML', async () => {
    const answer = await mini('790050304');
    expect([answer.status, answer.contentType, answer.wire.startsWith('<html>')]).toEqual([503, 'text/html', true]);
  });

  it('of 790060008 is an inner document that ends too soon', async () => {
    const { status, wire } = await mini('790060008');
    const inner = returnOf(wire) ?? '';
    expect([status, inner.startsWith('<?xml version="1.0"?>\n<grunndata ')]).toEqual([200, true]);
    expect(() => parseXml(inner)).toThrow('not well-formed');
  });

  it('of 790060105 is an empty return', async () => {
    const { status, wire } = await mini('790060105');
    expect([status, returnOf(wire)]).toEqual([200, '']);
  });
});
