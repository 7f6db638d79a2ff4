import { expect, it } from 'vitest';
import { readFault } from '../../../src/wire/soap/fault.ts';
import { parseXml } from '../../../src/wire/soap/xml.ts';

// Whole faults stand among the samples; here is only what a text can hold.
it.each([
  ['[U-1000] System error', 'U-1000'],
  ['[U-1000]', 'U-1000'],
  ['\n  [ABC-123456] System error', 'ABC-123456'],
  ['System error [U-1000]', undefined],
  ['[U-1000 System error', undefined],
  ['[u-1000] System error', undefined],
  ['[U-0101505006] System error', undefined], // Too long for a code, long enough for a person.
  ['[U-1000-2] System error', undefined],
  ['', undefined],
])('the text %j holds the bracket code %s', (text, bracketCode) => {
  const of11 = `<Fault><faultcode>S:Server</faultcode><faultstring>${text}</faultstring></Fault>`;
  const of12 = `<Fault><Code><Value>e:Receiver</Value></Code><Reason><Text>${text}</Text></Reason></Fault>`;
  for (const fault of [of11, of12])
    expect(readFault(parseXml(fault))).toEqual({ side: 'RECEIVER', ...(bracketCode && { bracketCode }) });
});
