import { type XmlMarkup, xml } from '../../../wire/soap/xml.ts';
import type { Settings } from '../settings.ts';
import type { SoapVersion } from '../soap-version.ts';

export type FaultCode = 'Sender' | 'Receiver' | 'VersionMismatch' | 'MustUnderstand';

/** A refusal of the whole message. Its text never repeats what the caller wrote. */
export class SoapFault extends Error {
  override readonly name = 'SoapFault';
  readonly kode: FaultCode;
  constructor(kode: FaultCode, tekst: string) {
    super(tekst);
    this.kode = kode;
  }
}

/** The texts of the contract's table of checks (§4), in its order. */
export const FAULTS = {
  malformed: () => new SoapFault('Sender', 'Malformed message'),
  version: () => new SoapFault('VersionMismatch', 'Unsupported SOAP version'),
  header: () => new SoapFault('MustUnderstand', 'Header not understood'),
  /** Always this text: which check failed is nobody's business. */
  security: () => new SoapFault('Sender', 'Security verification failed'),
  operation: () => new SoapFault('Sender', 'Unknown operation'),
  validation: () => new SoapFault('Sender', 'Validation error'),
  access: (organisasjonsnummer: string, tjeneste: string) =>
    new SoapFault(
      'Sender',
      `Invalid service usage: Service owner ${organisasjonsnummer} does not have access to ${tjeneste}`,
    ),
  system: () => new SoapFault('Receiver', '[U-1000] Sandbox system error'),
} as const;

/** The Fault as the child of Body. SOAP 1.1 leaves its parts unqualified, SOAP 1.2 qualifies each. */
export function writeFault({ kode, message }: SoapFault, version: SoapVersion): XmlMarkup {
  if (version.name === '1.1') {
    const kode11 = { Sender: 'Client', Receiver: 'Server', VersionMismatch: kode, MustUnderstand: kode }[kode];
    return xml`<SOAP-ENV:Fault><faultcode>SOAP-ENV:${kode11}</faultcode><faultstring xml:lang="en">${message}</faultstring></SOAP-ENV:Fault>`;
  }
  return xml`<env:Fault><env:Code><env:Value>env:${kode}</env:Value></env:Code><env:Reason><env:Text xml:lang="en">${message}</env:Text></env:Reason></env:Fault>`;
}

export function faultStatus({ kode }: SoapFault, version: SoapVersion, { faultHttpStatus }: Settings): number {
  if (version.name === '1.1') return faultHttpStatus.soap11;
  return kode === 'Sender' ? faultHttpStatus.soap12Sender : faultHttpStatus.soap12;
}
