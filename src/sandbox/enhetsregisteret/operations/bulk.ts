import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { lastNight } from '../answers/java-date.ts';
import { withoutLinks, writeUnit } from '../answers/links.ts';
import { writeGroups } from '../answers/roller.ts';
import { type Answer, type Fault, PREFIX, stringify, writeBadRequest } from '../answers/write.ts';
import type { Settings } from '../settings.ts';
import { type Fields, isLive, type Json, type Resource } from '../units/document.ts';
import type { Call, Handle } from './call.ts';
import { checkSearch, WINDOW } from './parameters.ts';
import { findUnits } from './search.ts';

export const FILE_TYPES: Readonly<Record<Resource, string>> = {
  enheter: `${PREFIX}enhet.v2+gzip`,
  underenheter: `${PREFIX}underenhet.v2+gzip`,
};
export const CSV_TYPE = 'text/csv';
export const ROLES_TYPE = `${PREFIX}rolle.v1+gzip`;

/** All live units as one list, or those that a search would find, of which there are no more than its window. */
export function answerFile(resource: Resource): Handle {
  return (call) => {
    const { sandbox, base, parameters } = call;
    const refused = refuseJson(call) ?? refuseParameters(call, resource);
    if (refused) return refused;
    const found = findUnits(resource, parameters, sandbox);
    const units = parameters.size > 0 ? found.slice(0, WINDOW) : found;
    const list = units.map((unit) => withoutLinks(writeUnit(unit, base)));
    return sendFile(
      call,
      cutJson(stringify(spoil(list, sandbox.settings), 2), sandbox.settings),
      `${resource}_alle.json.gz`,
    );
  };
}

/** One element a unit that has roles; persons with their fødselsnummer in the authorised tier. */
export function answerRolesFile(tier: 'open' | 'authorised'): Handle {
  return (call) => {
    const { sandbox, base } = call;
    const refused = refuseJson(call);
    if (refused) return refused;
    const { units, roller } = sandbox.state;
    const about = { base, units, authorised: tier === 'authorised' };
    const list = [...units].flatMap(([organisasjonsnummer, unit]): readonly Json[] => {
      const groups = isLive(unit) ? roller.get(organisasjonsnummer) : undefined;
      if (!groups) return [];
      return [withoutLinks({ organisasjonsnummer, rollegrupper: writeGroups(groups, about), _links: {} })];
    });
    return sendFile(
      call,
      cutJson(stringify(spoil(list, sandbox.settings), 2), sandbox.settings),
      'roller_alle.json.gz',
    );
  };
}

/** Fewer columns than the register's ninety: the list in JSON is the one to read. */
const COLUMNS = [
  'organisasjonsnummer',
  'navn',
  'organisasjonsform.kode',
  'organisasjonsform.beskrivelse',
  'naeringskode1.kode',
  'antallAnsatte',
  'harRegistrertAntallAnsatte',
  'overordnetEnhet',
  'forretningsadresse.kommunenummer',
  'beliggenhetsadresse.kommunenummer',
  'konkurs',
] as const;

export function answerCsv(resource: Resource): Handle {
  return (call) => {
    const refused = refuseParameters(call, resource);
    if (refused) return refused;
    const rows = findUnits(resource, call.parameters, call.sandbox).map(({ fields }) =>
      COLUMNS.map((column) => writeCell(fields, column)).join(','),
    );
    return sendFile(call, [COLUMNS.join(','), ...rows, ''].join('\n'), `${resource}_alle.csv.gz`);
  };
}

function writeCell(fields: Fields, column: string): string {
  let value: unknown = fields;
  for (const key of column.split('.')) value = (value as Record<string, unknown> | undefined)?.[key];
  return value === undefined ? '' : `"${String(value).replaceAll('"', '""')}"`;
}

/** JSON of this size is only given as a file: who asks for it as an answer is refused. */
function refuseJson({ request, sandbox }: Call): Answer | undefined {
  if (!/application\/json/.test(request.headers.accept ?? '')) return undefined;
  const fault: Fault = { feilmelding: 'Ugyldig Accept', parametere: ['Accept'], feilaktigVerdi: '[application/json]' };
  return writeBadRequest([fault], request.url.pathname, sandbox.clock.now());
}

function refuseParameters({ parameters, request, sandbox }: Call, resource: Resource): Answer | undefined {
  const faults = checkSearch(parameters, resource, sandbox.settings.numbersLimit);
  return faults.length > 0 ? writeBadRequest(faults, request.url.pathname, sandbox.clock.now()) : undefined;
}

function spoil(list: readonly Json[], { bulk }: Settings): readonly Json[] {
  const half = Math.floor(list.length / 2);
  return bulk === 'malformed entry' ? list.with(half, { organisasjonsnummer: 7, navn: null }) : list;
}

function cutJson(text: string, { bulk }: Settings): string {
  return bulk === 'cut JSON' ? text.slice(0, text.length / 2) : text;
}

/** The file is compressed itself, whatever encoding the caller takes. */
function sendFile({ sandbox, type }: Call, text: string, name: string): Answer {
  const whole = gzipSync(text);
  const etag = createHash('sha256').update(whole).digest('hex').slice(0, 32);
  return {
    status: 200,
    headers: {
      'content-type': `${type};charset=UTF-8`,
      'content-disposition': `attachment; filename=${name}`,
      etag: `"${etag}"`,
      'last-modified': lastNight(sandbox.clock.now()),
    },
    body: sandbox.settings.bulk === 'cut' ? whole.subarray(0, whole.length / 2) : whole,
  };
}
