import type { CallContext } from '../domain/call.ts';
import { isOrganisasjonsnummer, type Organisasjonsnummer } from '../domain/organisasjonsnummer.ts';
import { failed, found, type Outcome } from '../domain/outcome.ts';
import { type Kilde, kildeUtilgjengelig } from '../domain/registerfeil.ts';

const NOT_LISTED = 'The gateway asks this source for certain bodies only, and the caller acts for none of them.';

/**
 * The body that a register is to be asked for: the caller's own, where the gateway acts for many, and it is one of those. Undefined where
 * the gateway acts for nobody but itself, whoever asks: `bodies` is undefined then.
 */
export function bodyActedFor(
  kilde: Kilde,
  bodies: readonly string[] | undefined,
  { caller: { consumer } }: Pick<CallContext, 'caller'>,
): Outcome<Organisasjonsnummer | undefined> {
  if (bodies === undefined) return found(undefined);
  const isListed = consumer !== undefined && bodies.includes(consumer);
  return isListed ? found(consumer) : failed(kildeUtilgjengelig(kilde, 'MANGLER_SCOPE', { melding: NOT_LISTED }));
}

/** All that a register can be asked for, by `bodyActedFor`: undefined stands for the gateway itself. */
export function bodiesActedFor(bodies: readonly string[] | undefined): readonly (Organisasjonsnummer | undefined)[] {
  return bodies?.filter(isOrganisasjonsnummer) ?? [undefined];
}
