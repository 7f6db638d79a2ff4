import { getNamedType, graphql, isObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { KEY_REUSED, type WriteResult } from '../../src/domain/idempotency.ts';
import { DONE, notDone, unknownEffect } from '../../src/domain/outcome.ts';
import { createPacer } from '../../src/domain/pace.ts';
import { kildeUtilgjengelig, udokumentertFeil } from '../../src/domain/registerfeil.ts';
import type { AuditedOperation } from '../../src/graph-kit/audit.ts';
import { type GraphContext, Tally } from '../../src/graph-kit/context.ts';
import { schema } from '../../src/graph/schema.ts';
import { OPERATION_FIELDS } from '../../src/graph/scopes.ts';
import { configuredCaller } from '../../src/server/callers/identify.ts';

const CPR = '0101505006';
const slet = `sletKontaktinformation(input: { cpr: "${CPR}", kontaktdataType: MOBILTELEFON })`;

/** Runs the mutation where a write comes to this; what was answered, and what was recorded. */
async function write(
  result: () => Promise<WriteResult>,
  record: (one: AuditedOperation) => void | Promise<void> = () => {},
) {
  const records: AuditedOperation[] = [];
  const contextValue = {
    loaders: { pace: createPacer().forRequest() },
    writes: { kontaktinformation: { sletKontaktinformation: result } },
    tally: new Tally(),
    caller: configuredCaller(undefined),
    requestId: 'r',
    audit: {
      record(one: AuditedOperation) {
        records.push(one);
        return record(one);
      },
    },
  } as unknown as GraphContext;
  const source = `mutation { ${slet} { __typename ... on Registerfeil { kode } ... on KontaktinformationGemt { borger { cpr } } } }`;
  const { data, errors } = await graphql({ schema, source, contextValue });
  return { field: data?.sletKontaktinformation, errors, records };
}

const FEIL = udokumentertFeil('STAR', '4711');
const SAVED = { __typename: 'KontaktinformationGemt', borger: { cpr: CPR } };
const told = (kode: string, type = 'UdokumentertFeil') => ({ __typename: type, kode });
const recorded = {
  operation: 'CreateKontaktinformation',
  kilde: 'STAR',
  opphav: 'KILDE',
  writes: true,
  person: { kind: 'cpr', identifikator: CPR },
};

describe('the record of a write', () => {
  test.each([
    ['done', DONE, SAVED, { outcome: 'KontaktinformationGemt', kode: undefined, effect: 'done' }],
    ['refused', notDone(FEIL), told('4711'), { outcome: 'UdokumentertFeil', kode: '4711', effect: 'not done' }],
    // By what is known of it, and not by its code.
    ['unknown', unknownEffect(FEIL), told('4711'), { outcome: 'UdokumentertFeil', kode: '4711', effect: 'unknown' }],
    [
      'refused by the gateway',
      notDone(kildeUtilgjengelig('STAR', 'IKKE_KONFIGURERT')),
      told('IKKE_KONFIGURERT', 'KildeUtilgjengelig'),
      { outcome: 'KildeUtilgjengelig', kode: 'IKKE_KONFIGURERT', opphav: 'GATEWAY', effect: 'not done' },
    ],
  ])('says what came of it: %s', async (_, outcome, field, record) => {
    const answer = await write(async () => ({ replayed: false, outcome }));
    expect(answer).toEqual({ field, errors: undefined, records: [{ ...recorded, ...record }] });
    // The same, told again, is no act.
    expect(await write(async () => ({ replayed: true, outcome }))).toEqual({ field, errors: undefined, records: [] });
    // And what was told the first time is unchanged by it.
    expect((await write(async () => ({ replayed: false, outcome }))).records).toEqual(answer.records);
  });

  test('says of a bug that it may have come after the write', async () => {
    const bug = async () => {
      throw new Error('a bug');
    };
    const { errors, records } = await write(bug);
    expect(errors).toHaveLength(1);
    expect(records).toEqual([{ ...recorded, outcome: 'UVENTET_FEIL', kode: undefined, effect: 'unknown' }]);
  });

  test('is not made a second time of a bug that is told again', async () => {
    const { errors, records } = await write(async () => ({ replayed: true, bug: new Error('a bug') }));
    expect([errors?.length, records]).toEqual([1, []]);
    // The log leads from this request to the first one’s bug.
    expect(errors?.[0]?.originalError?.cause).toEqual(new Error('a bug'));
  });

  test('is not made of a key that was used for something else', async () => {
    const { errors, records } = await write(async () => KEY_REUSED);
    expect(errors).toMatchObject([{ extensions: { code: 'IDEMPOTENCY_KEY_REUSED' } }]);
    expect(records).toEqual([]);
  });

  test('is waited for before the field is answered', async () => {
    let kept = false;
    await write(
      async () => ({ replayed: false, outcome: DONE }),
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        kept = true;
      },
    );
    expect(kept).toBe(true);
  });
});

/** How somebody comes to stand in an answer: what the client has said itself, or what an audited field has found. */
const LEADS_TO_SOMEBODY: Readonly<Record<string, string>> = {
  'Query.borger': 'said by the client',
  'Query.borgere': 'said by the client',
  'Query.innbygger': 'said by the client',
  'Query.innbyggere': 'said by the client',
  'KontaktinformationGemt.borger': 'said by the client',
  'VerifikationskodeSendt.borger': 'said by the client',
  'KontaktinformationVerificeret.borger': 'said by the client',
  'PostkasseOppdatert.innbygger': 'said by the client',
  'PostkasseSlettet.innbygger': 'said by the client',
  'Borgere.borgere': 'found by a search: Query.borgereMedMobiltelefon, Query.borgereMedEmail',
  'KanVelgePostkasse.innbygger': 'said by the client',
  'RollePerson.innbygger': 'records hentRoller itself',
};

test('no field gives out somebody’s number without a record: one that leads to a person says how she came there', () => {
  const leading = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => ['Borger', 'Innbygger'].includes(getNamedType(field.type).name))
        .map((field) => `${type.name}.${field.name}`),
    );
  expect(leading.toSorted()).toEqual(Object.keys(LEADS_TO_SOMEBODY).toSorted());
  for (const search of ['Query.borgereMedMobiltelefon', 'Query.borgereMedEmail']) {
    expect(OPERATION_FIELDS[search]?.person?.found).toBeDefined();
  }
});

test('every mutation is audited, by the person in its input', () => {
  const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
  expect(mutations.length).toBeGreaterThan(7);
  for (const name of mutations) {
    const asked = OPERATION_FIELDS[`Mutation.${name}`]?.person?.asked;
    expect(asked?.(undefined, { input: { cpr: CPR, personidentifikator: CPR } })?.identifikator).toBe(CPR);
  }
});
