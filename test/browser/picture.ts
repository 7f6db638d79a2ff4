import { writeFile } from 'node:fs/promises';
import { type RunningGateway, startGateway } from '../support/gateway.ts';
import { launchBrowser } from './chromium.ts';

// The picture of the README: GraphiQL with the first tab answered. `npm run picture` takes it anew, when GraphiQL looks otherwise.

const FILE = new URL('../../docs/graphiql.webp', import.meta.url);
const SIZE = { width: 1280, height: 800 };
/** From the top of the window. */
const FIRST_LINE_AT = 100;
/** Out of a hundred. Letters stay sharp, and the file small. */
const QUALITY = 82;

await using gateway = closing(await startGateway());
await using browser = await launchBrowser();
const page = await browser.newPage({ viewport: SIZE });
await page.goto(`${gateway.url}/graphql`);
await page.locator('.graphiql-query-editor').getByText('embedded sandbox').waitFor();
await page.locator('.graphiql-execute-button').click();
await page.locator('.graphiql-response').getByText('"Kontaktregisteroppfoering"').first().waitFor();

// Of the first tab, the query and not what is said before it.
await page.getByRole('button', { name: 'Hide editor tools' }).click();
const query = page.locator('.graphiql-query-editor .view-line').filter({ hasText: /^query\s/ });
while ((await query.count()) === 0) await scrollEditor();
const top = async () => (await query.boundingBox())?.y ?? 0;
while ((await top()) > FIRST_LINE_AT) await scrollEditor();

// Playwright itself writes PNG and JPEG only; a WebP of the same page is a third of either.
const session = await page.context().newCDPSession(page);
const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
const bytes = Buffer.from(data, 'base64');
await writeFile(FILE, bytes);
process.stdout.write(`docs/graphiql.webp: ${bytes.length} bytes\n`);

async function scrollEditor(): Promise<void> {
  await page.mouse.move(300, 400);
  await page.mouse.wheel(0, 40);
  await page.waitForTimeout(100);
}

function closing(running: RunningGateway): RunningGateway & AsyncDisposable {
  return Object.assign(running, { [Symbol.asyncDispose]: () => running.close() });
}
