import { found } from '../../../../domain/outcome.ts';
import type { JuridiskRolleIEnhet, Konsernledd, Roller } from '../../enhet.ts';
import type { EnhetOperation } from '../../operations.ts';
import type { Rollegruppe } from '../../roller.ts';
import type { Ask, Question } from './ask.ts';
import { createAskAbout, type Detail } from './detail.ts';
import {
  type Heading,
  readFrivillighet,
  readHasSubUnits,
  readKonsernstruktur,
  readPage,
  readRoller,
  readSubUnits,
  type Right,
} from './messages/index.ts';
import { askRights } from './rights.ts';
import { askRolesOfUnit } from './roles-of-unit.ts';
import type { RestService, RestServices } from './service.ts';
import { MEDIA_TYPES, pageBytes } from './units.ts';

const KIB = 1024;
/** Bytes, unzipped. A role takes some hundred, and so does a unit of a group. */
const ROLES_BYTES = 1024 * KIB;
const GROUP_BYTES = 4096 * KIB;
const ORGANISATION_BYTES = 256 * KIB;
/** Sub-units on one page: the most that the register gives. */
const MAX_SUB_UNITS = 10_000;
export const SUB_UNITS_BYTES = 16 * 1024 * KIB;
const ROLE_TYPE = 'application/vnd.brreg.enhetsregisteret.rolle.v1+json';

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
  const askAbout = createAskAbout(ask);
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
          return page && readHasSubUnits(page, number);
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
    juridiskeRoller: (number, call, rest) => askRolesOfUnit(askAbout, open, number, call, rest),
    fullmakt: (number, call, rest) => askRights(ask, fullmakt, number, call, rest),
  };
}

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
