import type { CallContext } from '../../../../domain/call.ts';
import { failed } from '../../../../domain/outcome.ts';
import type { EnhetAnswer, SokEnhet, SokEnhetTreff, SokEnhetTreffliste } from '../../enhet.ts';
import type { Ask } from './ask.ts';
import { ANSWERED, catalogue } from './codes.ts';
import { readFeilmelding, readPage, readTreff, type Resource, RESOURCES } from './messages/index.ts';
import type { RestService } from './service.ts';
import { MEDIA_TYPES, pageBytes } from './units.ts';

interface Hits {
  readonly antall: number;
  readonly treff: readonly SokEnhetTreff[];
}

/** Units by name, in the register's order: main units first, which is how it tells them apart, then sub-units. */
export async function searchUnits(
  ask: Ask,
  service: RestService | undefined,
  soek: SokEnhet,
  call: CallContext,
  rest?: () => void,
): Promise<EnhetAnswer<SokEnhetTreffliste>> {
  const unsearchable = whyUnsearchable(soek);
  if (unsearchable !== undefined) return invalid(unsearchable, 'GATEWAY');
  const resources = soek.medUnderenheter ? RESOURCES : RESOURCES.slice(0, 1);
  const found = await Promise.all(resources.map((resource) => searchOne(resource)));
  const failure = found.find((answer) => !answer.ok);
  if (failure && !failure.ok) return failure;
  const hits = found.flatMap((answer) => (answer.ok ? answer.data : []));
  const antall = hits.reduce((sum, one) => sum + one.antall, 0);
  const treff = hits.flatMap((one) => one.treff).slice(0, soek.maksTreff);
  return { ok: true, data: { ...ANSWERED, antall, treff } };

  function searchOne(resource: Resource): Promise<EnhetAnswer<Hits>> {
    return ask<Hits>(
      {
        service,
        operation: 'sokEnhet',
        name: `${resource} by name`,
        path: `/${resource}?${writeQuery(soek)}`,
        accept: MEDIA_TYPES[resource],
        maxResponseBytes: pageBytes(soek.maksTreff),
        read({ status, json }) {
          if (status === 400) return invalid(readFeilmelding(json), 'KILDE');
          const page = status === 200 ? readPage(json, resource) : undefined;
          const treff = page && readTreff(page);
          return page && treff && { ok: true, data: { antall: page.totalElements, treff } };
        },
      },
      call,
      rest,
    );
  }
}

function writeQuery({ soekestreng, maksTreff, kommunenummer, organisasjonsform }: SokEnhet): string {
  const parameters: Readonly<Record<string, string | null | undefined>> = {
    navn: soekestreng,
    organisasjonsform,
    kommunenummer,
    size: String(maksTreff),
  };
  return Object.entries(parameters)
    .flatMap(([name, value]) => (value ? `${name}=${encodeURIComponent(value)}` : []))
    .join('&');
}

/** What a person's number looks like, Danish or Norwegian: ten digits of any script, parted anywhere by anything but letters. */
const PERSON = /\p{Nd}(?:[^\p{L}\p{Nd}]{0,3}\p{Nd}){9}/u;

function whyUnsearchable({ soekestreng, organisasjonsform, fylkesnummer }: SokEnhet): string | undefined {
  if (fylkesnummer) return 'This register cannot search by fylkesnummer: give kommunenummer.';
  // The words stand in an address, where no person's number may stand.
  const words = Object.entries({ soekestreng, organisasjonsform });
  const [name] = words.find(([, text]) => PERSON.test(text ?? '')) ?? [];
  return name && `${name} holds what looks like a person’s number.`;
}

function invalid(feiltekst: string, opphav: 'GATEWAY' | 'KILDE'): EnhetAnswer<never> {
  return failed({ ...catalogue.feil('sokEnhet', '20', { opphav }), feiltekst });
}
