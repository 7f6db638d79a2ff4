import { byCode, statusOf } from '../errors-document.ts';
import { type AnswerPage, createPage, FEILKODER_PATH, html, section, writePage } from './page.ts';

/** What answers with the gateway's own errors, as a page: the first chapter of `docs/errors.md`. */
export function createErrorsPage(): AnswerPage {
  return createPage(page);
}

/** Its chapter. */
export const GATEWAY_ERRORS = 'The gateway’s own';

function page(): string {
  const rows = byCode().map((error) => {
    const { code: name, text, when, remedy } = error;
    return [
      name,
      statusOf(error),
      `${text === '{mistake}' || text === '{reason}' ? 'What is wrong.' : html(text)}`,
      marked(when),
      marked(remedy),
    ];
  });
  return writePage({
    title: 'Errors',
    chapters: [GATEWAY_ERRORS],
    introduction: `What the gateway itself refuses, with the code of <code>extensions.code</code>: the request was wrong. What a register answers
stands in <code>data</code>, with a type for each code: <a href="${FEILKODER_PATH}">Feilkoder</a>. A status of 200 means that
the error stands in the place of one field and the rest is answered, or that the operation has been executed. <code>(200)</code> is the status for a client that
reads <code>application/json</code> alone.`,
    main: section(GATEWAY_ERRORS, '', ['Code', 'HTTP', 'Text', 'When', 'What to do'], rows),
  });
}

/** What stands in backticks is code. */
export function marked(text: string): string {
  return html(text).replace(/`([^`]+)`/g, (_, inner: string) => `<code>${inner}</code>`);
}
