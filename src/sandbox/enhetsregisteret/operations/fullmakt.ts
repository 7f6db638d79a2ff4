import { link, linkedCode } from '../answers/links.ts';
import { rolesOf } from '../answers/roller.ts';
import { notFound, writeJson } from '../answers/write.ts';
import type { EnhetsregisteretSandbox } from '../state.ts';
import { type Fields, fieldsOf, isLive, type Json, textOf, type Unit } from '../units/document.ts';
import type { Handle } from './call.ts';
import { isNumber, refuseNumber } from './units.ts';

const OK = { kode: 'OK', tekstforklaring: 'Maskinelt oppslag utført uten feil.' } as const;
const FORMS = ['AS', 'NUF'];

/** Who may sign for a company: its board together, or its chair alone; everybody else has no right that is computed. */
const RULES = {
  signatur: { kode: 'SIFE', tekstforklaring: 'Styret i fellesskap', roles: ['LEDE', 'MEDL'] },
  prokura: { kode: 'POHV', tekstforklaring: 'Prokura hver for seg', roles: ['DAGL'] },
} as const;

/** The open variant: persons have their birth dates, dd.MM.yyyy. Its form is that of public copies, not of the contract. */
export function answerFullmakt(right: keyof typeof RULES): Handle {
  return (call) => {
    const { parts, sandbox, base, service, type } = call;
    const [number = ''] = parts;
    if (!isNumber(number)) return refuseNumber(call);
    const unit = sandbox.state.units.get(number);
    if (!unit || !isLive(unit) || unit.resource !== 'enheter') return notFound();
    const { roles, ...rule } = RULES[right];
    const persons = isCompany(unit) ? holdersOf(number, roles, sandbox) : [];
    const found = persons.length > 0;
    const body = {
      oppslagsData: { oppslagsTidspunkt: sandbox.clock.now().toISOString().slice(0, 19), oppslagsIdent: number },
      status: {
        rutineStatus: OK,
        kombinasjonStatus: found
          ? { kode: 'OK', tekstforklaring: 'Kombinasjon finnes.' }
          : { kode: 'IK', tekstforklaring: 'Kombinasjon kan ikke hentes eller finnes ikke.' },
        regelStatus: found
          ? { kode: 'RF', tekstforklaring: 'Regel funnet.', regelIdent: rule.kode }
          : { kode: 'RI', tekstforklaring: 'Regel er ikke registrert eller standardisert.', regelIdent: null },
      },
      enhet: writeEnhet(unit, number, base),
      signeringsGrunnlag: found
        ? {
            kode: 'SF',
            tekstforklaring: 'Signeringsgrunnlag finnes',
            signaturProkuraRoller: { signaturProkuraFritekst: `${rule.tekstforklaring}.` },
            muligeSigneringsRoller: { personRolleGrunnlag: persons },
          }
        : { kode: 'SI', tekstforklaring: 'Signeringsgrunnlag finnes ikke' },
      ...(found && {
        signeringsKombinasjon: { kombinasjon: [{ ...rule, kombinasjonsId: '1', personRolleKombinasjon: persons }] },
      }),
      _links: { self: link(`${service}/enheter/${number}/${right}`) },
    };
    return writeJson(body, type);
  };
}

function isCompany({ fields }: Unit): boolean {
  return FORMS.includes(textOf(fieldsOf(fields.organisasjonsform) ?? {}, 'kode'));
}

/** Those who are still in a role of these types. */
function holdersOf(number: string, types: readonly string[], { state }: EnhetsregisteretSandbox): readonly Json[] {
  return (state.roller.get(number) ?? []).flatMap(rolesOf).flatMap((rolle): readonly Json[] => {
    const person = fieldsOf(rolle.person);
    const type = fieldsOf(rolle.type) ?? {};
    const isWanted = types.includes(textOf(type, 'kode')) && rolle.avregistrert !== true;
    if (!person || !isWanted) return [];
    const { fornavn = '', mellomnavn = '', etternavn = '' } = fieldsOf(person.navn) ?? {};
    return [
      {
        fodselsdato: textOf(person, 'fodselsdato').split('-').reverse().join('.'),
        navn: [fornavn, mellomnavn, etternavn].filter((part) => part !== '').join(' '),
        rolle: { kode: textOf(type, 'kode'), tekstforklaring: textOf(type, 'beskrivelse') },
      },
    ];
  });
}

/** The three flags are texts here. */
function writeEnhet({ fields }: Unit, organisasjonsnummer: string, base: string): Fields {
  const flag = (name: string) => String(fields[name] === true);
  return {
    organisasjonsnummer,
    navn: textOf(fields, 'navn'),
    organisasjonsform: linkedCode(fields.organisasjonsform, base, 'organisasjonsformer'),
    konkurs: flag('konkurs'),
    underAvvikling: flag('underAvvikling'),
    underTvangsavviklingEllerTvangsopplosning: flag('underTvangsavviklingEllerTvangsopplosning'),
    _links: { self: link(`${base}/enheter/${organisasjonsnummer}`) },
  };
}
