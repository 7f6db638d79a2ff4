/**
 * The types whose values mean the same wherever they come from: another subgraph may define them too. All others have one
 * owner, which is this graph.
 */
export const SHAREABLE: ReadonlySet<string> = new Set([
  'KildeUtilgjengelig',
  'UdokumentertFeil',
  'EnhetAdresse',
  'KodeMedBeskrivelse',
  'Organisasjonsform',
  'Naeringskode',
  'Maalform',
]);
