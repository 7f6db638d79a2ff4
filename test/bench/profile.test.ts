import { expect, test } from 'vitest';
import { summarizeProfile, writeSummary } from '../../bench/profile.ts';

const at = (id: number, functionName: string, url = '', lineNumber = -1) => ({
  id,
  callFrame: { functionName, url, lineNumber },
});

const PROFILE = {
  nodes: [
    at(1, '(root)'),
    at(2, 'answer', 'file:///app/src/server/http/endpoint.ts', 9),
    at(3, 'parse', 'file:///app/node_modules/saxes/saxes.js', 99),
    at(4, 'inner', 'file:///app/node_modules/one/node_modules/@two/three/index.js', 0),
    at(5, '(idle)'),
    at(6, 'writev'),
    at(7, 'answer', 'file:///app/src/server/http/endpoint.ts', 9),
    at(8, '(garbage collector)'),
    at(9, 'onread', 'node:internal/streams/readable', 4),
    at(10, 'post', 'node:inspector', 100),
  ],
  samples: [2, 3, 4, 5, 6, 7, 8, 9, 10],
  timeDeltas: [100, 300, 50, 10_000, 50, 100, 200, 200, 500],
};

test('a profile is summed by function and by folder or package: self time, without that in which nothing ran or the profile was begun', () => {
  const { busyMs, functions, folders } = summarizeProfile(PROFILE, '/app/');
  expect(busyMs).toBe(1);
  expect(functions).toEqual([
    { name: 'parse node_modules/saxes/saxes.js:100', share: 0.3 },
    { name: 'answer src/server/http/endpoint.ts:10', share: 0.2 },
    { name: '(garbage collector)', share: 0.2 },
    { name: 'onread node:internal/streams/readable:5', share: 0.2 },
    { name: 'inner node_modules/one/node_modules/@two/three/index.js:1', share: 0.05 },
    { name: 'writev', share: 0.05 },
  ]);
  expect(folders).toEqual([
    { name: 'saxes', share: 0.3 },
    { name: 'src/server/http', share: 0.2 },
    { name: '(garbage collector)', share: 0.2 },
    { name: 'node:internal/streams', share: 0.2 },
    { name: '@two/three', share: 0.05 },
    { name: 'native code', share: 0.05 },
  ]);
});

test('so many of each are written', () => {
  expect(writeSummary(summarizeProfile(PROFILE, '/app/'), 1)).toBe(
    [
      'self time of 1 ms, by folder or package',
      ' 30.0 %  saxes',
      '',
      'by function',
      ' 30.0 %  parse node_modules/saxes/saxes.js:100',
    ].join('\n'),
  );
});
