import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createAuditTrail, createPersonHash } from '../../../src/server/audit/trail.ts';
import { configuredCaller } from '../../../src/server/callers/identify.ts';
import { type GuardedGateway, startGuardedGateway } from '../../support/callers.ts';
import { AUDIT_KEY } from '../../support/gateway.ts';

let gateway: GuardedGateway;
beforeEach(async () => {
  gateway = await startGuardedGateway();
});
afterEach(() => gateway.close());

const FULD = '0101505006';
const hash = createPersonHash(AUDIT_KEY);
const ofFuld = hash({ kind: 'cpr', identifikator: FULD });

async function ask(query: string, caller = 'jobcenter-1', scopes?: readonly string[]) {
  const response = await gateway.post({ query }, await gateway.bearer(caller, scopes ? { scopes } : {}));
  return { response, body: (await response.json()) as unknown };
}

const kontaktinformation = (cpr: string) => `borger(cpr: "${cpr}") { kontaktinformation { __typename } }`;

describe('an operation on a person', () => {
  test('leaves one record: who asked which register about whom, and what came of it', async () => {
    const { response } = await ask(`{ ${kontaktinformation(FULD)} }`, 'aktoer-1@jobcenter-1');
    expect(gateway.audit()).toEqual([
      {
        audit: 1,
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        requestId: response.headers.get('x-request-id'),
        user: 'CVR:00000000-UUID:00000000-0000-0000-0000-000000000000',
        userType: 'sagsbehandler',
        organisation: '8/90100',
        userOrganisation: '4/90000001',
        operation: 'GetKontaktinformation',
        kilde: 'STAR',
        outcome: 'StarIkkeAutoriseret',
        kode: '4575',
        opphav: 'KILDE',
        personKind: 'cpr',
        person: createHmac('sha256', AUDIT_KEY).update(`cpr:${FULD}`).digest('hex'),
      },
    ]);
  });

  test('is one, however often it is asked for in one request', async () => {
    await ask(
      `{ a: ${kontaktinformation(FULD)} b: ${kontaktinformation(FULD)} c: ${kontaktinformation('0303505003')} }`,
    );
    expect(gateway.audit().map(({ outcome, person }) => [outcome, person])).toEqual([
      ['Kontaktinformationer', ofFuld],
      ['IngenKontaktinformation', hash({ kind: 'cpr', identifikator: '0303505003' })],
    ]);
  });

  test('is recorded again in the next request', async () => {
    await ask(`{ ${kontaktinformation(FULD)} }`);
    await ask(`{ ${kontaktinformation(FULD)} }`);
    expect(gateway.audit()).toHaveLength(2);
  });

  test('is recorded for each register, also where the gateway refused it', async () => {
    await ask(/* GraphQL */ `
      {
        innbygger(personidentifikator: "01820049926") {
          kontaktregister { __typename }
          rolleutskrift { __typename }
        }
        borger(cpr: "nobody") { kontaktinformation { __typename } }
      }
    `);
    const person = hash({ kind: 'personidentifikator', identifikator: '01820049926' });
    expect(gateway.audit()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ operation: 'HentPersoner', kilde: 'OPPSLAGSTJENESTEN', person }),
        expect.objectContaining({ operation: 'hentRolleutskrift', kilde: 'GRUNNDATA', person }),
        expect.objectContaining({ operation: 'GetKontaktinformation', outcome: 'UgyldigCpr', opphav: 'GATEWAY' }),
      ]),
    );
    expect(gateway.audit()).toHaveLength(3);
  });

  test('is recorded when the caller’s token does not allow it', async () => {
    await ask(`{ ${kontaktinformation(FULD)} }`, 'jobcenter-1', []);
    expect(gateway.audit()).toMatchObject([
      { outcome: 'StarManglendeRettigheder', kode: '1013', opphav: 'GATEWAY', person: ofFuld },
    ]);
  });

  test('is each write, also two of the same', async () => {
    const slet = `sletKontaktinformation(input: { cpr: "${FULD}", kontaktdataType: FASTNET_TELEFON }) { __typename }`;
    await ask(`mutation { a: ${slet} b: ${slet} }`);
    expect(gateway.audit()).toMatchObject([
      { operation: 'CreateKontaktinformation', person: ofFuld },
      { operation: 'CreateKontaktinformation', person: ofFuld },
    ]);
  });

  test('is each read of one person that comes to something else, though the member of the union is the same', async () => {
    // Two failures of the register that differ in their codes alone.
    const lines: string[] = [];
    const trail = createAuditTrail({ key: AUDIT_KEY, write: (line) => void lines.push(line), onLost: () => {} });
    const audit = trail.forRequest('r', configuredCaller(undefined), 0);
    const read = {
      operation: 'GetKontaktinformation',
      kilde: 'STAR',
      outcome: 'KildeUtilgjengelig',
      writes: false,
    } as const;
    const person = { kind: 'cpr', identifikator: FULD } as const;
    for (const kode of ['TIDSAVBRUDD', 'HTTP_503', 'TIDSAVBRUDD'])
      await audit.record({ ...read, person, kode, opphav: 'KILDE' });
    await audit.record({ ...read, person, kode: 'HTTP_503', opphav: 'GATEWAY' });
    expect(lines.map((line) => JSON.parse(line)).map(({ kode, opphav }) => `${kode} ${opphav}`)).toEqual([
      'TIDSAVBRUDD KILDE',
      'HTTP_503 KILDE',
      'HTTP_503 GATEWAY',
    ]);
  });

  test('is a search, for what was searched with and for everybody whom it found', async () => {
    await ask('{ borgereMedMobiltelefon(mobiltelefon: "67000001") { __typename } }', 'star');
    expect(gateway.audit().map(({ operation, personKind, person }) => [operation, personKind, person])).toEqual([
      ['GetKontaktinformationMobilNr', 'mobiltelefon', hash({ kind: 'mobiltelefon', identifikator: '67000001' })],
      ['GetKontaktinformationMobilNr', 'cpr', ofFuld],
      ['GetKontaktinformationMobilNr', 'cpr', hash({ kind: 'cpr', identifikator: '2902445014' })],
    ]);
  });
});

test('whoever holds the key finds one citizen’s records among all, and no identifier stands in any', async () => {
  await ask(`{ ${kontaktinformation('0303505003')} }`);
  await ask(`{ ${kontaktinformation(FULD)} }`);
  await ask('{ borgereMedMobiltelefon(mobiltelefon: "67000001") { __typename } }', 'star');
  await ask('{ borgereMedEmail(email: "borger-1@example.org") { __typename } }', 'star');
  const found = gateway.audit().filter(({ person }) => person === ofFuld);
  expect(found.map(({ operation }) => operation)).toEqual([
    'GetKontaktinformation',
    'GetKontaktinformationMobilNr',
    'GetKontaktinformationEmail',
  ]);
  const all = JSON.stringify(gateway.audit());
  for (const identifier of [FULD, '0303505003', '2902445014', '67000001', 'borger-1@example.org', 'example.org']) {
    expect(all).not.toContain(identifier);
  }
  const withAnotherKey = createPersonHash('another key, just as long as the first')({
    kind: 'cpr',
    identifikator: FULD,
  });
  expect(all).not.toContain(withAnotherKey);
});

describe('a user whom the issuer knows by a national number', () => {
  async function userOf(identifikator: string): Promise<string> {
    const lines: string[] = [];
    const trail = createAuditTrail({ key: AUDIT_KEY, write: (line) => void lines.push(line), onLost: () => {} });
    const caller = configuredCaller(undefined);
    await trail.forRequest('r', { ...caller, user: { ...caller.user, identifikator } }, 0).record({
      operation: 'HentPersoner',
      kilde: 'OPPSLAGSTJENESTEN',
      outcome: 'Kontaktregisteroppfoering',
      opphav: 'KILDE',
      writes: false,
      person: { kind: 'personidentifikator', identifikator: '01820049926' },
    });
    return JSON.parse(lines.join()).user;
  }

  test.each(['%s', ' %s', '%s ', '%s\n', 'cpr:%s', '_%s_'])(
    'does not stand in clear either, written as "%s"',
    async (form) => {
      for (const number of ['01820049926', '2902445014']) {
        const hidden = hash({ kind: 'personidentifikator', identifikator: number });
        for (const written of [
          number,
          `${number.slice(0, 6)}-${number.slice(6)}`,
          `${number.slice(0, 6)} ${number.slice(6)}`,
        ])
          expect(await userOf(form.replace('%s', written))).toBe(hidden);
      }
    },
  );

  test.each(['010150 - 5006', '01.01.50-5006', '010150–5006', '01 01 50 500 6', '０１０１５０５００６'])(
    'does not stand in clear however it is grouped: %s',
    async (written) => {
      expect(await userOf(written)).toBe(hash({ kind: 'personidentifikator', identifikator: '0101505006' }));
    },
  );

  test.each([
    'anna',
    '123456789',
    '123456789012',
    'ab123456-1234-4123-8123-123456789012',
    '12345678-1234-1234-1234-123456789012',
  ])('is none by the name %s', async (name) => {
    expect(await userOf(name)).toBe(name);
  });
});

describe('a write', () => {
  const ofTom = hash({ kind: 'cpr', identifikator: '0303505003' });
  const slet = (cpr: string, type = 'FASTNET_TELEFON') =>
    `sletKontaktinformation(input: { cpr: "${cpr}", kontaktdataType: ${type} }) { __typename }`;
  const summary = () => gateway.audit().map(({ outcome, effect, kode, person }) => [outcome, effect, kode, person]);

  async function write(field: string, key?: string, scopes?: readonly string[]) {
    const headers = await gateway.bearer('jobcenter-1', scopes ? { scopes } : {});
    const response = await gateway.post(
      { query: `mutation { ${field} }` },
      { ...headers, ...(key !== undefined && { 'idempotency-key': key }) },
    );
    return (await response.json()) as { data: unknown; errors?: { extensions?: { code?: string } }[] };
  }

  test('says whether it was done; a refusal after a success in one request is a record of its own', async () => {
    await write(`a: ${slet(FULD)} b: ${slet('0112575575')} c: ${slet('0112576503')} d: ${slet('nobody')}`);
    expect(summary()).toEqual([
      ['KontaktinformationGemt', 'done', undefined, ofFuld],
      ['StarIkkeAutoriseret', 'not done', '4575', hash({ kind: 'cpr', identifikator: '0112575575' })],
      ['KildeUtilgjengelig', 'unknown', 'UTFALL_UKJENT', hash({ kind: 'cpr', identifikator: '0112576503' })],
      ['UgyldigCpr', 'not done', '1001', hash({ kind: 'cpr', identifikator: 'nobody' })],
    ]);
  });

  test('and a refusal of the same write on the same person are two', async () => {
    const create = (type: string) =>
      `createKontaktinformation(input: { cpr: "${FULD}", kontaktinformation: [{ kontaktdataType: ${type}, kontaktdata: "x" }] }) { __typename }`;
    await write(`a: ${slet(FULD)} b: ${create('MOBILTELEFON')} c: ${create('FASTNET_TELEFON')}`);
    expect(summary().map(([outcome]) => outcome)).toEqual([
      'KontaktinformationGemt',
      'UgyldigMobiltelefon',
      'UgyldigTelefon',
    ]);
  });

  test('that the caller’s scopes do not allow was not done', async () => {
    await write(slet(FULD), undefined, []);
    expect(summary()).toEqual([['StarManglendeRettigheder', 'not done', '1013', ofFuld]]);
  });

  test('that cannot be sent was not done', async () => {
    gateway.sandbox.kontaktinformation.outage = 'drops';
    await write(slet(FULD));
    expect(summary()).toEqual([['KildeUtilgjengelig', 'unknown', 'UTFALL_UKJENT', ofFuld]]);
  });

  test('whose outcome is told again under its key is recorded once, failure or success', async () => {
    for (const cpr of [FULD, '0112575575']) {
      const first = await write(slet(cpr), `again-${cpr}`);
      expect(await write(slet(cpr), `again-${cpr}`)).toEqual(first);
    }
    expect(summary().map(([outcome]) => outcome)).toEqual(['KontaktinformationGemt', 'StarIkkeAutoriseret']);
  });

  test('that some ask for at once under one key is recorded once, failure or success', async () => {
    gateway.sandbox.kontaktinformation.delayMs = 100;
    const refused = '0112575575';
    for (const cpr of [FULD, refused]) await Promise.all([1, 2, 3].map(() => write(slet(cpr), `at-once-${cpr}`)));
    expect(summary()).toEqual([
      ['KontaktinformationGemt', 'done', undefined, ofFuld],
      ['StarIkkeAutoriseret', 'not done', '4575', hash({ kind: 'cpr', identifikator: refused })],
    ]);
  });

  test('under a key that was used on somebody else is none, and leaves no record of her', async () => {
    await write(slet(FULD), 'reused');
    const { errors } = await write(slet('0303505003'), 'reused');
    expect(errors).toMatchObject([{ extensions: { code: 'IDEMPOTENCY_KEY_REUSED' } }]);
    expect(summary().map(([, , , person]) => person)).toEqual([ofFuld]);
    expect(JSON.stringify(gateway.audit())).not.toContain(ofTom);
  });

  test('is not hidden by a read of the same citizen, nor a read by it', async () => {
    await write(
      `sletKontaktinformation(input: { cpr: "${FULD}", kontaktdataType: FASTNET_TELEFON }) { ... on KontaktinformationGemt { ${kontaktinformation(FULD).replace(/\(.*?\)/, '')} } }`,
    );
    expect(gateway.audit().map(({ operation, effect }) => [operation, effect])).toEqual([
      ['CreateKontaktinformation', 'done'],
      ['GetKontaktinformation', undefined],
    ]);
  });
});

describe('whoever holds a role', () => {
  // A unit of the sandbox whose manager is told with her fødselsnummer.
  const roller = (below: string) =>
    `enhet(organisasjonsnummer: "700000001") { roller { __typename ... on Roller { rollegrupper { roller { innehaver { ... on RollePerson { ${below} } } } } } } }`;
  test('is somebody whom hentRoller was on, once her fødselsnummer is given out, and not before', async () => {
    await ask(`{ ${roller('fornavn foedselsdato')} }`);
    expect(gateway.audit()).toEqual([]);
    const { body } = await ask(
      `{ a: ${roller('innbygger { personidentifikator }')} b: ${roller('innbygger { __typename }')} }`,
    );
    const given = [...JSON.stringify(body).matchAll(/"personidentifikator":"(\d{11})"/g)].map(
      ([, number]) => number ?? '',
    );
    expect(given.length).toBeGreaterThan(0);
    expect(gateway.audit()).toEqual(
      [...new Set(given)].map((identifikator) =>
        expect.objectContaining({
          operation: 'hentRoller',
          kilde: 'GRUNNDATA',
          outcome: 'Roller',
          opphav: 'KILDE',
          personKind: 'personidentifikator',
          person: hash({ kind: 'personidentifikator', identifikator }),
        }),
      ),
    );
  });
});

describe('where records go', () => {
  const record = {
    operation: 'GetKontaktinformation',
    kilde: 'STAR',
    outcome: 'Kontaktinformationer',
    opphav: 'KILDE',
    person: { kind: 'cpr', identifikator: FULD },
  } as const;

  test('a read that cannot be recorded is not shown; a write that cannot be is told to the log', async () => {
    const lost: unknown[] = [];
    const full = async () => {
      throw new Error('ENOSPC');
    };
    const trail = createAuditTrail({ write: full, onLost: (...what) => lost.push(what) });
    const audit = trail.forRequest('r', configuredCaller(undefined), 0);
    await expect(audit.record({ ...record, writes: false })).rejects.toThrow('could not be kept');
    // Nor is it the second time in one request: nothing was recorded that it could be the same as.
    await expect(audit.record({ ...record, writes: false })).rejects.toThrow('could not be kept');
    await audit.record({ ...record, writes: true });
    expect(lost).toEqual([[new Error('ENOSPC'), 'r']]);
    // One error for all persons of a request.
    const other = { ...record, person: { ...record.person, identifikator: '0303505003' }, writes: false };
    const errors = await Promise.all(
      [record, other].map((one) => audit.record({ ...one, writes: false }).catch((error) => error)),
    );
    expect(errors[1]).toBe(errors[0]);
  });

  test('two fields that are one record both wait for it', async () => {
    let refuse: (reason: Error) => void = () => {};
    const written: string[] = [];
    const trail = createAuditTrail({
      write: (line) => {
        written.push(line);
        return new Promise((_, reject) => {
          refuse = reject;
        });
      },
      onLost: () => {},
    });
    const audit = trail.forRequest('r', configuredCaller(undefined), 0);
    const both = Promise.allSettled([1, 2].map(() => audit.record({ ...record, writes: false })));
    refuse(new Error('ENOSPC'));
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(written).toHaveLength(1);
  });

  test('a record is waited for until the request ends, and a little longer where the end itself is recorded', async () => {
    const times: number[] = [];
    const trail = createAuditTrail({ write: (_, { until }) => void times.push(until), onLost: () => {} });
    const now = performance.now();
    for (const endsAt of [now + 5_000, now - 1]) {
      await trail.forRequest('r', configuredCaller(undefined), endsAt).record({ ...record, writes: false });
    }
    expect(times[0]).toBe(now + 5_000);
    expect(times[1]).toBeGreaterThanOrEqual(now + 400);
    expect(times[1]).toBeLessThanOrEqual(performance.now() + 400);
  });
});

describe('the answer', () => {
  const READ = `{ ${kontaktinformation('0303505003')} enhet(organisasjonsnummer: "700102009") { basisdata { __typename } } }`;
  const UNIT = { basisdata: { __typename: 'Basisdata' } };

  test('is not given before the record is kept', async () => {
    const { promise: kept, resolve: keep } = Promise.withResolvers<void>();
    const own = await startGuardedGateway({ keepRecord: () => kept });
    onTestFinished(() => own.close());
    let isAnswered = false;
    const answer = own.post({ query: READ }, await own.bearer('jobcenter-1')).finally(() => {
      isAnswered = true;
    });
    await vi.waitUntil(() => own.audit().length === 1, { timeout: 10_000 });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(isAnswered).toBe(false);
    keep();
    expect(await (await answer).json()).toEqual({
      data: { borger: { kontaktinformation: { __typename: 'IngenKontaktinformation' } }, enhet: UNIT },
    });
  });

  test('is nothing for a person whose record cannot be kept, and units are answered', async () => {
    const own = await startGuardedGateway({ keepRecord: () => Promise.reject(new Error('ENOSPC')) });
    onTestFinished(() => own.close());
    const answer = await own.post({ query: READ }, await own.bearer('jobcenter-1'));
    expect(await answer.json()).toMatchObject({
      data: { borger: { kontaktinformation: null }, enhet: UNIT },
      errors: [{ message: 'Unexpected error.', path: ['borger', 'kontaktinformation'] }],
    });
    expect(own.lines.join()).toContain('the audit record could not be kept');
  });
});

test('without a file the records have standard error to themselves', () => {
  const script = `
    const { openJournal } = await import(${JSON.stringify(new URL('../../../src/server/audit/journal.ts', import.meta.url).href)});
    await openJournal({ key: 'k' }).append('{"audit":1}\\n', { until: Infinity, keep: false });
    process.stdout.write('a line of the log\\n');`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(stdout).toBe('a line of the log\n');
  expect(stderr).toMatch(/^\{"audit":"head",.*\}\n\{"audit":1,.*\}\n$/);
});
