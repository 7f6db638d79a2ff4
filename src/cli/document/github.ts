import { oneLine } from '../output.ts';
import { ID_BEGINNING, isFailing } from './findings.ts';
import type { Finding, Report } from './report.ts';
import { summary } from './tell.ts';

/** Commands of a workflow of GitHub Actions: each finding stands at its line of the change. What does not fail is no error there. */
export function annotations({ findings, failOn, operations }: Report): string {
  const lines = findings.map((finding) => {
    const { level, file, id, line, column } = finding;
    const command = isFailing(level, failOn) ? 'error' : level === 'notice' ? 'notice' : 'warning';
    // In a manifest a document is one line of the file, whose number nobody knows.
    const at = id === undefined ? { file, line, col: column } : { file };
    const properties = Object.entries({ ...at, title: `registergraf: ${finding.kind}` });
    const written = properties.map(([name, value]) => `${name}=${escaped(String(value)).replace(/[:,]/g, percent)}`);
    return `::${command} ${written.join(',')}::${escaped(withOperations(finding))}`;
  });
  return [...lines, summary({ findings, operations, failOn })].join('\n');
}

function withOperations({ operations, message, id, line, column }: Finding): string {
  const at = id === undefined ? '' : ` (${id.slice(0, ID_BEGINNING)}, ${line}:${column})`;
  return `${operations.length > 0 ? `${operations.join(', ')}: ` : ''}${message}${at}`;
}

function escaped(text: string): string {
  return oneLine(text.replace(/[%\r\n]/g, percent));
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
