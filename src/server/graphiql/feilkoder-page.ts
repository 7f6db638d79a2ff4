import { type DokumentertFeil, dokumenterteFeil } from '../../graph/dokumenterte-feil.ts';
import { DERIVED, UNAVAILABLE_CODES } from '../../graph/feilkoder.ts';
import { registersOf, SOURCES } from '../../sources/index.ts';
import { type AnswerPage, code, createPage, ERRORS_PATH, GLOSSARY_PATH, html, section, writePage } from './page.ts';

/** The chapter of the codes that are no register's own. */
export const IN_EVERY_UNION = 'In every union';

/** What answers with the catalogue of the registers' codes, as a page. */
export function createFeilkoderPage(): AnswerPage {
  return createPage(page);
}

function page(): string {
  const feil = dokumenterteFeil();
  const sources = [...new Set(feil.map(({ kilde }) => kilde))];
  return writePage({
    title: 'Feilkoder',
    chapters: [...sources, IN_EVERY_UNION],
    introduction: `Every code that the registers document. Each has one type, and that type stands in exactly the unions of the operations
that document it. The graph gives the same as <code>dokumenterteFeil</code>. What the gateway itself refuses, and what to do about it,
stands in <a href="${ERRORS_PATH}">Errors</a>, and what the registers’ words mean in the <a href="${GLOSSARY_PATH}">Glossary</a>.`,
    main: `${sources
      .map((kilde) =>
        chapter(
          kilde,
          feil.filter((one) => one.kilde === kilde),
        ),
      )
      .join('\n')}
${utilgjengelig()}`,
  });
}

function chapter(kilde: string, feil: readonly DokumentertFeil[]): string {
  const lang = SOURCES.find((source) => registersOf(source).some((one) => one.kilde === kilde))?.language;
  const rows = feil.map(({ kode, type, tekst, betydning, kanProevesIgjen, felter }) => {
    const text = `<span class="tekst"${lang ? ` lang="${lang}"` : ''}>${html(tekst)}</span>`;
    const fields = felter.length > 0 ? `<ul>${byType(felter).join('')}</ul>` : '–';
    return [kode, code(type), `${html(betydning)} ${text}`, kanProevesIgjen ? 'yes' : 'no', fields] as const;
  });
  const derived = feil.some(({ avledet }) => avledet) ? `<p>${html(DERIVED)}</p>` : '';
  return section(kilde, derived, ['Code', 'Type', 'Meaning, and the documented text', 'Try again', 'Fields'], rows);
}

/** The fields of one type together: a code can stand for ten of them. */
function byType(felter: readonly string[]): string[] {
  const types = Map.groupBy(felter, (felt) => felt.split('.')[0] ?? '');
  return [...types].map(([type, own]) => {
    const names = own.map((felt) => `<code>${html(felt.slice(type.length + 1))}</code>`);
    return `<li><b>${html(type)}</b> ${names.join(', ')}</li>`;
  });
}

function utilgjengelig(): string {
  const text = `<p>${code('UdokumentertFeil')} carries a code that the source’s documentation does not list for the operation, as it was sent.
${code('KildeUtilgjengelig')} says that the source could not be asked or did not answer sense:</p>`;
  const rows = UNAVAILABLE_CODES.map(([kode, betydning, igjen]) => [kode, html(betydning), igjen] as const);
  return section(IN_EVERY_UNION, text, ['Code', 'Meaning', 'Try again'], rows);
}
