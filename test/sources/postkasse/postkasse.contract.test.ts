import type { Personidentifikator } from '../../../src/domain/personidentifikator.ts';
import { operation } from '../contract-rows.ts';
import { testPort } from '../contract.ts';

const oppslagstjenesten = { kilde: 'OPPSLAGSTJENESTEN', register: 'postkasse', maxConcurrent: 5 } as const;
const personer = (...texts: readonly string[]) => texts as readonly Personidentifikator[];
const anyKey = (index: number) => `018170${String(index).padStart(5, '0')}` as Personidentifikator;

testPort(oppslagstjenesten, [
  operation<Personidentifikator>({
    navn: 'KanVelgeSikkerDigitalPostkasse',
    keys: personer('01817011000', '04847314007'),
    refused: personer('02827112006', '05857415002', '06867516008', '11918019091', '16848524089', '17858625084'),
    failing: personer('18868726160'),
    anyKey,
    soap: '1.1',
    ask: (ports, keys, call) => ports.postkasse.kanVelgeSikkerDigitalPostkasse(keys, call),
  }),
  operation<Personidentifikator>({
    navn: 'HentPersoner',
    keys: personer('01817011000', '02827112006', '04847314007', '05857415002', '06867516008'),
    refused: personer('07877617003'),
    failing: personer('18868726160'),
    anyKey,
    keysPerCall: 1000,
    soap: '1.2',
    ask: (ports, keys, call) => ports.postkasse.hentPersoner(keys, call),
  }),
]);

const krr = {
  kilde: 'KRR',
  register: 'krr',
  maxConcurrent: 5,
  doors: 'rest',
  notConfigured: { postkasse: { source: 'krr', security: 'none' } },
} as const;
const NO_SOAP = { none: 'KRR is asked over REST' };

testPort(krr, [
  operation<Personidentifikator>({
    navn: 'KanVelgeSikkerDigitalPostkasse',
    keys: personer('01817011000', '04847314007'),
    refused: personer('02827112006', '05857415002', '06867516008', '07877617003'),
    failing: {
      none: 'KRR’s own error, 500, comes of somebody in the batch, and is not asked again: krr/sandbox.test.ts',
    },
    anyKey,
    keysPerCall: 1000,
    soap: NO_SOAP,
    ask: (ports, keys, call) => ports.postkasse.kanVelgeSikkerDigitalPostkasse(keys, call),
  }),
  operation<Personidentifikator>({
    navn: 'HentPersoner',
    keys: personer('01817011000', '02827112006', '04847314007', '05857415002', '06867516008'),
    refused: personer('07877617003'),
    failing: {
      none: 'KRR’s own error, 500, comes of somebody in the batch, and is not asked again: krr/sandbox.test.ts',
    },
    anyKey,
    keysPerCall: 1000,
    soap: NO_SOAP,
    ask: (ports, keys, call) => ports.postkasse.hentPersoner(keys, call),
  }),
]);
