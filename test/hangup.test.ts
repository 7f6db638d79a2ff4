import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Hangup, takeHangups } from '../src/hangup.ts';
import { PATIENCE } from './support/patience.ts';

let hangup: Hangup | undefined;
afterEach(() => hangup?.close());

const hangUp = () => process.kill(process.pid, 'SIGHUP');
const NO_TERMINAL = { wasThere: false, isThere: () => false };

describe('SIGHUP', () => {
  test('is told to all who listen, and ends nothing', async () => {
    const end = vi.fn();
    hangup = takeHangups(end, NO_TERMINAL);
    const [one, other] = [vi.fn(), vi.fn()];
    hangup.listen(one);
    const stop = hangup.listen(other);
    hangUp();
    await vi.waitFor(() => expect([one.mock.calls.length, other.mock.calls.length]).toEqual([1, 1]), PATIENCE);
    stop();
    hangUp();
    await vi.waitFor(() => expect(one).toHaveBeenCalledTimes(2), PATIENCE);
    expect(other).toHaveBeenCalledTimes(1);
    expect(end).not.toHaveBeenCalled();
  });

  test('of a terminal that has closed ends the process that was started at it', async () => {
    const end = vi.fn();
    const told = vi.fn();
    hangup = takeHangups(end, { wasThere: true, isThere: () => false });
    hangup.listen(told);
    hangUp();
    await vi.waitFor(() => expect(end).toHaveBeenCalledTimes(1), PATIENCE);
    expect(told).not.toHaveBeenCalled();
  });

  test('at a terminal that is still there is told', async () => {
    const told = vi.fn();
    hangup = takeHangups(() => expect.unreachable(), { wasThere: true, isThere: () => true });
    hangup.listen(told);
    hangUp();
    await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(1), PATIENCE);
  });

  test('may be told by another process', () => {
    const told = vi.fn();
    hangup = takeHangups(undefined, NO_TERMINAL);
    hangup.listen(told);
    hangup.tell();
    expect(told).toHaveBeenCalledTimes(1);
  });
});
