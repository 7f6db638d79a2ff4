import { writeFile } from 'node:fs/promises';
import { type RunningGateway, startGateway } from '../support/gateway.ts';
import { launchBrowser } from './chromium.ts';

// The picture of the README: GraphiQL with the first tab answered. `npm run picture` takes it anew, when GraphiQL looks otherwise.

const FILE = new URL('../../docs/graphiql.webp', import.meta.url);
const SIZE = { width: 1280, height: 800 };
/** Out of a hundred. Letters stay sharp, and the file small. */
const QUALITY = 82;

await using gateway = closing(await startGateway());
await using browser = await launchBrowser();
const page = await browser.newPage({ viewport: SIZE });
await page.goto(`${gateway.url}/graphql`);
await page.locator('.graphiql-query-editor').getByText('ThreeRegisters').waitFor();
await page.locator('.graphiql-execute-button').click();
await page.locator('.graphiql-response').getByText('"Kontaktregisteroppfoering"').first().waitFor();

// More of the query.
await page.getByRole('button', { name: 'Hide editor tools' }).click();

// Playwright itself writes PNG and JPEG only; a WebP of the same page is a third of either.
const session = await page.context().newCDPSession(page);
const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
const bytes = Buffer.from(data, 'base64');
await writeFile(FILE, bytes);
process.stdout.write(`docs/graphiql.webp: ${bytes.length} bytes\n`);

function closing(running: RunningGateway): RunningGateway & AsyncDisposable {
  return Object.assign(running, { [Symbol.asyncDispose]: () => running.close() });
}
