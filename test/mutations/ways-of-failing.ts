import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { SOAP_NAMESPACE } from '../../src/wire/soap/envelope.ts';
import { starCertificates } from '../support/certificates.ts';
import type { Write } from './support.ts';

const CPR = '0101505006';
const PERSON = '02827112006';
const MOBIL = { cpr: CPR, kontaktdataType: 'MOBILTELEFON' };
const SLETT = { personidentifikator: PERSON, postkasseleverandoerOrgNummer: '311000012' };
const POSTKASSE = { ...SLETT, postkasseadresse: 'ny.adresse#0001' };

/** Every mutation of the graph, and whether doing it twice does harm where nobody knows whether it was done once. */
export const MUTATIONS: readonly (Write & { readonly repeatable: boolean })[] = [
  {
    felt: 'createKontaktinformation',
    input: { cpr: CPR, kontaktinformation: [{ kontaktdataType: 'MOBILTELEFON', kontaktdata: '67000099' }] },
    repeatable: true,
  },
  { felt: 'sletKontaktinformation', input: MOBIL, repeatable: true },
  {
    felt: 'updateKontaktinformation',
    input: { ...MOBIL, kontaktdatastatus: 'VERIFICERET' },
    repeatable: true,
  },
  { felt: 'verificerKontaktinformation', input: { ...MOBIL, verifikationskode: '012345' }, repeatable: true },
  { felt: 'getVerifikationskode', input: MOBIL, repeatable: false },
  { felt: 'oppdaterPostkasse', input: POSTKASSE, repeatable: true },
  { felt: 'opprettOgVelgSikkerDigitalPostkasse', input: POSTKASSE, repeatable: false },
  { felt: 'slettPostkasse', input: SLETT, repeatable: false },
];

export const isStar = ({ felt }: Write) => !felt.endsWith('ostkasse');

/** What a register does with each connection. */
export type Way = (socket: Socket) => void;

/** A port whose behaviour a test chooses: it speaks no protocol of its own. */
export async function startRegister() {
  const sockets = new Set<Socket>();
  let way: Way = (socket) => void socket.destroy();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    way(socket);
  });
  const { port } = await listen(server);
  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port,
    /** The connections that were open before are gone. */
    behave(next: Way) {
      drop();
      way = next;
    },
    async close() {
      drop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server): Promise<{ readonly port: number }> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server.address() as { port: number }));
  });
}

/** Waits for a whole request, each time, and hands its text on. */
export const onRequest =
  (act: (socket: Socket, request: string) => void): Way =>
  (socket) => {
    let got = '';
    socket.on('data', (bytes) => {
      got += bytes.toString('latin1');
      const head = got.indexOf('\r\n\r\n');
      const length = Number(/^content-length: (\d+)/im.exec(got.slice(0, head))?.[1] ?? 0);
      if (head < 0 || got.length < head + 4 + length) return;
      const request = got;
      got = '';
      act(socket, Buffer.from(request, 'latin1').toString('utf8'));
    });
  };

export const answer = (status: number, body: string | ((request: string) => string) = '', headers = '') =>
  onRequest((socket, request) => {
    const bytes = Buffer.from(typeof body === 'string' ? body : body(request));
    socket.write(`HTTP/1.1 ${status} X\r\n${headers}content-length: ${bytes.length}\r\n\r\n`);
    socket.write(bytes);
  });

const envelope = (body: string) =>
  `<e:Envelope xmlns:e="${SOAP_NAMESPACE['1.1']}"><e:Body>${body}</e:Body></e:Envelope>`;

export const fault = (code: string) => envelope(`<e:Fault><faultcode>${code}</faultcode><faultstring/></e:Fault>`);

/** The mailbox service's answer to what was asked, with this status; the contact register gets one that it cannot read. */
export const respons =
  (status: string, operation?: string) =>
  (request: string): string => {
    const asked = /<pk:(\w+)Forespoersel/.exec(request)?.[1];
    const name = `r:${operation ?? asked}Respons`;
    return envelope(`<${name} xmlns:r="http://kontaktinfo.difi.no/xsd/postkasseleverandoer/v1">${status}</${name}>`);
  };

/** A TLS server whose certificate comes from an authority that nobody trusts. `requests` are what it could decrypt. */
export function untrusted(): { readonly way: Way; readonly requests: string[] } {
  const requests: string[] = [];
  const { cert, key } = starCertificates().server;
  const server = createTlsServer({ cert, key }, (socket) => socket.on('data', (bytes) => requests.push(String(bytes))));
  server.on('tlsClientError', () => undefined);
  return { way: (socket) => void server.emit('connection', socket), requests };
}
