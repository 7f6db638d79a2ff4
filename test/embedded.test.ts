import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import type { Personidentifikator } from '../src/domain/personidentifikator.ts';
import { sandboxSources } from '../src/embedded.ts';
import { type Sandbox, startSandbox } from '../src/sandbox/index.ts';
import { createKeyFolder } from '../src/sandbox/common/key-folder.ts';
import { writeKeyFiles } from '../src/sandbox/postkasse/index.ts';
import { connectSources, type SourcesConfig } from '../src/sources/index.ts';
import { countedCall } from './sources/registers.ts';

const BASE: SourcesConfig = { timeoutMs: 5_000, syntheticPersons: true, pausesMs: [] };
const S01 = '01817011000' as Personidentifikator;
const { call } = countedCall();

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

async function ask(config: SourcesConfig) {
  const sources = connectSources(config);
  const { postkasse } = sources.ports;
  const [[kanVelge], [entry]] = await Promise.all([
    postkasse.kanVelgeSikkerDigitalPostkasse([S01], call),
    postkasse.hentPersoner([S01], call),
  ]);
  const state = sources.state().find(({ kilde }) => kilde === 'OPPSLAGSTJENESTEN');
  await sources.close();
  return { kanVelge, entry, state };
}

describe('The embedded sandbox', () => {
  test('is asked with signed messages, in both services', async () => {
    const config = sandboxSources(sandbox, BASE);
    expect(config.postkasse?.security).toBe('signed');
    expect(await ask(config)).toMatchObject({ kanVelge: { ok: true }, entry: { ok: true } });
  });

  test('refuses an unsigned question, with a fault that is told as one', async () => {
    const { kanVelge } = await ask(sandboxSources({ urls: sandbox.urls }, BASE));
    expect(kanVelge).toMatchObject({ ok: false, feil: { kode: 'SOAP_FAULT', kanProevesIgjen: false } });
  });

  test('takes unsigned ones when it is started so', async () => {
    const open = await startSandbox({ settings: { postkasse: { profile: 'none' } } });
    const config = sandboxSources(open, BASE);
    expect(config.postkasse?.security).toBe('none');
    expect(await ask(config)).toMatchObject({ kanVelge: { ok: true }, entry: { ok: true } });
    await open.close();
  });
});

describe('A sandbox of its own', () => {
  test('hands out keys in files that only their owner reads, and a gateway signs with them', async () => {
    const client = await sandbox.postkasse.simulator.clientCertificates?.();
    if (!client) throw new Error('the sandbox takes unsigned messages');
    const keys = createKeyFolder(undefined);
    const files = writeKeyFiles(client, keys);
    const modes = Object.values(files).map((file) => statSync(file).mode & 0o777);
    expect(new Set(modes)).toEqual(new Set([0o600]));
    expect(statSync(dirname(files.POSTKASSE_CA)).mode & 0o777).toBe(0o700);

    const { sources } = readConfig({
      AUTHENTICATION: 'off',
      POSTKASSE_URL: sandbox.urls.postkasse,
      KONTAKTREGISTER_URL: sandbox.urls.kontaktregister,
      ...files,
      POSTKASSE_RESPONDER_ORGNR: client.responderOrgnr,
      SYNTHETIC_PERSONS: 'allow',
    });
    keys.remove();
    expect(await ask(sources)).toMatchObject({
      kanVelge: { ok: true },
      entry: { ok: true },
      state: { certificateExpires: client.postkasse.sertifikat.validToDate.toISOString() },
    });
    // A public body that was not asked for has no access: PaaVegneAv goes out, and is understood.
    const config = sources.postkasse && { ...sources.postkasse, paaVegneAv: '316000010' as never };
    expect((await ask({ ...sources, postkasse: config })).entry).toMatchObject({
      ok: false,
      feil: { kode: 'SOAP_FAULT' },
    });
  });
});
