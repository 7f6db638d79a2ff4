import type { CallContext } from '../../../../domain/call.ts';
import { failed, found } from '../../../../domain/outcome.ts';
import { kildeUtilgjengelig } from '../../../../domain/registerfeil.ts';
import type { EnhetAnswer } from '../../enhet.ts';
import type { Rollegruppe } from '../../roller.ts';
import type { Ask } from './ask.ts';
import { KILDE } from './codes.ts';
import { readDetail } from './detail.ts';
import { readRight, type Right, RIGHTS } from './messages/index.ts';
import type { RestService } from './service.ts';

const MAX_BYTES = 1024 * 1024;
const NOT_COMPUTED = 'The register does not compute who may sign for a unit of this form.';

/** Who may sign, and who may by a power of attorney: two questions. Undefined: the service knows nothing of the unit. */
export async function askRights(
  ask: Ask,
  service: RestService | undefined,
  number: string,
  call: CallContext,
  rest?: () => void,
): Promise<EnhetAnswer<Readonly<Record<Right, readonly Rollegruppe[]>> | undefined>> {
  const [signatur, prokura] = await Promise.all(RIGHTS.map(askRight));
  if (!signatur || !prokura) throw new Error('two rights are asked for');
  if (!signatur.ok) return signatur;
  if (!prokura.ok) return prokura;
  if (!signatur.data && !prokura.data) return found(undefined);
  return found({ signatur: signatur.data ?? [], prokura: prokura.data ?? [] });

  function askRight(right: Right): Promise<EnhetAnswer<readonly Rollegruppe[] | undefined>> {
    return ask<readonly Rollegruppe[] | undefined>(
      {
        service,
        operation: 'hentProkuraSignatur',
        name: `fullmakt ${right}`,
        path: `/enheter/${number}/${right}`,
        key: number,
        maxResponseBytes: MAX_BYTES,
        read(answer) {
          const groups = readDetail(answer, (json) => readRight(json, number));
          if (!groups?.ok || groups.data !== 'not computed') return groups as EnhetAnswer<readonly Rollegruppe[]>;
          return failed(kildeUtilgjengelig(KILDE, 'IKKE_TILBUDT', { melding: NOT_COMPUTED }));
        },
      },
      call,
      rest,
    );
  }
}
