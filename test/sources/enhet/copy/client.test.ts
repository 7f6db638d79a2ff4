import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Organisasjonsnummer } from '../../../../src/domain/organisasjonsnummer.ts';
import { byRestDoors, sandboxSources } from '../../../../src/embedded.ts';
import { createUnits } from '../../../../src/sandbox/enhetsregisteret/units/units.ts';
import { type Sandbox, startSandbox } from '../../../../src/sandbox/index.ts';
import type { DataOfOperation, EnhetAnswer, SaerligeOpplysninger } from '../../../../src/sources/enhet/enhet.ts';
import { ENHET_OPERATIONS, REST_OPERATIONS } from '../../../../src/sources/enhet/operations.ts';
import { connectSources, type Sources, type SourcesConfig } from '../../../../src/sources/index.ts';
import { type Copied, copySandbox } from '../../../support/copied.ts';
import { BASE, countedCall } from '../../registers.ts';

// The port over a copy of the sandbox's Enhetsregisteret, beside the port over its REST services.

type Operation = keyof DataOfOperation;
const OPERATIONS: readonly Operation[] = [...ENHET_OPERATIONS, ...REST_OPERATIONS];
/** What stands in no copy. */
const ASKED: readonly Operation[] = ['hentFrivillighet', 'konsernstruktur', 'hentProkuraSignatur'];
const ANSWERED = OPERATIONS.filter((operation) => !ASKED.includes(operation));

// As they are written, though what fails twice on purpose is left out.
const ALL = [...createUnits()].filter(([number]) => number !== '790100107');
const numbersOf = (isWanted: (unit: (typeof ALL)[number][1]) => boolean) =>
  ALL.flatMap(([number, unit]) => (isWanted(unit) ? (number as Organisasjonsnummer) : []));
const LIVE = numbersOf(({ slettet, fjernet }) => !slettet && !fjernet);
const MAIN = numbersOf(({ resource, slettet, fjernet }) => resource === 'enheter' && !slettet && !fjernet);

let sandbox: Sandbox;
let copied: Copied;
let rest: SourcesConfig;
const opened: Sources[] = [];
const open = (config: SourcesConfig) => {
  const sources = connectSources(config);
  opened.push(sources);
  return sources.ports.enhet;
};
beforeAll(async () => {
  sandbox = await startSandbox();
  copied = await copySandbox(sandbox);
  const own = sandboxSources(sandbox, BASE, await byRestDoors(sandbox));
  rest = { ...own, enhet: own.enhet && { ...own.enhet, maskinporten: undefined } };
});
afterAll(async () => {
  await Promise.all(opened.map((sources) => sources.close()));
  await sandbox.close();
  copied.remove();
});
beforeEach(() => sandbox.reset());

const overCopy = (): SourcesConfig => ({ ...BASE, enhet: copied.enhet });

describe('what the copy holds', () => {
  test.each(ANSWERED)('%s is answered without a call, as REST answers it', async (operation) => {
    const { call, counted } = countedCall();
    const ours = await open(overCopy()).hent(operation, LIVE, call);
    expect(counted).toEqual([]);
    const theirs = await open(rest).hent(operation, LIVE, countedCall().call);
    expect(ours.map(comparable)).toEqual(theirs.map(comparable));
    const data = ours.flatMap((answer) => (answer.ok ? answer.data : []));
    expect(data.length).toBeGreaterThan(0);
    expect(new Set(data.map(({ ferskhet }) => typeof ferskhet))).toEqual(new Set(['string']));
    expect(theirs.every((answer) => !answer.ok || answer.data.ferskhet === null)).toBe(true);
  });

  test.each(ASKED)('%s is asked of the register', async (operation) => {
    const { call, counted } = countedCall();
    const ours = await open(overCopy()).hent(operation, MAIN.slice(0, 3), call);
    expect(counted.length).toBeGreaterThanOrEqual(3);
    expect(ours.every((answer) => !answer.ok || answer.data.ferskhet === null)).toBe(true);
  });
});

/** Of both doors the same: all but the moment, and that a unit is a parent in its group, which stands in no file. */
function comparable(answer: EnhetAnswer<DataOfOperation[Operation]>): unknown {
  if (!answer.ok) return answer;
  const { ferskhet: _, ...data } = answer.data;
  if (data.operation !== 'hentSaerligeOpplysninger') return data;
  const { statuser, ...others } = data as SaerligeOpplysninger;
  return { ...others, statuser: statuser.filter(({ statuskode }) => statuskode !== 'KMOR') };
}
