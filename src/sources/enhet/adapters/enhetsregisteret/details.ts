import type { CallContext } from '../../../../domain/call.ts';
import { failed, found } from '../../../../domain/outcome.ts';
import { kildeUtilgjengelig } from '../../../../domain/registerfeil.ts';
import type { EnhetAnswer, JuridiskRolleIEnhet, Konsernledd, Roller } from '../../enhet.ts';
import type { EnhetOperation } from '../../operations.ts';
import type { Rollegruppe } from '../../roller.ts';
import type { Ask, Question, RestAnswer, RestService } from './ask.ts';
import { KILDE } from './codes.ts';
import {
  type Heading,
  type PageOfRoles,
  readFrivillighet,
  readJuridiskeRoller,
  readKonsernstruktur,
  readPage,
  readRight,
  readRoller,
  readSubUnits,
  type Right,
  RIGHTS,
} from './messages/index.ts';
import { MEDIA_TYPES, pageBytes } from './units.ts';

/** What is kept apart from a unit's own answer, and asked for one unit at a time. Undefined: the register knows nothing of it. */
export type Detail<Data> = (
  number: string,
  call: CallContext,
  rest?: () => void,
) => Promise<EnhetAnswer<Data | undefined>>;

/** The services that are asked, by their tiers. Undefined: it is not configured. */
export interface RestServices {
  readonly open: RestService | undefined;
  /** The tier that tells the numbers of those who hold roles. */
  readonly authorized: RestService | undefined;
  readonly frivillighet: RestService | undefined;
  readonly fullmakt: RestService | undefined;
}

const KIB = 1024;
/** Bytes, unzipped. A role takes some hundred, and so does a unit of a group. */
const ROLES_BYTES = 1024 * KIB;
const GROUP_BYTES = 4096 * KIB;
const ORGANISATION_BYTES = 256 * KIB;
/** Sub-units on one page: the most that the register gives. */
const MAX_SUB_UNITS = 10_000;
export const SUB_UNITS_BYTES = 16 * 1024 * KIB;
const ROLE_TYPE = 'application/vnd.brreg.enhetsregisteret.rolle.v1+json';
/** Pages of units in which one unit holds roles: a large auditor's. */
export const MAX_PAGES = 50;

export interface Details {
  readonly roller: Detail<Roller>;
  readonly frivillighet: Detail<Exclude<ReturnType<typeof readFrivillighet>, undefined>>;
  /** Undefined: none. */
  readonly someBedrifter: Detail<readonly string[]>;
  readonly hasBedrifter: Detail<boolean>;
  readonly konsern: Detail<Konsernledd>;
  readonly juridiskeRoller: Detail<readonly JuridiskRolleIEnhet[]>;
  readonly fullmakt: Detail<Readonly<Record<Right, readonly Rollegruppe[]>>>;
}

export function createDetails(
  ask: Ask,
  { open, authorized, frivillighet, fullmakt }: RestServices,
  heading: () => Heading,
): Details {
  return {
    roller: (number, call, rest) =>
      askAbout(
        {
          service: authorized ?? open,
          operation: 'hentRoller',
          name: authorized ? 'autorisert enheter/{nr}/roller' : 'enheter/{nr}/roller',
          path: `/enheter/${number}/roller`,
          accept: ROLE_TYPE,
          key: number,
          maxResponseBytes: ROLES_BYTES,
        },
        (json) => readRoller(json, number, heading()),
        call,
        rest,
      ),
    frivillighet: (number, call, rest) =>
      askAbout(
        {
          service: frivillighet,
          operation: 'hentFrivillighet',
          name: 'frivillige-organisasjoner/{nr}',
          path: `/frivillige-organisasjoner/${number}?spraak=NOB`,
          key: number,
          maxResponseBytes: ORGANISATION_BYTES,
        },
        (json) => readFrivillighet(json, number, heading()),
        call,
        rest,
      ),
    async someBedrifter(number, call, rest) {
      const answer = await askAbout(
        subUnits(open, 'hentBedrifterVirksomheter', number, MAX_SUB_UNITS, SUB_UNITS_BYTES),
        (json) => {
          const page = readPage(json, 'underenheter');
          return page && readSubUnits(page, number);
        },
        call,
        rest,
      );
      return answer.ok && answer.data?.length === 0 ? found(undefined) : answer;
    },
    hasBedrifter: (number, call, rest) =>
      askAbout(
        subUnits(open, 'hentEnBedriftVirksomhet', number, 1, pageBytes(1)),
        (json) => {
          const page = readPage(json, 'underenheter');
          return page && page.totalElements > 0;
        },
        call,
        rest,
      ),
    konsern: (number, call, rest) =>
      askAbout(
        {
          service: open,
          operation: 'konsernstruktur',
          name: 'konsernstruktur/{nr}',
          path: `/konsernstruktur/${number}`,
          key: number,
          maxResponseBytes: GROUP_BYTES,
        },
        (json) => readKonsernstruktur(json, number),
        call,
        rest,
      ),
    juridiskeRoller,
    async fullmakt(number, call, rest) {
      const [signatur, prokura] = await Promise.all(RIGHTS.map((right) => askRight(right, number, call, rest)));
      if (!signatur || !prokura) throw new Error('two rights are asked for');
      if (!signatur.ok) return signatur;
      if (!prokura.ok) return prokura;
      if (!signatur.data && !prokura.data) return found(undefined);
      return found({ signatur: signatur.data ?? [], prokura: prokura.data ?? [] });
    },
  };

  /** 404 says that there is nothing, whether there is a unit or not. */
  function askAbout<Data>(
    question: Omit<Question<Data | undefined>, 'read'>,
    readData: (json: unknown) => Data | undefined,
    call: CallContext,
    rest?: () => void,
  ): Promise<EnhetAnswer<Data | undefined>> {
    const read = ({ status, json }: RestAnswer): EnhetAnswer<Data | undefined> | undefined => {
      // Whoever holds the unit itself is asked what 410 means.
      if (status === 404 || status === 410) return found(undefined);
      if (status === 400) return failed(kildeUtilgjengelig(KILDE, 'HTTP_400', { kanProevesIgjen: false }));
      const data = readData(json);
      return data === undefined ? undefined : found(data);
    };
    return ask({ ...question, read }, call, rest);
  }

  async function juridiskeRoller(
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
          service: open,
          operation: 'juridiskeroller',
          name: 'juridiskeroller',
          path,
          key: number,
          maxResponseBytes: GROUP_BYTES,
        },
        (json) => {
          const read = readJuridiskeRoller(json, number);
          const nextPath = read?.next === undefined ? undefined : open?.pathOf(read.next);
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

  function askRight(right: Right, number: string, call: CallContext, rest?: () => void) {
    return ask<readonly Rollegruppe[] | undefined>(
      {
        service: fullmakt,
        operation: 'hentProkuraSignatur',
        name: `fullmakt ${right}`,
        path: `/enheter/${number}/${right}`,
        key: number,
        maxResponseBytes: ROLES_BYTES,
        read({ status, json }) {
          if (status === 404 || status === 410) return found(undefined);
          if (status === 400) return failed(kildeUtilgjengelig(KILDE, 'HTTP_400', { kanProevesIgjen: false }));
          const groups = readRight(json, number);
          if (groups === 'not computed')
            return failed(kildeUtilgjengelig(KILDE, 'IKKE_TILBUDT', { melding: NOT_COMPUTED }));
          return groups && found(groups);
        },
      },
      call,
      rest,
    );
  }
}

function nonsense(): EnhetAnswer<never> {
  return failed(kildeUtilgjengelig(KILDE, 'UGYLDIG_SVAR'));
}

type PageWithPath = PageOfRoles & { readonly nextPath: string | undefined };

const NOT_COMPUTED = 'The register does not compute who may sign for a unit of this form.';

function subUnits(
  service: RestService | undefined,
  operation: EnhetOperation,
  number: string,
  size: number,
  maxResponseBytes: number,
): Omit<Question<never>, 'read'> {
  return {
    service,
    operation,
    name: 'underenheter of a unit',
    path: `/underenheter?overordnetEnhet=${number}&size=${size}`,
    accept: MEDIA_TYPES.underenheter,
    key: number,
    maxResponseBytes,
  };
}
