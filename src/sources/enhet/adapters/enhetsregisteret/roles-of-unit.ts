import type { CallContext } from '../../../../domain/call.ts';
import { failed, found } from '../../../../domain/outcome.ts';
import { kildeUtilgjengelig } from '../../../../domain/registerfeil.ts';
import type { EnhetAnswer, JuridiskRolleIEnhet } from '../../enhet.ts';
import { KILDE } from './codes.ts';
import type { AskAbout } from './detail.ts';
import { type PageOfRoles, readJuridiskeRoller } from './messages/index.ts';
import type { RestService } from './service.ts';

/** Pages of units in which one unit holds roles: those of a large auditor. */
export const MAX_PAGES = 50;
const MAX_BYTES = 4096 * 1024;

type PageWithPath = PageOfRoles & { readonly nextPath: string | undefined };

/** The units in which a unit holds roles, page by page: a link leads on only within the service itself. */
export async function askRolesOfUnit(
  askAbout: AskAbout,
  service: RestService | undefined,
  number: string,
  call: CallContext,
  rest?: () => void,
): Promise<EnhetAnswer<readonly JuridiskRolleIEnhet[] | undefined>> {
  const enheter = new Map<string, JuridiskRolleIEnhet>();
  const paths = new Set<string>();
  let path: string | undefined = `/roller/enheter/${number}/juridiskeroller`;
  while (path !== undefined) {
    // The same page again, or no end.
    if (paths.has(path) || paths.size >= MAX_PAGES) return nonsense();
    paths.add(path);
    const page: EnhetAnswer<PageWithPath | undefined> = await askAbout(
      {
        service,
        operation: 'juridiskeroller',
        name: 'juridiskeroller',
        path,
        key: number,
        maxResponseBytes: MAX_BYTES,
      },
      (json) => {
        const read = readJuridiskeRoller(json, number);
        const nextPath = read?.next === undefined ? undefined : service?.pathOf(read.next);
        return read && (read.next === undefined || nextPath !== undefined) ? { ...read, nextPath } : undefined;
      },
      call,
      rest,
    );
    if (!page.ok) return page;
    if (!page.data) return enheter.size === 0 ? found(undefined) : nonsense();
    const isRepeated = page.data.enheter.some(({ organisasjonsnummer }) => enheter.has(organisasjonsnummer));
    if (isRepeated) return nonsense();
    for (const enhet of page.data.enheter) enheter.set(enhet.organisasjonsnummer, enhet);
    path = page.data.nextPath;
  }
  return found([...enheter.values()]);
}

function nonsense(): EnhetAnswer<never> {
  return failed(kildeUtilgjengelig(KILDE, 'UGYLDIG_SVAR'));
}
