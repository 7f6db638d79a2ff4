import fc from 'fast-check';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createInfoLine, createIsoTime } from '../../../src/server/log/info-line.ts';
import { createLogger } from '../../../src/server/logging.ts';

/** What both write of the same, but for the time. */
function written(line: object, level = 'info', bindings = {}): [ours: string[], theirs: string[]] {
  const lines: string[] = [];
  const logger = createLogger(level, { write: (text) => void lines.push(text) }).child(bindings);
  const take = () => lines.splice(0).map((text) => text.replace(/"time":"[^"]*"/, '"time":""'));
  createInfoLine(logger)({ ...line }, 'operation');
  const ours = take();
  logger.info(line, 'operation');
  return [ours, take()];
}

const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(undefined),
  fc.dictionary(fc.string(), fc.nat()),
);

test('a line is what pino would write, byte for byte', () => {
  const names = fc.constantFrom(
    'requestId',
    'operation',
    'status',
    'durationMs',
    'outcomes',
    'calls',
    'refused',
    'ø"\n',
  );
  fc.assert(
    fc.property(fc.dictionary(names, value), (line) => {
      const [ours, theirs] = written(line);
      expect(ours).toEqual(theirs);
      expect(ours).toHaveLength(1);
    }),
  );
});

test('a line has what the logger adds to each of its lines, and there is none at a level above', () => {
  const [ours, theirs] = written({ a: 1 }, 'info', { worker: 2 });
  expect(ours).toEqual(theirs);
  expect(ours[0]).toContain('"worker":2');
  expect(written({ a: 1 }, 'warn')).toEqual([[], []]);
});

test('the time is that of pino, to the millisecond', () => {
  const times = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) });
  fc.assert(
    fc.property(fc.array(fc.tuple(times, fc.nat(1_500)), { minLength: 1 }), (at) => {
      let now = 0;
      const time = createIsoTime(() => now);
      for (const [first, later] of at) {
        for (now of [first, first + later]) expect(time()).toBe(`,"time":"${new Date(now).toISOString()}"`);
      }
    }),
  );
  expect(createIsoTime()()).toHaveLength(pino.stdTimeFunctions.isoTime().length);
});
