import { describe, expect, it } from 'vitest';
import { testNoLeaks, withoutRandom } from '../../support/leaks.ts';
import { readOutput } from '../../support/output.ts';

// All that the gateway has written while registers failed on the wire: why each call failed, and nobody's number.
const texts = withoutRandom(readOutput());

describe('what the gateway of the chaos run has written', () => {
  it.each(['operation', 'call failed', 'more calls failed', 'transition'])('has the line "%s"', (msg) => {
    expect(texts.filter((line) => line.includes(`"msg":"${msg}"`)).length).toBeGreaterThan(0);
  });

  testNoLeaks(texts);
});
