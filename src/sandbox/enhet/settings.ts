import { z } from 'zod';
import { OPERATIONS } from './operations/names.ts';
import { ROLLEGRUPPER } from './roller.ts';

const Operations = z.array(z.enum(OPERATIONS));
const Groups = z.array(z.enum(ROLLEGRUPPER));

/**
 * Where the register's documentation is silent, the sandbox answers as set here. The key of the contract's list of open
 * questions stands in parentheses. What only an adapter decides (precheck, retry, concurrency, ...) is not here.
 */
export const Settings = z.strictObject({
  /** `responseHeader/@prossessDato` of every answer: fixed, so that answers can be compared byte for byte. */
  prossessDato: z.iso.date().default('2026-01-15'),
  /** Whether 0 stands before 1, 2 and 3 (redirect.zeroFirst). */
  zeroFirst: z.boolean().default(true),
  /** How a sub-unit is answered: as its own row says, or all alike (subUnit.reply). */
  subUnitAnswer: z.union([z.literal('per unit'), z.literal(130), z.literal(3)]).default('per unit'),
  /** The operations that answer 200 about a main unit with bedrifter (code200.ops). */
  code200Operations: Operations.default(['hentEnBedriftVirksomhet']),
  /** Whether 1030 replaces 1010 and 1020 or joins them (mini.address1030). */
  address1030: z.enum(['alone', 'in addition']).default('alone'),
  /** The groups of each "Rolleblokk n" in code 1180 (roles.blocks). */
  rolleBlocks: z.object({ 1: Groups, 2: Groups, 3: Groups, 4: Groups }).default({
    1: ['kontaktperson'],
    2: ['deltakere', 'komplementar', 'sameiere'],
    3: ['styre'],
    4: ['revisor', 'regnskapsfoerer'],
  }),
  /** What the header repeats when the input was no number; empty: no element (echo.invalid). */
  invalidEcho: z.string().default('0'),
  /** Whether `S:Fault` declares the prefix ns4, as Metro does (fault.shape). */
  faultNamespace: z.boolean().default(true),
  /** (http.contentType) */
  contentType: z.string().default('text/xml;charset=utf-8'),
  /** The hovedStatus that 1190 comes with; with 1 there is no melding (pair.1190). */
  hovedStatus1190: z.union([z.literal(0), z.literal(1)]).default(0),
  /** Older lists lack 10000 and say 170 of anything that is not a number (input.rule). */
  inputRule: z.enum(['10/10000/170', '10/170']).default('10/10000/170'),
  /** What a user with limited access may ask; the others answer -100 (ops.access). */
  limitedAccess: Operations.default([
    'hentBasisdataMini',
    'hentKontaktdata',
    'hentSaerligeOpplysninger',
    'hentOpplTilknRegister',
    'sokEnhet',
    'hentFrivillighet',
  ]),
  /** Whether there are changes to tell of; else hentEndringslogg answers 2000. */
  endringslogg: z.boolean().default(false),
  /** Operations that answer -1000 whatever they are asked: not every one takes a number that could ask for it. */
  unexpectedError: Operations.default([]),
});
export type Settings = z.infer<typeof Settings>;
/** What is left out has its default. */
export type SettingsInput = z.input<typeof Settings>;
