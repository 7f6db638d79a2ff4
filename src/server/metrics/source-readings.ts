import type { Kilde } from '../../domain/registerfeil.ts';
import type { Sources } from '../../sources/index.ts';
import { READ } from './definitions.ts';
import { type Reading, readingOf } from './families.ts';

const STATES = ['UP', 'DOWN', 'UNKNOWN', 'IKKE_KONFIGURERT'] as const;
const BREAKER_STATES = ['closed', 'half-open', 'open'] as const;
const SECOND_MS = 1_000;

/** What is known of the registers just now. */
export function readSources(
  sources: Pick<Sources, 'state' | 'certificates'>,
  isSandbox: (kilde: Kilde) => boolean,
): readonly Reading[] {
  const all = sources.state();
  const copies = all.flatMap(({ kilde, knowledge }) => (knowledge === undefined ? [] : [{ kilde, knowledge }]));
  return [
    readingOf(
      READ.states,
      all.flatMap(({ kilde, state }) =>
        STATES.map((one) => ({ labels: { kilde, state: one }, value: Number(one === state) })),
      ),
    ),
    readingOf(
      READ.sandbox,
      all.map(({ kilde }) => ({ labels: { kilde }, value: Number(isSandbox(kilde)) })),
    ),
    readingOf(
      READ.breakers,
      all.flatMap(({ kilde, services = [] }) =>
        services.flatMap(({ service, breakers }) =>
          Object.entries(breakers).flatMap(([kind, state]) =>
            BREAKER_STATES.map((one) => ({
              labels: { kilde, service, kind, state: one },
              value: Number(one === state),
            })),
          ),
        ),
      ),
    ),
    readingOf(
      READ.copyAge,
      copies.flatMap(({ kilde, knowledge }) =>
        knowledge && Number.isFinite(knowledge.ageMs) ? [{ labels: { kilde }, value: knowledge.ageMs / 1000 }] : [],
      ),
    ),
    readingOf(
      READ.copyUsable,
      copies.map(({ kilde, knowledge }) => ({ labels: { kilde }, value: Number(knowledge?.isTooOld === false) })),
    ),
    readingOf(
      READ.certificateLeft,
      sources
        .certificates()
        .flatMap(({ kilde, certificateExpires, trustExpires }) => [
          ...timeLeft(kilde, 'client', certificateExpires),
          ...timeLeft(kilde, 'trust', trustExpires),
        ]),
    ),
  ];
}

function timeLeft(kilde: Kilde, use: string, expires: string | undefined) {
  if (expires === undefined) return [];
  return [{ labels: { kilde, use }, value: (Date.parse(expires) - Date.now()) / SECOND_MS }];
}
