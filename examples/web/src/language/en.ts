import { enhet } from '../enhet/en.ts';
import { kontaktinformation } from '../kontaktinformation/en.ts';
import { postkasse } from '../postkasse/en.ts';
import type { Texts } from './texts.ts';

/** English. */
export const en: Texts = {
  lang: 'en-GB',
  name: 'English',
  page: {
    about: 'Three registers behind one service. This is an example, and the numbers that it suggests are invented.',
    registers: 'Registers',
    language: 'Language',
    notAnswering: 'down',
    caller: 'Who asks',
    callers: {
      everything: 'Somebody with all access',
      jobcenter: 'Jobcenter 1: its own citizens',
      reader: 'Somebody who may only look up',
      enhet: 'Somebody who may only see units',
    },
  },
  answer: {
    answer: 'Answer',
    loading: 'Getting the answer …',
    cancel: 'Cancel',
    tryAgain: 'Try again',
    tryExamples: 'Try with',
    kode: 'Code',
    melding: 'Message',
    betydning: 'Meaning',
    cancelled: { what: 'You cancelled before the answer came.', todo: 'Try again when you like.' },
    cancelledWrite: {
      what: 'You cancelled before the answer came.',
      todo: 'The change may have been made all the same. Try again to see. It is not made twice.',
    },
    noAnswer: {
      what: 'We could not reach the service.',
      todo: 'Check your connection and try again. What you sent is not done twice.',
    },
    unexpected: { what: 'Something went wrong here.', todo: 'Try again in a while. Report it if it goes on.' },
    tooOld: {
      what: 'We got an answer that this page does not know.',
      todo: 'Reload the page. The rest of it works as before.',
    },
    otherVersion: {
      what: 'The service does not know this version of the page.',
      todo: 'Reload the page. Report it if it goes on.',
    },
    notLoggedIn: { what: 'You are not logged in.', todo: 'Log in, and try again.' },
    notSandbox: {
      what: 'The service lets nobody choose who asks.',
      todo: 'Choose “Somebody with all access” at the top. The others are in the sandbox only.',
    },
    down: (register, seconds) => ({
      what: `${register} does not answer now.`,
      todo: `The rest of the page works as before. Try again ${seconds ? `in ${seconds} seconds` : 'in a while'}.`,
    }),
    noAccess: (register) => ({
      what: `You do not have access to this in ${register}.`,
      todo: 'Ask whoever grants access where you work.',
    }),
    outcomeUnknown: (register) => ({
      what: `We do not know whether ${register} made the change.`,
      todo: 'Look it up anew, and see what is registered, before you try again.',
    }),
  },
  enhet,
  postkasse,
  kontaktinformation,
};
