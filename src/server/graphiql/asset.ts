import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** A file for browsers, under a name that holds a hash of its content: it may be kept for ever. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly content: Buffer;
  compressed(): Promise<Buffer>;
}

/** Where files for browsers are. */
export const ASSETS_PATH = '/graphql/graphiql/';

export const JAVASCRIPT = 'text/javascript; charset=utf-8';

export function createAsset(name: string, type: string, text: string | Buffer): Asset {
  const content = Buffer.from(text);
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 16);
  let compressing: Promise<Buffer> | undefined;
  return {
    path: `${ASSETS_PATH}${name.replace('.', `.${hash}.`)}`,
    type,
    content,
    compressed() {
      compressing ??= promisify(gzip)(content);
      return compressing;
    },
  };
}
