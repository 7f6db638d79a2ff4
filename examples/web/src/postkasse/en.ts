import type { PostkasseTexts } from './texts.ts';

export const postkasse: PostkasseTexts = {
  name: 'Digital mailbox',
  form: {
    label: 'Norwegian national number or D number',
    hint: 'Eleven digits. You get to know whether the person may choose a digital mailbox.',
    button: 'Ask',
    empty: { what: 'The field is empty.', todo: 'Write a national number or D number.' },
    examples: {
      mayChoose: 'May choose',
      hasOne: 'Has a mailbox already',
      reserved: 'Has opted out',
      invalid: 'Wrong number',
    },
  },
  mayChoose: 'The person may choose a digital mailbox',
  leverandoer: 'Supplier',
  postkasseadresse: 'Mailbox address',
  adresseHint: 'As the supplier has given it, for example ny.adresse#0001',
  adresseEmpty: { what: 'The field is empty.', todo: 'Write the address of the mailbox.' },
  choose: 'Choose the mailbox',
  chosen: 'The mailbox has been chosen',
  notShownYet: 'The register does not show it yet.',
  cannotBeShown: (why) => `It cannot be shown: ${why}`,
  cannotBeShownNow: 'It cannot be shown right now.',
  errors: {
    AlleredeAktiv: {
      what: 'The person has a digital mailbox already.',
      todo: 'A person can have one only. Whoever wants to change, does it at the new supplier.',
    },
    BrukerReservert: {
      what: 'The person has opted out of digital post.',
      todo: 'The person can opt in again at norge.no. Until then the post goes on paper.',
    },
    BrukerIkkeFunnet: {
      what: 'The person is not in the register.',
      todo: 'Check the number. If it is right, the person has to register at norge.no first.',
    },
    KanIkkeVelgePostkasse: {
      what: 'The person may not choose a digital mailbox.',
      todo: 'The register gives no reason. Have the person contact support at norge.no.',
    },
    UgyldigPersonnummer: {
      what: 'This is not a valid national number or D number.',
      todo: 'A number has eleven digits. Check them.',
    },
    UgyldigOrgnr: {
      what: 'The supplier has not been approved.',
      todo: 'Choose another supplier.',
    },
    UgyldigSertifikat: {
      what: 'The register did not take the mailbox’s certificate.',
      todo: 'Have the supplier check the certificate.',
    },
    UgyldigEpostadresse: {
      what: 'The register did not take the mail address.',
      todo: 'Report it to support, with the code below.',
    },
    IngenPostboksFunnet: {
      what: 'The supplier has no mailbox for the person.',
      todo: 'Have the person open the mailbox at the supplier first.',
    },
    PostkasseEksistererAllerede: {
      what: 'The supplier has a mailbox for the person already, which is not in use.',
      todo: 'Have the supplier take it into use again, or choose another supplier.',
    },
    FeiletUtenBeskrivelse: {
      what: 'The register could not make the choice, and gives no reason.',
      todo: 'Check the address. It has at least eight characters.',
    },
    UdokumentertFeil: {
      what: 'The register gave an answer that we do not know.',
      todo: 'Report it to support, with the code below.',
    },
  },
};
