import { expect, test } from 'vitest';
import { clientOf } from '../../../src/server/log/clients.ts';

test.each(['apollographql-client', 'graphql-client', 'x-graphql-client'])(
  '%s-name and -version say who asks',
  (header) => {
    const headers = { [`${header}-name`]: 'sagsbehandling/web', [`${header}-version`]: '2.14.0-rc.1+f3abc' };
    expect(clientOf(headers)).toEqual({
      client: 'sagsbehandling/web',
      clientVersion: '2.14.0-rc.1+f3abc',
      traceId: undefined,
    });
  },
);

test('one who says nothing is nobody, and a version without a name is no version', () => {
  const nobody = { client: undefined, clientVersion: undefined, traceId: undefined };
  expect(clientOf({})).toEqual(nobody);
  expect(clientOf({ 'graphql-client-version': '1' })).toEqual(nobody);
  expect(clientOf({ 'graphql-client-name': '' })).toEqual(nobody);
});

test.each([
  ['@organisation/app', '@organisation/app'],
  ['Sagsbehandling for børn', 'Sagsbehandling for børn'],
  ['0101505006', '******'],
  ['app-010150-5006', 'app-******'],
  ['app01a01b50c5006', 'app**a**b**c****'],
  ['67 00 00 01', '******'],
  ['borger-1@example.org', '***@***'],
  ['test.person#S02A', '***#***'],
  ['a\u0007b"c\\d<e>', 'a?b?c?d?e?'],
  ['3f2a9c0de1b4f5a6c7d8e9f0a1b2c3d4e5f6a7b8', '3f2a9c0de1b4f5a6c7d8e9f0a1b2c3d4e5f6a7b8'],
  ['0101505006ffffffffffffffffffffffffffffff', '******ffffffffffffffffffffffffffffff'],
  ['x'.repeat(64), 'x'.repeat(64)],
  ['x'.repeat(65), 'x'.repeat(64)],
  ['x'.repeat(8_000), 'x'.repeat(64)],
])('the name %j is logged as %j', (name, logged) => {
  expect(clientOf({ 'graphql-client-name': name, 'graphql-client-version': name })).toMatchObject({
    client: logged,
    clientVersion: logged,
  });
});

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';

test.each([
  [`00-${TRACE}-${PARENT}-01`, TRACE],
  [`cc-${TRACE}-${PARENT}-00-what-comes-later`, TRACE],
  [`00-${TRACE}-${PARENT}-01-more`, undefined],
  [`ff-${TRACE}-${PARENT}-01`, undefined],
  [`00-${'0'.repeat(32)}-${PARENT}-01`, undefined],
  [`00-${TRACE}-${'0'.repeat(16)}-01`, undefined],
  [`00-${TRACE.toUpperCase()}-${PARENT}-01`, undefined],
  [`00-${TRACE.slice(1)}-${PARENT}-01`, undefined],
  [` 00-${TRACE}-${PARENT}-01`, undefined],
  [`cc-${TRACE}-${PARENT}-00-${'x'.repeat(600)}`, undefined],
  [`00-0101505006${TRACE.slice(10)}-${PARENT}-01`, undefined],
  ['', undefined],
])('the trace of %j is %s', (traceparent, traceId) => {
  expect(clientOf({ traceparent }).traceId).toBe(traceId);
});
