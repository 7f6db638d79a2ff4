/** What differs between the HTML documents that the gateway serves. */
export interface HtmlDocument {
  /** As HTML; the house's name stands behind it. Left out: the house's name alone. */
  readonly title?: string | undefined;
  /** Style sheets, scripts and the icon, as HTML. */
  readonly head: string;
  /** As HTML. */
  readonly body: string;
}

const NAME = 'Registergraf';

/** A whole HTML document: the one place that knows what stands before and after the body of a page. */
export function writeDocument({ title, head, body }: HtmlDocument): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title === undefined ? NAME : `${title} – ${NAME}`}</title>
${head}
</head>
<body>
${body}
</body>
</html>
`;
}

/** The head of a page with one inline style sheet, which its policy allows by its hash, and no icon. */
export function inlineStyle(style: string): string {
  return `<link rel="icon" href="data:,">\n<style>${style}</style>`;
}
