import { constants, privateDecrypt, publicEncrypt, sign, verify } from 'node:crypto';
import { seal } from '../src/sandbox/postkasse/security/sealing.ts';
import { createCertificates } from '../src/sandbox/postkasse/certificates.ts';
import { SOAP_11, SOAP_12, type SoapVersion } from '../src/sandbox/postkasse/soap-version.ts';
import {
  writeHentPersoner,
  writeKanVelge,
} from '../src/sources/postkasse/adapters/oppslagstjenesten/messages/reads.ts';
import type { SoapExchange, SoapMessage } from '../src/wire/soap/client.ts';
import { createSigning } from '../src/wire/soap/security/index.ts';
import { type XmlMarkup, xml } from '../src/wire/soap/xml.ts';

/**
 * What a signed call costs beside the RSA operations that it cannot do without: one private operation to sign; one private
 * (unwrap the key) and one public (verify) to open. All are measured in turns, in one run, so that a busy machine slows them alike.
 */
const ROUNDS = 60;
const PER_ROUND = 25;

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
const onePerson = writeHentPersoner([PERSON]);
const hundredPersons = writeHentPersoner(Array.from({ length: 100 }, () => PERSON));

const PK = 'http://kontaktinfo.difi.no/xsd/postkasseleverandoer/v1';
const ja = xml`<ns2:KanVelgeSikkerDigitalPostkasseRespons xmlns:ns2="${PK}"><ns2:status>JA</ns2:status></ns2:KanVelgeSikkerDigitalPostkasseRespons>`;
const person = xml`<ns2:Person><ns2:personidentifikator>02827112006</ns2:personidentifikator><ns2:reservasjon>NEI</ns2:reservasjon><ns2:status>AKTIV</ns2:status><ns2:Kontaktinformasjon><ns2:Mobiltelefonnummer sistOppdatert="2024-01-05T13:12:00.000+01:00" sistVerifisert="2024-01-05T13:12:00.000+01:00">+4799999999</ns2:Mobiltelefonnummer><ns2:Epostadresse sistOppdatert="2024-01-05T13:12:00.000+01:00">s02@example.com</ns2:Epostadresse></ns2:Kontaktinformasjon><ns2:SikkerDigitalPostAdresse><ns2:postkasseadresse>test.person#S02A</ns2:postkasseadresse><ns2:postkasseleverandoerAdresse>311000012</ns2:postkasseleverandoerAdresse></ns2:SikkerDigitalPostAdresse></ns2:Person>`;
const OT = 'http://kontaktinfo.difi.no/xsd/oppslagstjeneste/16-02';
const personer = (count: number) =>
  xml`<ns3:HentPersonerRespons xmlns:ns2="http://begrep.difi.no" xmlns:ns3="${OT}">${Array.from({ length: count }, () => person)}</ns3:HentPersonerRespons>`;

const some = Buffer.alloc(300, 'x');
const signature = sign('sha256', some, responder.privateKey);
const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' };
const wrapped = publicEncrypt({ key: client.publicKey, ...oaep }, Buffer.alloc(32));

const bareSign = { name: 'bare RSA signature', run: () => sign('sha256', some, client.privateKey) };
const bareOpen = {
  name: 'bare RSA decryption and verification',
  run: () => {
    privateDecrypt({ key: client.privateKey, ...oaep }, wrapped);
    verify('sha256', some, responder.publicKey, signature);
  },
};
const rows = [
  { ...signing('sign KanVelge', kanVelge, SOAP_11), beside: bareSign },
  { ...signing('sign HentPersoner of 1', onePerson, SOAP_12), beside: bareSign },
  { ...signing('sign HentPersoner of 100', hundredPersons, SOAP_12), beside: bareSign },
  { ...opening('open KanVelge', kanVelge, ja, SOAP_11), beside: bareOpen },
  { ...opening('open HentPersoner of 1', onePerson, personer(1), SOAP_12), beside: bareOpen },
  { ...opening('open HentPersoner of 100', hundredPersons, personer(100), SOAP_12), beside: bareOpen },
];

function signing(name: string, message: SoapMessage, version: SoapVersion) {
  return { name, run: () => security.protect(version.name, message) };
}

function opening(name: string, message: SoapMessage, svar: XmlMarkup, version: SoapVersion) {
  const exchange = security.protect(version.name, message) as SoapExchange;
  const signatureValue = /<ds:SignatureValue>([^<]+)/.exec(exchange.envelope)?.[1] ?? '';
  const answered = { version, now: new Date(), client: client.sertifikat, signatureValue };
  const response = Buffer.from(seal(version.wrap(svar), answered, responder));
  const run = () => exchange.open(response, 'text/xml; charset=utf-8');
  if (run().kind !== 'body') throw new Error(`${name}: the response does not open, so there is nothing to measure.`);
  return { name, run };
}

const all = [bareSign, bareOpen, ...rows];
const times = new Map(all.map(({ name }) => [name, [] as number[]]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const { name, run } of all) {
    const before = process.cpuUsage();
    for (let count = 0; count < PER_ROUND; count += 1) run();
    const { user, system } = process.cpuUsage(before);
    times.get(name)?.push((user + system) / PER_ROUND);
  }
}

const median = (name: string) => {
  const sorted = (times.get(name) ?? []).toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};
const lines = rows.map(
  ({ name, beside }) =>
    `${name.padEnd(28)} ${median(name).toFixed(0).padStart(6)} µs   ${(median(name) / median(beside.name)).toFixed(2)} × ${beside.name} (${median(beside.name).toFixed(0)} µs)`,
);
process.stdout.write(`CPU per message, medians of ${ROUNDS} rounds\n${lines.join('\n')}\n`);
