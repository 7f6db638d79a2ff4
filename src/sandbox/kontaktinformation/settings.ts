import { z } from 'zod';

/** A member of a code list. STAR keeps expired values in its lists, so a member may carry the dates it holds between: the first is in, the last is not. */
const codeMember = z.union([
  z.int(),
  z.strictObject({ kode: z.int(), gyldigFra: z.iso.date().optional(), gyldigTil: z.iso.date().optional() }),
]);
export type CodeMember = z.infer<typeof codeMember>;

// STAR publishes no numbers: these are placeholders, which only a sandbox may use unconfirmed.
const kodelister = z
  .strictObject({
    bekraeftet: z.boolean().default(false),
    kontaktdata: z
      .strictObject({ mobiltelefon: codeMember, fastnetTelefon: codeMember, mailadresse: codeMember })
      .refine(hasDistinctCodes, 'duplicate number')
      .default({ mobiltelefon: 1, fastnetTelefon: 2, mailadresse: 3 }),
    kontaktdatastatus: z
      .strictObject({ ikkeVerificeret: codeMember, verificeret: codeMember })
      .refine(hasDistinctCodes, 'duplicate number')
      .default({ ikkeVerificeret: 1, verificeret: 2 }),
  })
  .prefault({});

const organisationstyper = z
  .strictObject({
    bekraeftet: z.boolean().default(false),
    aKasse: z.int().default(2),
    andenAktoer: z.int().default(4),
    kommune: z.int().default(7),
    jobcenter: z.int().default(8),
    virksomhed: z.int().default(24),
    star: z.int().default(99),
  })
  .prefault({});

const metadataHeaders = z
  .strictObject({
    bekraeftet: z.boolean().default(false),
    activeOrganisation: z.string().min(1).default('ActiveOrganisation'),
    requestUserMetadata: z.string().min(1).default('RequestUserMetadata'),
    encoding: z.enum(['json-ascii', 'base64-json']).default('json-ascii'),
  })
  .prefault({});

// The last segment in braces is the operation's parameter. GetVerifikationskode's path is unknown; that
// GetKontaktinformation takes a slash too is not here.
const paths = z
  .strictObject({
    CreateKontaktinformation: z.string().default('/v1/kontaktinformation'),
    VerificerKontaktinformation: z.string().default('/v1/kontaktinformation/verificering'),
    GetVerifikationskode: z.string().default('/v1/kontaktinformation/verifikationskode/{kontaktdataType}'),
    GetKontaktinformationMobilNr: z.string().default('/v1/kontaktinformation/mobiltelefon/{mobiltelefon}'),
    GetKontaktinformationEmail: z.string().default('/v1/kontaktinformation/emailaddresse/{email}'),
    UpdateKontaktinformation: z.string().default('/v1/kontaktinformation/status'),
    GetKontaktinformation: z.string().default('/v1/kontaktinformation'),
  })
  .prefault({});

/** Which rule decides, and the code that answers whom it refuses. */
function accessRule(rule: 'matrix' | 'onlyStar', refusal: 4575 | 1013) {
  return z
    .strictObject({
      rule: z.enum(['matrix', 'onlyStar']).default(rule),
      refusal: z.literal([4575, 1013]).default(refusal),
    })
    .prefault({});
}

// GetVerifikationskode's table has no 4575. The two searches turn a phone or a mail into CPR numbers: STAR only.
const access = z
  .strictObject({
    CreateKontaktinformation: accessRule('matrix', 4575),
    VerificerKontaktinformation: accessRule('matrix', 4575),
    GetVerifikationskode: accessRule('matrix', 1013),
    GetKontaktinformationMobilNr: accessRule('onlyStar', 1013),
    GetKontaktinformationEmail: accessRule('onlyStar', 1013),
    UpdateKontaktinformation: accessRule('matrix', 4575),
    GetKontaktinformation: accessRule('matrix', 4575),
  })
  .prefault({});

/** Everything that STAR's documentation leaves open, each as one setting with the sandbox's default. */
export const settings = z.strictObject({
  kodelister,
  organisationstyper,
  metadataHeaders,
  /** Stands before every path, as a base URL with a prefix would have it. */
  prefix: z.string().default(''),
  paths,
  /**
   * VerificerKontaktinformation and GetVerifikationskode are gone from the newest version of the documentation: `off`
   * answers 404.
   */
  verificering: z.enum(['on', 'off']).default('on'),
  /** Whether the list of entries is wrapped twice or once. */
  form: z.enum(['wrapped', 'flat']).default('wrapped'),
  /** The status of a write that went well. */
  successStatus: z.literal([200, 204]).default(200),
  /** What GetKontaktinformation answers when nothing is registered. */
  emptyAnswer: z.enum(['emptyList', 'leftOut', '9159', '404']).default('emptyList'),
  /** How an error is written: the names of its keys, or what stands in the place of JSON. `list` tells all bad values, the others the first. */
  errorForm: z
    .enum(['fejlkode', 'faultDetails', 'list', 'problem', 'problemWithoutCode', 'text', 'html', 'empty'])
    .default('fejlkode'),
  /** `all400`: every code answers 400, except those that answer 500. `all200`: every code comes with the status of a success. */
  errorStatus: z.enum(['byCode', 'all400', 'all200']).default('byCode'),
  /** The encoding of JSON that is sent, and whether its Content-Type tells it. */
  charset: z.enum(['utf-8', 'iso-8859-1', 'iso-8859-1 undeclared']).default('utf-8'),
  /** `new`: 60006 and 60007 stand for 1010 and 4405. */
  codeSet: z.enum(['old', 'new']).default('old'),
  /** The code of a wrong or expired verifikationskode. None is known. */
  wrongCode: z.int().nullable().default(null),
  access,
  /**
   * A citizen as user: `own` judges her by the authority that she acts under, and about the cpr alone that is her
   * UserIdentifier; `refuse` answers 1013.
   */
  citizenAsUser: z.enum(['own', 'refuse']).default('own'),
  /** Whether a system user sees more than the borgere that its authority sees. */
  systemUser: z.enum(['own', 'all']).default('own'),
  /** How others than UpdateKontaktinformation answer an unknown jobcenter or a-kasse: 1013, or 4986 and 4985 as it does. */
  unknownOrganisation: z.enum(['1013', 'asUpdate']).default('1013'),
  /** Whether an `x-requestId` that has come before is refused with 412. `off` does not look at its length either. */
  requestId: z.enum(['off', 'accept', 'enforce']).default('enforce'),
  /** Whether the id of a call that fails is used up. */
  requestIdConsumption: z.enum(['onReceipt', 'onSuccess']).default('onReceipt'),
  /** `mild`: 29 February in a year that has none is an unknown cpr, and not a malformed one. */
  cprDate: z.enum(['strict', 'mild']).default('strict'),
  /** What a call without a cpr answers. */
  missingCpr: z.literal([1014, 1001]).default(1014),
  /** The Danish rule, or the one that STAR's services share. */
  phoneRule: z.enum(['danish', 'shared']).default('danish'),
  /** A changed value becomes ikkeVerificeret and voids the pending verifikationskode. */
  statusReset: z.boolean().default(true),
  /** `false`: the good entries before the first bad one are stored. */
  allOrNothing: z.boolean().default(true),
  /** What an expired value of a code list answers; 9153 means as a number that is not in the list. */
  expiredCode: z.literal([9153, 2003]).default(9153),
  /** Whether writes on a former CPR are refused with 9460. */
  formerCpr: z.enum(['on', 'off']).default('on'),
  /** Whether contact data of the dead can be verified, and their status be set. */
  deadOnUpdate: z.enum(['goesOn', 'refused']).default('goesOn'),
  /** The seed of the six-digit codes, and the minutes each is good for. By 7 the first begins with a zero, to keep. */
  verifikationskode: z
    .strictObject({ seed: z.int().default(7), minutes: z.number().positive().default(15) })
    .prefault({}),
});

export type Settings = z.infer<typeof settings>;
/** Settings as written down: whatever is left out, at any depth, has its default. */
export type SettingsInput = z.input<typeof settings>;

export type OperationName = keyof Settings['access'];
export type Kontaktdatatype = keyof Settings['kodelister']['kontaktdata'];
export type Kontaktdatastatus = keyof Settings['kodelister']['kontaktdatastatus'];
export type Organisationstype = Exclude<keyof Settings['organisationstyper'], 'bekraeftet'>;

/** The numbers that the sandbox takes unless it is set up with others. */
export const ORGANISATIONSTYPER: Readonly<Record<Organisationstype, number>> = organisationstyper.parse({});

/** Throws a ZodError that names each bad setting. */
export function readSettings(input: unknown = {}): Settings {
  return settings.parse(input);
}

function hasDistinctCodes(members: Readonly<Record<string, CodeMember>>): boolean {
  const codes = Object.values(members).map(kodeOf);
  return new Set(codes).size === codes.length;
}

export function kodeOf(member: CodeMember): number {
  return typeof member === 'number' ? member : member.kode;
}
