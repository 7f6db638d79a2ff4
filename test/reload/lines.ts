import { readFileSync } from 'node:fs';
import { readConfig } from '../../src/config.ts';
import { createConfigFiles } from '../../src/config/files.ts';
import { createRenewable } from '../../src/domain/renewable.ts';
import { createReload } from '../../src/reload.ts';
import { documentId } from '../../src/server/documents/documents.ts';
import { NO_FILES_YET } from '../../src/server/files.ts';
import type { Logger } from '../../src/server/logging.ts';
import { createFiles } from '../support/certificates.ts';

/** Has every line written that there is of files that change. */
export async function tellOfFiles(logger: Logger): Promise<void> {
  using files = createFiles();
  const manifest = (text: string) => JSON.stringify({ [documentId(text)]: text });
  const documents = files.write('documents.json', manifest('{ __typename }'));
  const key = files.write('audit.key', 'x'.repeat(32));
  const environment = { DOCUMENTS: documents, AUDIT_KEY_FILE: key };
  const read = createConfigFiles();
  const config = readConfig(environment, read);
  const { consider } = createReload({
    ...{ environment, files: read, config, logger, state: createRenewable(NO_FILES_YET) },
    take: () => {},
    checkDocuments: async () => [],
  });
  const look = () => consider(new Map([documents, key].map((file) => [file, readFileSync(file)])), false);
  for (const text of [manifest('query Other { __typename }'), '{', manifest('query Other { __typename }')]) {
    files.write('documents.json', text);
    await look();
  }
  files.write('audit.key', 'y'.repeat(32));
  await look();
}
