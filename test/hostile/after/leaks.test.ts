import { describe, expect, it } from 'vitest';
import { testNoLeaks, withoutRandom } from '../../support/leaks.ts';
import { readOutput } from '../../support/output.ts';

// All that the gateways of this run have written, to both streams: what hostile clients and registers send is in no log either.
const texts = withoutRandom(readOutput());

describe('what the gateways of the hostile run have written', () => {
  it('is more than that they have started', () => {
    expect(texts.filter((line) => line.includes('answers at')).length).toBeGreaterThan(0);
    expect(texts.filter((line) => line.includes('"requestId":')).length).toBeGreaterThan(0);
    for (const msg of ['operation', 'call failed', 'step']) {
      expect(texts.filter((line) => line.includes(`"msg":"${msg}"`)).length, msg).toBeGreaterThan(0);
    }
  });

  testNoLeaks(texts);
});
