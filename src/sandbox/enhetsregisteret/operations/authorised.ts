import { findPerson, fodselsdatoOf } from '../../enhet/people.ts';
import { checkAccess } from '../access.ts';
import { link } from '../answers/links.ts';
import { type Fault, notFound, writeBadRequest, writeJson } from '../answers/write.ts';
import { type Fields, fieldsOf, textOf, type Unit } from '../units/document.ts';
import type { Call, Handle } from './call.ts';
import { rolesHeld } from './roller.ts';

/** An operation for who has a token with one of these scopes. */
export function demanding(scopes: readonly string[], handle: Handle): Handle {
  return async (call) => {
    const { sandbox, request, service } = call;
    const { settings, state, clock } = sandbox;
    const asked = { authorization: request.headers.authorization, scopes, service, now: clock.now() };
    const refused = await checkAccess(state.judge, asked, settings);
    if (refused === 401) return { status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } };
    return refused === undefined ? handle(call) : { status: refused };
  };
}

/** The roles of a person in business, by the number in the body. 404 is one whom nobody knows as well as one without roles. */
export const answerRolleutskrift: Handle = (call) => {
  const { request, sandbox, base, type } = call;
  if (!/^text\/plain\b/.test(request.headers['content-type'] ?? '')) return { status: 415 };
  const fodselsnummer = request.body.toString('utf8');
  if (!/^[0-9]{11}$/.test(fodselsnummer)) return refuseBody(call);
  const person = findPerson(fodselsnummer);
  if (!person) return notFound();
  const isHolder = (rolle: Fields) => textOf(fieldsOf(rolle.person) ?? {}, 'fodselsnummer') === fodselsnummer;
  const held = rolesHeld(isHolder, sandbox).filter(({ unit }) => isBusiness(unit));
  const units = [...Map.groupBy(held, (one) => one.number)];
  if (units.length === 0) return notFound();
  const { fornavn, mellomnavn, slektsnavn, status } = person;
  const body = {
    fodselsdato: fodselsdatoOf(person),
    erDoed: status === 181,
    navn: { fornavn, ...(mellomnavn !== undefined && { mellomnavn }), etternavn: slektsnavn },
    enheter: units.map(([organisasjonsnummer, roller]) => ({
      organisasjonsnummer,
      navn: textOf(roller[0]?.unit.fields ?? {}, 'navn'),
      roller: roller.map(({ rolle: { type: rolletype = {}, avregistrert = false } }) => ({
        type: rolletype,
        avregistrert,
      })),
      _links: { enhet: link(`${base}/enheter/${organisasjonsnummer}`) },
    })),
  };
  return writeJson(body, type);
};

/** Sole traders, and units of Foretaksregisteret: an association is none. */
function isBusiness({ fields }: Unit): boolean {
  const form = textOf(fieldsOf(fields.organisasjonsform) ?? {}, 'kode');
  return form === 'ENK' || fields.registrertIForetaksregisteret === true;
}

/** Says what is wrong and not what was sent, which may be somebody's number. */
function refuseBody({ request, sandbox }: Call) {
  const fault: Fault = { feilmelding: 'Fødselsnummer skal bestå av elleve sifre', parametere: ['body'] };
  return writeBadRequest([fault], request.url.pathname, sandbox.clock.now());
}
