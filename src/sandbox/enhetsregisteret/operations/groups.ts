import { notFound, writeJson } from '../answers/write.ts';
import type { EnhetsregisteretSandbox } from '../state.ts';
import { type Fields, isLive, textOf } from '../units/document.ts';
import { CORPORATE_GROUPS, type CorporateGroup, type Holding } from '../units/groups.ts';
import type { Handle } from './call.ts';
import { CSV_TYPE } from './bulk.ts';
import { isNumber, refuseNumber } from './units.ts';

const GROUND = { kode: 'KDAT', beskrivelse: 'Konsern datter' } as const;

/** The whole tree from the top, whichever member is asked for. */
export const answerGroup: Handle = (call) => {
  const { parts, sandbox, type } = call;
  const [number = ''] = parts;
  if (!isNumber(number)) return refuseNumber(call);
  const unit = sandbox.state.units.get(number);
  const group = CORPORATE_GROUPS.find(({ members }) => members.includes(number));
  if (!group || !unit || !isLive(unit)) return notFound();
  if (type === CSV_TYPE) return writeCsv(group, sandbox);
  return writeJson({ ...nameOf(group.top, sandbox), ...childrenOf(group, group.top, sandbox) }, type);
};

/** A leaf has no `children` at all. */
function childrenOf(group: CorporateGroup, parent: string, sandbox: EnhetsregisteretSandbox): Fields {
  const held = group.holdings.filter((holding) => holding.parent === parent);
  return held.length === 0 ? {} : { children: held.map((holding) => writeNode(group, holding, sandbox)) };
}

function writeNode(group: CorporateGroup, holding: Holding, sandbox: EnhetsregisteretSandbox): Fields {
  const { organisasjonsnummer, parent, nivaa, grunnlag, dato } = holding;
  const { navn = '', organisasjonsform = {} } = nameOf(organisasjonsnummer, sandbox);
  return {
    nivaa,
    knytningsform: GROUND,
    navn,
    organisasjonsnummer,
    parentNavn: textOf(nameOf(parent, sandbox), 'navn'),
    parentOrganisasjonsnummer: parent,
    grunnlag,
    dato,
    organisasjonsform,
    ...childrenOf(group, organisasjonsnummer, sandbox),
  };
}

function nameOf(organisasjonsnummer: string, { state }: EnhetsregisteretSandbox): Fields {
  const { navn = '', organisasjonsform = {} } = state.units.get(organisasjonsnummer)?.fields ?? {};
  return { organisasjonsnummer, navn, organisasjonsform };
}

function writeCsv({ top, holdings }: CorporateGroup, sandbox: EnhetsregisteretSandbox) {
  const rows = [
    [top, textOf(nameOf(top, sandbox), 'navn'), '', '', ''],
    ...holdings.map(({ organisasjonsnummer, parent, grunnlag, dato }) => [
      organisasjonsnummer,
      textOf(nameOf(organisasjonsnummer, sandbox), 'navn'),
      parent,
      grunnlag,
      dato,
    ]),
  ];
  const head = ['organisasjonsnummer', 'navn', 'parentOrganisasjonsnummer', 'grunnlag', 'dato'];
  const lines = [head, ...rows].map((row) => row.map((cell) => `"${cell}"`).join(','));
  return { status: 200, headers: { 'content-type': `${CSV_TYPE};charset=UTF-8` }, body: `${lines.join('\n')}\n` };
}

/** Which unit is at which piece of land: a bare list, all of it texts. */
const LAND = [
  {
    orgnr: '700013006',
    kommnr: '0301',
    gaardsnr: '1',
    bruksnr: '2',
    festenr: '0',
    matrikkelenhetid: '000000001',
    rekkefolge: '1',
  },
] as const;

export const answerLand: Handle = ({ parameters, type }) => {
  const isWanted = (row: Readonly<Record<string, string>>) =>
    [...parameters].every(([name, value]) => row[name] === value);
  return writeJson(LAND.filter(isWanted), type);
};
