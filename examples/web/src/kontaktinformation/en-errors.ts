import type { KontaktinformationTexts } from './texts.ts';

export const errors: KontaktinformationTexts['errors'] = {
  UgyldigCpr: {
    what: 'This is not a valid cpr number.',
    todo: 'Ten digits, the first six of which are a date.',
  },
  UkendtCpr: {
    what: 'STAR knows no citizen with that cpr number.',
    todo: 'Check the number, and look it up again.',
  },
  UkendtCvKundenummer: {
    what: 'STAR knows no citizen with that cpr number.',
    todo: 'Check the number, and look it up again.',
  },
  IkkeAktueltCpr: {
    what: 'The citizen has got a new cpr number.',
    todo: 'Look up the new number, and change the information there.',
  },
  BorgerErDoed: {
    what: 'The citizen is registered as dead.',
    todo: 'The information cannot be changed.',
  },
  IngenKontaktinformation: {
    what: 'The citizen has no contact information.',
    todo: 'Save a number or an address first.',
  },
  UgyldigMobiltelefon: {
    what: 'This is not a valid mobile number.',
    todo: 'Write eight digits.',
  },
  UgyldigTelefon: {
    what: 'This is not a valid phone number.',
    todo: 'Write eight digits.',
  },
  UgyldigEmail: {
    what: 'This is not a valid mail address.',
    todo: 'Write it as name@example.dk.',
  },
  UgyldigKontaktdataType: {
    what: 'STAR does not know this kind of contact information.',
    todo: 'Report it to support, with the code below.',
  },
  EmailHarHuskeserviceAbonnement: {
    what: 'The citizen gets reminders at the mail address.',
    todo: 'Turn the reminders off before the address is deleted.',
  },
  VerificeringIkkeTilladt: {
    what: 'This kind of contact information cannot be verified with a code.',
    todo: 'It can be used as it is.',
  },
  IngenKontakttypeTilVerificering: {
    what: 'There is nothing of this kind to verify.',
    todo: 'Save a number or an address first.',
  },
  AlleredeVerificeret: {
    what: 'It is verified already.',
    todo: 'Look the citizen up again to see it.',
  },
  VerificeringAfvist: {
    what: 'The code is wrong, or it has expired.',
    todo: 'Check the code, or have a new one sent.',
  },
  StarIkkeAutoriseret: {
    what: 'You do not have access to this citizen.',
    todo: 'The citizen belongs to another jobcenter or unemployment fund.',
  },
  StarManglendeRettigheder: {
    what: 'You do not have access to this at STAR.',
    todo: 'Ask whoever grants access where you work.',
  },
  StarLogonFejlede: {
    what: 'STAR does not know us.',
    todo: 'The fault is ours. Report it to support.',
  },
  StarOpsaetningsfejl: {
    what: 'Our connection to STAR is set up wrong.',
    todo: 'The fault is ours. Report it to support, with the code below.',
  },
  StarUgyldigMeddelelse: {
    what: 'STAR could not read what we sent.',
    todo: 'The fault is ours. Report it to support, with the code below.',
  },
  UdokumentertFeil: {
    what: 'STAR gave an answer that we do not know.',
    todo: 'Report it to support, with the code below.',
  },
};
