import type { Organisasjonsnummer } from '../../../src/domain/organisasjonsnummer.ts';
import type { Personidentifikator } from '../../../src/domain/personidentifikator.ts';
import { OPERATIONS } from '../../../src/sources/enhet/codes.ts';
import type { DataOfOperation, SokEnhet } from '../../../src/sources/enhet/enhet.ts';
import { type Answer, isCertain } from '../answer.ts';
import { mutateBytes } from '../bytes.ts';
import type { Random } from '../random.ts';
import type { Case, Operation } from '../run.ts';
import { person, unit, words } from '../texts.ts';
import { readDocuments } from '../xml/decoded.ts';
import { toElement } from '../xml/raw.ts';
import { makeDocument, send } from './generate.ts';
import { innerOf, judge } from './judge.ts';
import { MESSAGES } from './models.ts';

/** What the sandbox has answered about a key. */
export interface Seed {
  readonly key: string;
  readonly answer: Answer;
}

/** Every operation of grunndata, beginning from generated answers and from the sandbox's own. */
export function grunndataOperations(seeds: ReadonlyMap<string, readonly Seed[]>): Operation[] {
  return OPERATIONS.map((operation) => ({
    navn: operation,
    make: (random) => makeCase(operation, seeds.get(operation) ?? [], random),
    ask: async (ports, key: string, call) => {
      if (operation === 'hentRolleutskrift') return ports.enhet.hentRolleutskrift([key as Personidentifikator], call);
      if (operation === 'sokEnhet') return ports.enhet.sokEnhet([search(key)], call);
      if (operation === 'hentEndringslogg') return [await ports.enhet.hentEndringslogg(call)];
      return ports.enhet.hent(operation as keyof DataOfOperation, [key as Organisasjonsnummer], call);
    },
    judge: ({ key, whole }, { answers }) => {
      const answer = answers.at(-1);
      return answer ? [judge(operation, key as string | undefined, answer, whole)] : [];
    },
  }));
}

const search = (soekestreng: string): SokEnhet => ({ soekestreng, maksTreff: 100, medUnderenheter: true });

function makeCase(operation: string, seeds: readonly Seed[], random: Random): Case {
  const key = makeKey(operation, random);
  const isMutated = random.chance(0.7);
  const seed = seeds.length > 0 && random.chance(0.3) ? random.pick(seeds) : undefined;
  const other = seeds.length > 0 ? random.pick(seeds).answer : undefined;
  if (seed && !isMutated) return { key: seed.key, answers: [seed.answer], whole: true };
  if (seed && random.chance(0.3)) {
    // As it was sent, but about somebody else, or broken on the way.
    const answer = random.chance(0.3) ? seed.answer : mutateBytes(seed.answer, random, other ?? seed.answer);
    return { key: random.chance(0.7) ? seed.key : key, answers: [answer], whole: false };
  }
  const seeded = seed && innerOf(operation, readDocuments(seed.answer)[0]);
  const document = seeded ? toElement(seeded) : makeDocument(operation, key, random);
  const answer = send(
    operation,
    document,
    random,
    isMutated ? (other ?? { status: 200, contentType: 'text/xml', body: Buffer.from('<x/>') }) : undefined,
  );
  return { key: seeded ? seed.key : key, answers: [answer], whole: !isMutated && isCertain(answer) };
}

function makeKey(operation: string, random: Random): string | undefined {
  if (operation === 'hentEndringslogg') return undefined;
  if (operation === 'hentRolleutskrift') return person(random);
  if (operation === 'sokEnhet') return words(20)(random).replace(/\s+/g, ' ');
  return unit(random);
}

export const UNIT_OPERATIONS = Object.keys(MESSAGES) as (keyof DataOfOperation)[];
