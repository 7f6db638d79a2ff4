import type { Cpr } from '../../../src/domain/cpr.ts';
import { operation } from '../contract-rows.ts';
import { testPort } from '../contract.ts';

const star = { kilde: 'STAR', register: 'kontaktinformation', maxConcurrent: 8 } as const;
const soap = { none: 'STAR answers JSON: it has no SOAP faults' };
const cprs = (...texts: readonly string[]) => texts as readonly Cpr[];

testPort(star, [
  operation<Cpr>({
    navn: 'GetKontaktinformation',
    keys: cprs('0101505006', '0202505002', '0404505004', '1604515017', '0112576905'),
    // Unknown, nothing registered, not for this caller, and statuses without a code.
    refused: cprs('1503515016', '0303505003', '0112575922', '0112576401', '0112576404'),
    failing: cprs('0112575011', '0112575100', '0112576500'),
    // Of the persons who fail, those of codes that do not exist: each is just unknown.
    anyKey: (index) => `0112575${200 + index}` as Cpr,
    soap,
    ask: (ports, keys, call) => ports.kontaktinformation.getKontaktinformation(keys, call),
  }),
  operation<string>({
    navn: 'GetKontaktinformationMobilNr',
    keys: ['67000001', '67000002', '67000005'],
    refused: { none: 'the sandbox refuses no key of this operation' },
    failing: { none: 'the sandbox has no key that this operation fails on' },
    anyKey: (index) => String(67000000 + index),
    soap,
    ask: (ports, keys, call) => ports.kontaktinformation.getKontaktinformationMobilNr(keys, call),
  }),
  operation<string>({
    navn: 'GetKontaktinformationEmail',
    keys: ['borger-1@example.org', 'borger-2@example.org', 'borger-4@example.org'],
    refused: { none: 'the sandbox refuses no key of this operation' },
    failing: { none: 'the sandbox has no key that this operation fails on' },
    anyKey: (index) => `borger-${index}@example.org`,
    soap,
    ask: (ports, keys, call) => ports.kontaktinformation.getKontaktinformationEmail(keys, call),
  }),
]);
