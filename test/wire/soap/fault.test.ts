import { describe, expect, it } from 'vitest';
import { loggedFault, MAX_FAULT_TEXT, readFault } from '../../../src/wire/soap/fault.ts';
import { parseXml, xml } from '../../../src/wire/soap/xml.ts';

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
  const said = { side: 'RECEIVER', text: text.trim(), ...(bracketCode && { bracketCode }) };
  expect(readFault(parseXml(of11))).toEqual({ ...said, code: 'Server' });
  expect(readFault(parseXml(of12))).toEqual({ ...said, code: 'Receiver' });
});

describe('a fault is logged', () => {
  const logged = (code: string, text: string, secrets?: readonly string[]) => {
    const markup = xml`<Fault><faultcode>${code}</faultcode><faultstring>${text}</faultstring></Fault>`;
    return loggedFault(readFault(parseXml(markup.text)), secrets) ?? expect.fail('nothing');
  };

  it('with its code, its bracket code and its text', () => {
    expect(logged('S:Client.Authentication', '[U-1000] No access')).toEqual({
      code: 'Client.Authentication',
      bracketCode: 'U-1000',
      text: 'No access',
    });
  });

  it.each([
    ['a cpr', 'No row of 010150-5006.', 'No row of ******.'],
    ['one that is spread out', '0101 50 (5006), 0.1.0.1.5.0', '******'],
    ['one with colons and quotes', "01:01:50:'5006'", "******'"],
    ['one with what does not show', '0101\u200b50\u00ad5006', '******'],
    ['one in wide digits', '\uff10\uff11\uff10\uff11\uff15\uff10\uff15\uff10\uff10\uff16', '******'],
    ['one in digits of another script', '\u0660\u0661\u0660\u0661\u0665\u0660\u0665\u0660', '******'],
    ['a phone number', 'Call +45 67 00 00 01', 'Call +******'],
    ['a mail address', 'borger-1@example.org is taken', '***@*** is taken'],
    ['a mailbox address', 'to test.person#S02A', 'to ***#***'],
    ['several lines', 'one\r\n{"level":"info"}\u2028two\u0085three', 'one {"level":"info"} two three'],
    ['our message', 'Invalid: <pk:fornavn>Ola</pk:fornavn>', 'Invalid:'],
    ['a token', `Bad token eyJ${'aB3_'.repeat(20)}`, 'Bad token ***'],
  ])('without %s', (_, text, written) => {
    expect(logged('S:Server', text).text).toBe(written);
    expect(logged(text, 'x').code).not.toMatch(/\p{Nd}{6}|@e|person#|aB3/u);
  });

  it('without our password', () => {
    expect(logged('S:Client', 'Wrong password h3mmelig!', ['h3mmelig!', '']).text).toBe('Wrong password ***');
  });

  it('cut after two hundred characters, through nobody’s number', () => {
    expect(logged('S:Server', 'z '.repeat(1_000)).text).toHaveLength(MAX_FAULT_TEXT - 1);
    expect(logged('S:Server', 'z'.repeat(30)).text).toHaveLength(30);
    for (let at = 1_980; at <= 2_000; at += 1) {
      expect(logged('S:Server', `${'1'.repeat(at - 1)} 0101505006`).text).not.toMatch(/\d/);
    }
  });
});
