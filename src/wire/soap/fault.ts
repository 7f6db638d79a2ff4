import { child, textOf, type XmlElement } from './xml.ts';

/** Who is to blame, the same in both versions: the one who sent the request, or the one who answers it. */
export type FaultSide = 'SENDER' | 'RECEIVER' | 'OTHER';

/** A fault, of either version. Its text is the source's and untrusted: it is never repeated to a client. */
export interface SoapFault {
  readonly side: FaultSide;
  /** The system code that some services write in brackets before the text: `[U-1000] …`. */
  readonly bracketCode?: string;
}

const SIDES: ReadonlyMap<string, FaultSide> = new Map([
  ['Client', 'SENDER'],
  ['Sender', 'SENDER'],
  ['Server', 'RECEIVER'],
  ['Receiver', 'RECEIVER'],
]);

/** SOAP 1.1 writes unqualified `faultcode` and `faultstring`, 1.2 qualified `Code/Value` and `Reason/Text`. */
export function readFault(fault: XmlElement): SoapFault {
  const code = textOf(fault, 'faultcode') ?? textOf(child(fault, 'Code'), 'Value') ?? '';
  const text = textOf(fault, 'faultstring') ?? textOf(child(fault, 'Reason'), 'Text') ?? '';
  // The code is a QName; 1.1 lets a service refine it after a dot: "S:Client.Authentication".
  const local = code.slice(code.indexOf(':') + 1).split('.')[0] ?? '';
  const bracketCode = /^\[([A-Z]{1,8}-\d{1,6})\]/.exec(text)?.[1];
  return { side: SIDES.get(local) ?? 'OTHER', ...(bracketCode && { bracketCode }) };
}
