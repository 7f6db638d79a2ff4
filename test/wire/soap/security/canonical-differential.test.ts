import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Canonicalization, canonicalise } from '../../../../src/wire/soap/security/canonical.ts';
import { parseTree } from '../../../../src/wire/soap/security/tree.ts';
import { C14N, DS, EXC_C14N, RSA_SHA256, SHA256 } from '../../../../src/wire/soap/security/uris.ts';
import { JUDGES, reasonToSkip } from '../../../support/judges.ts';
import { elementsOf } from './elements.ts';
import { createDice, createWriter, NAMESPACES } from './generated-documents.ts';

/**
 * Our canonical forms beside libxml2's and xmlsec1's, over generated documents. Whole documents are written by xmllint.
 * Of elements within documents, xmlsec1 judges the digests that we sign; one process judges hundreds.
 */
const DOCUMENTS = 5_000;
const SIGNATURES = 100;
const REFERENCES = 40;
const SEED = 17;
// A hundred processes: some seconds on a machine of its own, minutes on one that is shared by many.
const TIMEOUT_MS = 600_000;

const withoutXmllint = reasonToSkip(JUDGES.xmllint);
const withoutXmlsec1 = reasonToSkip(JUDGES.xmlsec1);

const folder = mkdtempSync(join(tmpdir(), 'registergraf-c14n-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe.skipIf(withoutXmllint)(`xmllint${withoutXmllint ? ` (${withoutXmllint})` : ''}`, () => {
  test.each([
    ['exclusive', EXC_C14N, '--exc-c14n'],
    ['inclusive', C14N, '--c14n'],
  ])(`writes the %s form of ${DOCUMENTS} documents as we do`, { timeout: TIMEOUT_MS }, (form, algorithm, option) => {
    const writer = createWriter(createDice(SEED), 'i');
    const documents = Array.from({ length: DOCUMENTS }, writer.document);
    const files = documents.map((document, index) => file(`${form}-${index}.xml`, document));
    const judged = spawnSync('xmllint', [option, '--nonet', ...files], { encoding: 'utf8', maxBuffer: 2 ** 30 });
    expect(judged).toMatchObject({ status: 0, stderr: '' });
    // It writes them one after the other, with comments, which trees do not hold. No text of theirs has a bare `<`.
    let theirs = judged.stdout.replaceAll(/<!--.*?-->/gs, '');
    for (const document of documents) {
      const ours = canonicalise(parseTree(document).root, { algorithm });
      expect(ours, document).toBe(theirs.slice(0, ours.length));
      theirs = theirs.slice(ours.length);
    }
    expect(theirs).toBe('');
  });
});

describe.skipIf(withoutXmlsec1)(`xmlsec1${withoutXmlsec1 ? ` (${withoutXmlsec1})` : ''}`, () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = file('key.pem', publicKey.export({ type: 'spki', format: 'pem' }).toString());
  const ids = ['Apex', ...NAMESPACES.map((uri) => `${uri}:Apex`), 'urn:inherited:Apex'];
  const args = ['--verify', '--pubkey-pem', key, ...ids.flatMap((name) => ['--id-attr:Id', name])];

  /** The markup of a canonicalisation, and what it asks of us. */
  function method(element: string, writer: ReturnType<typeof createWriter>): [string, Canonicalization] {
    const algorithm = writer.pick([EXC_C14N, C14N]);
    const prefixList = algorithm === EXC_C14N && writer.chance(0.7) ? writer.prefixList() : undefined;
    const list = prefixList
      ? `<ec:InclusiveNamespaces xmlns:ec="${EXC_C14N}" PrefixList="${prefixList.join(' ')}"/>`
      : '';
    return [
      `<ds:${element} Algorithm="${algorithm}">${list}</ds:${element}>`,
      { algorithm, ...(prefixList && { prefixList }) },
    ];
  }

  /** A document with a signature over many elements in it; `alter` is what a wrong implementation would sign. */
  function signed(seed: number, alter = (canonical: string, _index: number) => canonical): string {
    const writer = createWriter(createDice(seed), 'i');
    const outer = new Map(Array.from({ length: 4 }, () => [writer.pick(['', 'SOAP-ENV', 's', 'Q']), 'urn:inherited']));
    const declared = [...outer].map(([prefix, uri]) => ` xmlns${prefix && `:${prefix}`}="${uri}"`).join('');
    const content = Array.from({ length: REFERENCES }, (_, index) => writer.withApex(outer, `r${index}`)).join('\n');
    const open = `<all${declared} xml:lang="nb" xml:base="http://example.org/">${content}`;
    const elements = new Map(
      elementsOf(`${open}</all>`).flatMap((element) => {
        const id = element.name === 'Apex' && element.attributes.Id;
        return id ? [[id, element] as const] : [];
      }),
    );
    const references = [...elements].map(([id, element], index) => {
      const [transform, canonicalization] = method('Transform', writer);
      const digest = createHash('sha256')
        .update(alter(canonicalise(element, canonicalization), index))
        .digest('base64');
      return `<ds:Reference URI="#${id}"><ds:Transforms>${transform}</ds:Transforms><ds:DigestMethod Algorithm="${SHA256}"/><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference>`;
    });
    expect(references).toHaveLength(REFERENCES);
    const [markup, canonicalization] = method('CanonicalizationMethod', writer);
    const info = `<ds:SignedInfo>${markup}<ds:SignatureMethod Algorithm="${RSA_SHA256}"/>${references.join('\n')}</ds:SignedInfo>`;
    const write = (value: string) =>
      `${open}<ds:Signature xmlns:ds="${DS}">${info}<ds:SignatureValue>${value}</ds:SignatureValue></ds:Signature></all>`;
    const signedInfo = elementsOf(write('')).find((element) => element.name === 'SignedInfo');
    if (!signedInfo) throw new Error('no SignedInfo');
    return write(
      sign('sha256', Buffer.from(canonicalise(signedInfo, canonicalization)), privateKey).toString('base64'),
    );
  }

  test(`verifies ${SIGNATURES} signatures over ${REFERENCES} elements each, in both forms`, {
    timeout: TIMEOUT_MS,
  }, () => {
    for (let seed = SEED; seed < SEED + SIGNATURES; seed += 1) {
      const name = file(`signed-${seed}.xml`, signed(seed));
      const { stderr } = spawnSync('xmlsec1', [...args, name], { encoding: 'utf8' });
      expect(stderr, `seed ${seed}`).toContain(`OK\nSignedInfo References (ok/all): ${REFERENCES}/${REFERENCES}`);
    }
  });

  test('would find one element that is otherwise', () => {
    const altered = signed(SEED, (canonical, index) => (index === 20 ? `${canonical} ` : canonical));
    const { stderr } = spawnSync('xmlsec1', [...args, file('altered.xml', altered)], { encoding: 'utf8' });
    expect(stderr).toMatch(/FAIL\nSignedInfo References \(ok\/all\): 20\/21/);
  });
});
