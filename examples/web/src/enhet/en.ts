import type { EnhetTexts } from './texts.ts';

export const enhet: EnhetTexts = {
  name: 'Unit',
  form: {
    label: 'Organisation number',
    hint: 'Nine digits. You get the name, form and addresses.',
    button: 'Look up',
    empty: { what: 'The field is empty.', todo: 'Write an organisation number.' },
    examples: {
      ordinary: 'An ordinary unit',
      duplicate: 'Deleted duplicate',
      subunit: 'Sub-unit',
      unknown: 'Does not exist',
    },
  },
  organisasjonsnummer: 'Organisation number',
  organisasjonsform: 'Organisation form',
  registered: 'Registered',
  forretningsadresse: 'Business address',
  postadresse: 'Postal address',
  notRegistered: 'Not registered',
  asOf: (day) => `As it stood on ${day}`,
  goTo: (navn) => `Go to ${navn ?? 'the unit'}`,
  errors: {
    SlettetSomDublett: {
      what: 'The unit has been deleted, for it was registered twice.',
      todo: 'Use the number of the right unit.',
    },
    SlettetSomSammenslaatt: {
      what: 'The unit has been merged with another.',
      todo: 'Use the number of the unit that remains.',
    },
    HarRegistreringsenhet: {
      what: 'This is a sub-unit.',
      todo: 'The information stands at the registration unit that it belongs to.',
    },
    EnhetErBedrift: {
      what: 'This is a sub-unit.',
      todo: 'The information stands at the legal unit that it belongs to.',
    },
    EnhetErRegistreringsenhet: {
      what: 'This is a registration unit.',
      todo: 'Look up the number of a sub-unit instead.',
    },
    EnhetSlettet: {
      what: 'The unit has been deleted.',
      todo: 'The register names no other unit instead.',
    },
    KorrektEnhetSlettet: {
      what: 'The unit has been deleted, and so has the one that was to replace it.',
      todo: 'The register has no unit instead.',
    },
    EnhetAldriOpprettet: {
      what: 'No unit has ever had this number.',
      todo: 'Check the number, and look it up again.',
    },
    OrgnrIkkeGitt: {
      what: 'The number is missing.',
      todo: 'Write an organisation number.',
    },
    UgyldigOrganisasjonsnummer: {
      what: 'This is not a valid organisation number.',
      todo: 'One or more digits are wrong. Check them.',
    },
    UgyldigOrganisasjonsnummerFormat: {
      what: 'An organisation number has nine digits.',
      todo: 'Check the number, and look it up again.',
    },
    GrunndataManglerAutorisasjon: {
      what: 'We have no agreement to get this information.',
      todo: 'Ask whoever grants access where you work.',
    },
    GrunndataFeilBrukernavnEllerPassord: {
      what: 'Enhetsregisteret does not let us in.',
      todo: 'The fault is ours. Report it to support.',
    },
    GrunndataUventetFeil: {
      what: 'Something went wrong in Enhetsregisteret.',
      todo: 'Try again in a while.',
    },
    UdokumentertFeil: {
      what: 'Enhetsregisteret gave an answer that we do not know.',
      todo: 'Report it to support, with the code below.',
    },
  },
};
