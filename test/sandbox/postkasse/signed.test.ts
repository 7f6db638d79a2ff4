import { sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { TESTDRIFT, TESTETATEN, TESTKOMMUNEN } from '../../../src/sandbox/postkasse/suppliers.ts';
import type { Issued } from '../../../src/sandbox/common/issuance.ts';
import type { SoapVersion } from '../../../src/wire/soap/envelope.ts';
import { canonicalise } from '../../../src/wire/soap/security/canonical.ts';
import { createSigning } from '../../../src/wire/soap/security/index.ts';
import { parseTree } from '../../../src/wire/soap/security/tree.ts';
import { C14N, EXC_C14N, SHA1, SHA256 } from '../../../src/wire/soap/security/uris.ts';
import { textOf, xml } from '../../../src/wire/soap/xml.ts';
import { digestOf } from '../../wire/soap/security/kit.ts';
import { envelope11, faultOf, forespoerselB, L1, L3, NOW, OT, PK, SOAP11, startSandbox } from './client.ts';

const REFUSED = 'Client: Security verification failed';
const RSA_SHA256_INFO = /<ds:SignedInfo.*<\/ds:SignedInfo>/s;

describe('The sandbox that demands signatures', () => {
  const sandbox = startSandbox({ profile: 'signed' });
  const { certificates } = sandbox.sandbox;

  const KAN_VELGE = xml`<pk:KanVelgeSikkerDigitalPostkasseForespoersel xmlns:pk="${PK}"><pk:personidentifikator>01817011000</pk:personidentifikator></pk:KanVelgeSikkerDigitalPostkasseForespoersel>`;
  const HENT = xml`<ot:HentPersonerForespoersel xmlns:ot="${OT}"><ot:informasjonsbehov>Person</ot:informasjonsbehov><ot:personidentifikator>01817011000</ot:personidentifikator></ot:HentPersonerForespoersel>`;
  const paaVegneAv = (orgnr: string) =>
    xml`<ot:Oppslagstjenesten xmlns:ot="${OT}"><ot:PaaVegneAv>${orgnr}</ot:PaaVegneAv></ot:Oppslagstjenesten>`;

  interface Message {
    readonly signer?: Issued;
    readonly created?: number;
    readonly ttlMs?: number;
    readonly header?: ReturnType<typeof xml>;
  }

  function exchange(version: SoapVersion, { signer, created = NOW.getTime(), ttlMs, header }: Message = {}) {
    const security = createSigning({
      ...(signer ?? certificates.forOrganisation(version === '1.1' ? L1 : TESTETATEN.organisasjonsnummer)),
      trusted: [certificates.root().sertifikat],
      responderOrgnr: '310000000',
      ttlMs,
      now: () => created,
    });
    return Promise.resolve(security.protect(version, { header, body: () => (version === '1.1' ? KAN_VELGE : HENT) }));
  }
  const written = async (message: Message = {}) => (await exchange('1.1', message)).envelope;
  const refusalOf = async (envelope: string) => faultOf((await sandbox.sendB(envelope)).melding);
  /** Changes what is signed, and signs that anew. */
  function resigned(envelope: string, change: (info: string) => string): string {
    const before = RSA_SHA256_INFO.exec(envelope)?.[0] ?? '';
    const after = change(before);
    const value = sign('sha256', Buffer.from(after), certificates.forOrganisation(L1).privateKey).toString('base64');
    return envelope.replace(before, () => after).replace(/(<ds:SignatureValue>)[^<]*/, `$1${value}`);
  }

  it('answers a signed question with an answer that only the asker can read, in both versions', async () => {
    const b = await exchange('1.1');
    const { status, text } = await sandbox.sendB(b.envelope);
    expect(status).toBe(200);
    expect(text).not.toContain('KanVelge');
    const opened = await b.open(Buffer.from(text), 'text/xml');
    expect(opened.kind === 'body' && textOf(opened.element, 'status')).toBe('JA');

    const a = await exchange('1.2');
    const fetched = await sandbox.sendA(a.envelope);
    expect(fetched.text).not.toContain('01817011000');
    const read = await a.open(Buffer.from(fetched.text), 'application/soap+xml');
    expect(read.kind === 'body' && read.element.children.map((person) => textOf(person, 'status'))).toEqual(['AKTIV']);
  });

  it('writes its Security in the register’s order', async () => {
    const { text } = await sandbox.sendB(await written());
    const [header] = parseTree(text).root.children;
    const [security] = header?.children ?? [];
    const names = security?.children.map(({ name }) => name);
    expect(names).toEqual(['EncryptedKey', 'BinarySecurityToken', 'Signature', 'Timestamp', 'SignatureConfirmation']);
  });

  it('knows who speaks by the certificate, and by nothing else', async () => {
    const stranger = await sandbox.sendB(await written({ signer: certificates.forOrganisation('315000017') }), {
      orgnr: L1,
    });
    expect(faultOf(stranger.melding)).toBe(
      'Client: Invalid service usage: Service owner 315000017 does not have access to POSTKASSELEVERANDOER',
    );
    const l3 = await exchange('1.1', { signer: certificates.inSeidV2(L3) });
    const opened = await l3.open(Buffer.from((await sandbox.sendB(l3.envelope)).text), 'text/xml');
    expect(opened.kind === 'body' && textOf(opened.element, 'beskrivelse')).toBe('UGYLDIG_ORGNR');
  });

  it('lets one body ask on behalf of another', async () => {
    const signer = certificates.forOrganisation(TESTDRIFT.organisasjonsnummer);
    const header = paaVegneAv(TESTKOMMUNEN.organisasjonsnummer);
    expect((await sandbox.sendA((await exchange('1.2', { signer, header })).envelope)).status).toBe(200);
    expect((await sandbox.sendA((await exchange('1.2', { signer })).envelope)).status).toBe(400);
  });

  it('takes PaaVegneAv unsigned, unless it is told not to', async () => {
    const header = paaVegneAv(TESTETATEN.organisasjonsnummer).text;
    const unsigned = async () => (await exchange('1.2')).envelope.replace('</soap:Header>', `${header}</soap:Header>`);
    expect((await sandbox.sendA(await unsigned())).status).toBe(200);
    await sandbox.hook('PUT', 'settings', { strictPaaVegneAv: true });
    expect(faultOf((await sandbox.sendA(await unsigned())).melding)).toBe('Sender: Security verification failed');
    const signed = await exchange('1.2', { header: paaVegneAv(TESTETATEN.organisasjonsnummer) });
    expect((await sandbox.sendA(signed.envelope)).status).toBe(200);
  });

  it('takes a SHA-1 digest only when it is told to', async () => {
    const envelope = await written();
    const timestamp = /<wsu:Timestamp.*<\/wsu:Timestamp>/.exec(envelope)?.[0] ?? '';
    const old = resigned(envelope, (info) =>
      info.replace(
        `${SHA256}"></ds:DigestMethod><ds:DigestValue>${digestOf(timestamp)}`,
        `${SHA1}"></ds:DigestMethod><ds:DigestValue>${digestOf(timestamp, 'sha1')}`,
      ),
    );
    expect(old).not.toBe(envelope);
    expect(await refusalOf(old)).toBe(REFUSED);
    await sandbox.hook('PUT', 'settings', { acceptSha1Digest: true });
    expect((await sandbox.sendB(old)).status).toBe(200);
  });

  it.each([
    ['named', (info: string) => info.replaceAll(EXC_C14N, C14N)],
    [
      'unsaid',
      (info: string) => info.replaceAll(EXC_C14N, C14N).replaceAll(/<ds:Transforms>.*?<\/ds:Transforms>/g, ''),
    ],
  ])('takes inclusive canonicalisation, %s', async (_, change) => {
    const envelope = await written();
    const { root } = parseTree(envelope.replace(/^<\?xml[^>]*\?>/, ''));
    const [header, body] = root.children;
    const security = header?.children[0];
    const timestamp = security?.children[1];
    if (!body || !timestamp) throw new Error('no request');
    const inclusive = [timestamp, body].map((part) => digestOf(canonicalise(part, { algorithm: C14N })));
    // In inclusive form, SignedInfo carries what its ancestors declare.
    const scope = `<ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:soap="${SOAP11}" xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd">`;
    const signed = resigned(envelope, (info) => {
      let index = 0;
      return change(info)
        .replace(/<ds:SignedInfo[^>]*>/, scope)
        .replaceAll(/(<ds:DigestValue>)[^<]*/g, (_whole, tag: string) => tag + inclusive[index++]);
    });
    expect((await sandbox.sendB(signed)).status).toBe(200);
  });

  it('hears nothing twice, unless it keeps no list', async () => {
    const envelope = await written();
    expect((await sandbox.sendB(envelope)).status).toBe(200);
    expect(await refusalOf(envelope)).toBe(REFUSED);
    await sandbox.hook('PUT', 'settings', { replayList: false });
    expect((await sandbox.sendB(envelope)).status).toBe(200);
  });

  it('goes by the machine’s clock, also when the register’s is moved', async () => {
    await sandbox.hook('POST', 'clock', { moveDays: 400 });
    expect((await sandbox.sendB(await written())).status).toBe(200);
  });

  it.each([
    ['at most two minutes old', { created: NOW.getTime() - 120_000, ttlMs: 1_800_000 }, 200],
    ['not older, whatever it allows itself', { created: NOW.getTime() - 120_001, ttlMs: 1_800_000 }, 500],
    ['not past its own end', { created: NOW.getTime() - 60_000 }, 500],
    ['at most a minute ahead', { created: NOW.getTime() + 60_000 }, 200],
    ['not more', { created: NOW.getTime() + 60_001 }, 500],
  ])('a Timestamp is %s', async (_, message, status) => {
    expect((await sandbox.sendB(await written(message))).status).toBe(status);
  });

  const body = `<soap:Body xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd" wsu:Id="id-2"><pk:KanVelgeSikkerDigitalPostkasseForespoersel xmlns:pk="${PK}"><pk:personidentifikator>02827112006</pk:personidentifikator></pk:KanVelgeSikkerDigitalPostkasseForespoersel></soap:Body>`;
  it.each<[string, () => string | Promise<string>]>([
    ['no Security', () => envelope11(forespoerselB('KanVelgeSikkerDigitalPostkasse', { person: 'S01' }))],
    ['an altered Body', async () => (await written()).replace('01817011000', '02827112006')],
    ['an altered Timestamp', async () => (await written()).replace('12:01:00', '12:01:01')],
    ['a certificate that has run out', () => written({ signer: certificates.expired(L1) })],
    ['a stranger’s root', () => written({ signer: certificates.fromUntrustedRoot(L1) })],
    ['a comment in a value', async () => (await written()).replace('01817011000', '01817<!-- -->011000')],
    [
      'an SHA-1 signature',
      async () =>
        resigned(await written(), (info) =>
          info.replace(
            'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
            'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
          ),
        ),
    ],
    [
      'a Body moved and wrapped',
      async () => {
        const envelope = await written();
        const signed = /<soap:Body.*<\/soap:Body>/s.exec(envelope)?.[0] ?? '';
        return envelope
          .replace(signed, body)
          .replace('</soap:Header>', `<w:W xmlns:w="urn:w">${signed}</w:W></soap:Header>`);
      },
    ],
    [
      'another node with the Body’s id',
      async () => {
        const envelope = await written();
        const signed = /<soap:Body.*<\/soap:Body>/s.exec(envelope)?.[0] ?? '';
        const id = /wsu:Id="(id-[^"]*)"/.exec(signed)?.[1] ?? '';
        return envelope
          .replace(signed, body.replace('id-2', id))
          .replace('</soap:Header>', `<w:W xmlns:w="urn:w">${signed}</w:W></soap:Header>`);
      },
    ],
  ])('refuses %s with the same words as everything else', async (_, write) => {
    expect(await refusalOf(await write())).toBe(REFUSED);
  });
});
