import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerParent } from './answer-parent.ts';

/**
 * A collector of traces, which takes all that comes and keeps nothing. It counts the spans of requests by an attribute that each of them
 * has, and no other span: to read all of them would cost as much as what is measured.
 */
const ATTRIBUTE = Buffer.from('http.route');
let spans = 0;

const server = createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    const bytes = Buffer.concat(pieces);
    for (let at = bytes.indexOf(ATTRIBUTE); at >= 0; at = bytes.indexOf(ATTRIBUTE, at + 1)) spans += 1;
    response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
  });
});

server.listen(0, '127.0.0.1', () => {
  answerParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { spans: () => spans });
});
