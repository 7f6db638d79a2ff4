import type { Finding } from '../../domain/call.ts';
import { maskForeign } from '../../domain/mask.ts';
import { child, textOf, type XmlElement } from './xml.ts';

/** Who is to blame, the same in both versions: the one who sent the request, or the one who answers it. */
export type FaultSide = 'SENDER' | 'RECEIVER' | 'OTHER';

/** A fault, of either version. Its code and text are the source's and untrusted: they are never repeated to a client, nor logged unmasked. */
export interface SoapFault {
  readonly side: FaultSide;
  /** Without the prefix, which is free. */
  readonly code: string;
  readonly text: string;
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
  const local = code.slice(code.indexOf(':') + 1);
  const side = SIDES.get(local.split('.')[0] ?? '') ?? 'OTHER';
  const bracketCode = /^\[([A-Z]{1,8}-\d{1,6})\]/.exec(text)?.[1];
  return { side, code: local, text, ...(bracketCode && { bracketCode }) };
}

/** Characters of a fault's code and of its text that are logged. */
const MAX_CODE = 64;
export const MAX_FAULT_TEXT = 200;

/** A fault as it may be logged. The bracket code is cut off the text, for it stands beside it; `secrets` are ours, such as a password. */
export function loggedFault({ code, bracketCode, text }: SoapFault, secrets?: readonly string[]): Finding['fault'] {
  const rest = bracketCode ? text.slice(bracketCode.length + 2) : text;
  return {
    code: maskForeign(code, MAX_CODE, secrets),
    ...(bracketCode && { bracketCode }),
    text: maskForeign(rest, MAX_FAULT_TEXT, secrets),
  };
}
