import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHash,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { SaxesParser } from 'saxes';
import { seal } from '../src/sandbox/postkasse/security/sealing.ts';
import { createCertificates } from '../src/sandbox/postkasse/certificates.ts';
import { SOAP_11, SOAP_12, type SoapVersion } from '../src/sandbox/postkasse/soap-version.ts';
import {
  readHentPersoner,
  writeHentPersoner,
  writeKanVelge,
} from '../src/sources/postkasse/adapters/oppslagstjenesten/messages/reads.ts';
import type { SoapMessage } from '../src/wire/soap/client.ts';
import { createSigning } from '../src/wire/soap/security/index.ts';
import { parseXml, type XmlMarkup, xml } from '../src/wire/soap/xml.ts';
import { xmlLimits } from '../src/wire/soap/xml-limits.ts';
import { XmlNames } from '../src/wire/soap/xml-syntax.ts';
import { readEntryOutcome } from '../src/sources/postkasse/outcome.ts';

/**
 * What a signed call costs beside what it cannot do without. To sign: one private RSA operation. To open: one private operation (unwrap the
 * key) and one public (verify), and AES and SHA-256 over the bytes that the answer holds. All are measured in turns, in one run, so that
 * a busy machine slows them alike.
 */
const ROUNDS = 60;
const PER_ROUND = 25;
// Of answers about a thousand people.
const PER_ROUND_OF_MANY = 4;
const MANY = 1000;

const certificates = createCertificates(() => new Date());
const client = certificates.forOrganisation('315000017');
const responder = certificates.forOrganisation('310000000');
const security = createSigning({
  ...client,
  trusted: [certificates.root().sertifikat],
  responderOrgnr: '310000000',
});

const PERSON = '01817011000' as Parameters<typeof writeKanVelge>[0];
const kanVelge = writeKanVelge(PERSON);
const hentPersoner = (count: number) => writeHentPersoner(Array.from({ length: count }, () => PERSON));

const PK = 'http://kontaktinfo.difi.no/xsd/postkasseleverandoer/v1';
const ja = xml`<ns2:KanVelgeSikkerDigitalPostkasseRespons xmlns:ns2="${PK}"><ns2:status>JA</ns2:status></ns2:KanVelgeSikkerDigitalPostkasseRespons>`;
const entry = (person: string) =>
  xml`<ns2:Person><ns2:personidentifikator>${person}</ns2:personidentifikator><ns2:reservasjon>NEI</ns2:reservasjon><ns2:status>AKTIV</ns2:status><ns2:Kontaktinformasjon><ns2:Mobiltelefonnummer sistOppdatert="2024-01-05T13:12:00.000+01:00" sistVerifisert="2024-01-05T13:12:00.000+01:00">+4799999999</ns2:Mobiltelefonnummer><ns2:Epostadresse sistOppdatert="2024-01-05T13:12:00.000+01:00">s02@example.com</ns2:Epostadresse></ns2:Kontaktinformasjon><ns2:SikkerDigitalPostAdresse><ns2:postkasseadresse>test.person#S02A</ns2:postkasseadresse><ns2:postkasseleverandoerAdresse>311000012</ns2:postkasseleverandoerAdresse></ns2:SikkerDigitalPostAdresse></ns2:Person>`;
const OT = 'http://kontaktinfo.difi.no/xsd/oppslagstjeneste/16-02';
const people = Array.from({ length: MANY }, (_, index) => String(2_827_112_006 + index).padStart(11, '0'));
const personer = (count: number) =>
  xml`<ns3:HentPersonerRespons xmlns:ns2="http://begrep.difi.no" xmlns:ns3="${OT}">${people.slice(0, count).map(entry)}</ns3:HentPersonerRespons>`;

const some = Buffer.alloc(300, 'x');
const signature = sign('sha256', some, responder.privateKey);
const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' };
const wrapped = publicEncrypt({ key: client.publicKey, ...oaep }, Buffer.alloc(32));

interface Measured {
  readonly name: string;
  readonly run: () => unknown;
  readonly perRound: number;
}

const bareSign: Measured = {
  name: 'bare RSA signature',
  run: () => sign('sha256', some, client.privateKey),
  perRound: PER_ROUND,
};

/** RSA, AES and SHA-256 of the same bytes. */
function bareOpen(markup: XmlMarkup, perRound: number): Measured {
  const [key, iv, plain] = [randomBytes(32), randomBytes(16), Buffer.from(markup.text)];
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const encrypted = Buffer.concat([cipher.update(plain), cipher.final()]);
  return {
    name: `bare RSA, AES and hash of ${plain.length} bytes`,
    run: () => {
      privateDecrypt({ key: client.privateKey, ...oaep }, wrapped);
      verify('sha256', some, responder.publicKey, signature);
      const decipher = createDecipheriv('aes-256-cbc', key, iv);
      const decrypted = Buffer.concat([decipher.update(encrypted), decipher.final()]);
      createHash('sha256').update(decrypted).digest();
    },
    perRound,
  };
}

function signing(name: string, message: SoapMessage, version: SoapVersion) {
  const signed = { name, run: () => security.protect(version.name, message), perRound: PER_ROUND };
  return { measured: signed, beside: [bareSign] };
}

async function opening(
  name: string,
  message: SoapMessage,
  svar: XmlMarkup,
  version: SoapVersion,
  perRound = PER_ROUND,
) {
  const exchange = await security.protect(version.name, message);
  const signatureValue = /<ds:SignatureValue>([^<]+)/.exec(exchange.envelope)?.[1] ?? '';
  const answered = { version, now: new Date(), client: client.sertifikat, signatureValue };
  const response = Buffer.from(seal(version.wrap(svar), answered, responder));
  const run = async () => exchange.open(response, 'text/xml; charset=utf-8');
  if ((await run()).kind !== 'body')
    throw new Error(`${name}: the response does not open, so there is nothing to measure.`);
  return { measured: { name, run, perRound }, beside: [bareOpen(svar, perRound)] };
}

/** What the field `kontaktregister` of many people takes from the text of their answer to their outcomes. */
function reading(name: string) {
  const { text } = personer(MANY);
  const limits = xmlLimits(2 * text.length);
  const names = new XmlNames();
  const run = () => {
    const read = readHentPersoner(parseXml(text, limits, names));
    return people.filter((person) => readEntryOutcome(read?.get(person)).ok).length;
  };
  if (run() !== MANY) throw new Error(`${name}: not everybody is read, so there is nothing to measure.`);
  const own = new XmlNames();
  const parse = () => parseXml(text, limits, own);
  const withSaxes = () => new SaxesParser({ xmlns: true }).write(text).close();
  const perRound = PER_ROUND_OF_MANY;
  return {
    measured: { name, run, perRound },
    beside: [
      { name: 'parsing its XML once', run: parse, perRound },
      { name: 'the same with saxes, without a tree', run: withSaxes, perRound },
    ],
  };
}

const rows: readonly { readonly measured: Measured; readonly beside: readonly Measured[] }[] = [
  signing('sign KanVelge', kanVelge, SOAP_11),
  signing('sign HentPersoner of 1', hentPersoner(1), SOAP_12),
  signing('sign HentPersoner of 100', hentPersoner(100), SOAP_12),
  signing('sign HentPersoner of 1000', hentPersoner(MANY), SOAP_12),
  await opening('open KanVelge', kanVelge, ja, SOAP_11),
  await opening('open HentPersoner of 1', hentPersoner(1), personer(1), SOAP_12),
  await opening('open HentPersoner of 100', hentPersoner(100), personer(100), SOAP_12),
  await opening('open HentPersoner of 1000', hentPersoner(MANY), personer(MANY), SOAP_12, PER_ROUND_OF_MANY),
  reading('kontaktregister of 1000'),
];

const all = [...new Set(rows.flatMap(({ measured, beside }) => [measured, ...beside]))];
const times = new Map(all.map((measured) => [measured, [] as number[]]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const measured of all) {
    const before = process.cpuUsage();
    for (let count = 0; count < measured.perRound; count += 1) await measured.run();
    const { user, system } = process.cpuUsage(before);
    times.get(measured)?.push((user + system) / measured.perRound);
  }
}

const median = (measured: Measured) => {
  const sorted = (times.get(measured) ?? []).toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};
const lines = rows.flatMap(({ measured, beside }) =>
  beside.map(
    (bare) =>
      `${measured.name.padEnd(28)} ${median(measured).toFixed(0).padStart(6)} µs   ${(median(measured) / median(bare)).toFixed(2)} × ${bare.name} (${median(bare).toFixed(0)} µs)`,
  ),
);
process.stdout.write(`CPU per message, medians of ${ROUNDS} rounds\n${lines.join('\n')}\n`);
