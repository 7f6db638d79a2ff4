import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Organisasjonsnummer } from '../../../../src/domain/organisasjonsnummer.ts';
import { MAX_AGE_MS } from '../../../../src/sources/enhet/adapters/copy/settings.ts';
import { KEEP_MAX_BYTES } from '../../../../src/sources/enhet/settings.ts';
import { connectSources, type Sources } from '../../../../src/sources/index.ts';
import { PATIENCE } from '../../../support/patience.ts';
import { BASE, countedCall } from '../../registers.ts';
import { startWorld, type World } from './world.ts';

let world: World;
let sources: Sources | undefined;
beforeEach(async () => {
  world = await startWorld();
  await world.fetch();
});
afterEach(async () => {
  await sources?.close();
  await world.close();
});

/** Over the copy, with what the register answers kept; which units are asked about of the register. */
function start(follow: boolean) {
  const copy = { file: world.file, follow, followEveryMs: 50, maxAgeMs: MAX_AGE_MS };
  sources = connectSources({
    ...BASE,
    pausesMs: [],
    keep: { keepMs: 600_000, maxBytes: KEEP_MAX_BYTES },
    enhet: { source: 'copy', enhetsregisteretUrl: world.register.url, copy, brukerId: '', passord: '' },
  });
  const { enhet } = sources.ports;
  return {
    /** Groups stand in no copy. */
    async callsFor(number: string) {
      const { call, counted } = countedCall();
      const [answer] = await enhet.hent('konsernstruktur', [number as Organisasjonsnummer], call);
      expect(answer).toMatchObject({ ok: true, data: { topp: null } });
      return counted.length;
    },
    endringslogg: () => enhet.hentEndringslogg(countedCall().call),
  };
}

test('what the register answers beside the copy is kept until the feed that is followed names the unit', async () => {
  const [changed = '', other = ''] = world.units.keys();
  const { callsFor } = start(true);
  for (const number of [changed, other]) expect(await callsFor(number)).toBeGreaterThan(0);
  expect([await callsFor(changed), await callsFor(other)]).toEqual([0, 0]);
  world.enter('units', changed);
  await expect.poll(() => callsFor(changed), PATIENCE).toBeGreaterThan(0);
  expect([await callsFor(changed), await callsFor(other)]).toEqual([0, 0]);
});

test('and until an endringslogg that is read names it, which the copy may answer itself', async () => {
  const [changed = '', other = ''] = world.units.keys();
  const { callsFor, endringslogg } = start(false);
  for (const number of [changed, other]) await callsFor(number);
  world.enter('units', changed);
  // By another process: this one is not told.
  await world.follow();
  expect([await callsFor(changed), await callsFor(other)]).toEqual([0, 0]);
  expect(await endringslogg()).toMatchObject({ ok: true, data: { enheter: [changed] } });
  expect(await callsFor(changed)).toBeGreaterThan(0);
  expect(await callsFor(other)).toBe(0);
});
