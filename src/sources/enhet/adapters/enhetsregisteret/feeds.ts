import type { CallContext } from '../../../../domain/call.ts';
import { failed, found } from '../../../../domain/outcome.ts';
import { kildeUtilgjengelig } from '../../../../domain/registerfeil.ts';
import type { Endringslogg, EnhetAnswer } from '../../enhet.ts';
import type { Ask } from './ask.ts';
import { ANSWERED, catalogue, KILDE } from './codes.ts';
import { type FeedEntry, readFeed, type Resource, RESOURCES } from './messages/index.ts';
import type { RestService } from './service.ts';

/** Entries of a feed in one call: the most that the register gives. */
const FEED_PAGE = 10_000;
const FEED_BYTES = 8 * 1024 * 1024;
/** So many pages make more entries than ten ordinary days have. */
export const MAX_FEED_PAGES = 10;
const DAY_MS = 24 * 60 * 60_000;
const WEEKDAY = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Oslo', weekday: 'short' });
/** Days back, where not one: a weekend counts as one with the day before it. */
const DAYS: Readonly<Record<string, number>> = { Sun: 2, Mon: 3 };

/** When the last period began of which grunndata's log tells, too: the last day, or the weekend. */
export function lastPeriod(now: Date): Date {
  return new Date(now.getTime() - (DAYS[WEEKDAY.format(now)] ?? 1) * DAY_MS);
}

/** The units that have changed since then, each once, in the order of the feeds. */
export async function followFeeds(
  ask: Ask,
  service: RestService | undefined,
  since: Date,
  call: CallContext,
): Promise<EnhetAnswer<Endringslogg>> {
  const feeds = await Promise.all(RESOURCES.map((resource) => followOne(resource)));
  const failure = feeds.find((answer) => !answer.ok);
  if (failure && !failure.ok) return failure;
  const numbers = feeds.flatMap((answer) => (answer.ok ? answer.data : []));
  if (numbers.length === 0) return failed(catalogue.feil('hentEndringslogg', '2000'));
  return found({ ...ANSWERED, enheter: [...new Set(numbers)] });

  /** By ids, and never by the links: pages past the twentieth are empty, whatever there is. */
  async function followOne(resource: Resource): Promise<EnhetAnswer<readonly string[]>> {
    const numbers: string[] = [];
    let from = `dato=${encodeURIComponent(since.toISOString())}`;
    let last = 0;
    for (let page = 0; page < MAX_FEED_PAGES; page += 1) {
      const entries = await askFeed(resource, from);
      if (!entries.ok) return entries;
      // The same page again would never end.
      if (entries.data.some(({ oppdateringsid }) => oppdateringsid <= last)) break;
      numbers.push(...entries.data.map(({ organisasjonsnummer }) => organisasjonsnummer));
      if (entries.data.length < FEED_PAGE) return found(numbers);
      last = entries.data.at(-1)?.oppdateringsid ?? last;
      from = `oppdateringsid=${last + 1}`;
    }
    return failed(kildeUtilgjengelig(KILDE, 'UGYLDIG_SVAR'));
  }

  function askFeed(resource: Resource, from: string): Promise<EnhetAnswer<readonly FeedEntry[]>> {
    return ask<readonly FeedEntry[]>(
      {
        service,
        operation: 'hentEndringslogg',
        name: `oppdateringer/${resource}`,
        path: `/oppdateringer/${resource}?${from}&size=${FEED_PAGE}`,
        accept: FEED_TYPES[resource],
        maxResponseBytes: FEED_BYTES,
        read({ status, json }) {
          const entries = status === 200 ? readFeed(json, resource) : undefined;
          return entries && found(entries);
        },
      },
      call,
    );
  }
}

const FEED_TYPES: Readonly<Record<Resource, string>> = {
  enheter: 'application/vnd.brreg.enhetsregisteret.oppdatering.enhet.v1+json',
  underenheter: 'application/vnd.brreg.enhetsregisteret.oppdatering.underenhet.v1+json',
};
