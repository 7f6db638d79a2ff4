import { enhet } from '../enhet/nb.ts';
import { kontaktinformation } from '../kontaktinformation/nb.ts';
import { postkasse } from '../postkasse/nb.ts';
import type { Texts } from './texts.ts';

/** Norwegian, bokmål. */
export const nb: Texts = {
  lang: 'nb',
  name: 'Norsk',
  page: {
    about: 'Tre registre bak én tjeneste. Dette er et eksempel, og numrene som foreslås, er oppdiktede.',
    registers: 'Registre',
    language: 'Språk',
    notAnswering: 'nede',
    caller: 'Hvem som spør',
    callers: {
      everything: 'Noen med alle tilganger',
      jobcenter: 'Jobcenter 1: egne borgere',
      reader: 'En som bare kan slå opp',
      enhet: 'En som bare kan se enheter',
    },
  },
  answer: {
    answer: 'Svar',
    loading: 'Henter svar …',
    cancel: 'Avbryt',
    tryAgain: 'Prøv igjen',
    tryExamples: 'Prøv med',
    kode: 'Kode',
    melding: 'Melding',
    betydning: 'Betydning, på engelsk',
    cancelled: { what: 'Du avbrøt før svaret kom.', todo: 'Prøv igjen når du vil.' },
    cancelledWrite: {
      what: 'Du avbrøt før svaret kom.',
      todo: 'Endringen kan likevel være gjort. Prøv igjen, så ser du det. Den blir ikke gjort to ganger.',
    },
    noAnswer: {
      what: 'Vi fikk ikke kontakt med tjenesten.',
      todo: 'Sjekk nettforbindelsen og prøv igjen. Det du sendte, blir ikke gjort to ganger.',
    },
    unexpected: { what: 'Noe gikk galt hos oss.', todo: 'Prøv igjen om litt. Meld fra hvis det fortsetter.' },
    tooOld: {
      what: 'Vi fikk et svar som denne siden ikke kjenner.',
      todo: 'Last inn siden på nytt. Resten av siden virker som før.',
    },
    otherVersion: {
      what: 'Tjenesten kjenner ikke denne utgaven av siden.',
      todo: 'Last inn siden på nytt. Meld fra hvis det fortsetter.',
    },
    notLoggedIn: { what: 'Du er ikke logget inn.', todo: 'Logg inn, og prøv igjen.' },
    notSandbox: {
      what: 'Tjenesten lar ingen velge hvem som spør.',
      todo: 'Velg «Noen med alle tilganger» øverst. De andre finnes bare i sandkassen.',
    },
    down: (register, seconds) => ({
      what: `${register} svarer ikke nå.`,
      todo: `Resten av siden virker som før. Prøv igjen ${seconds ? `om ${seconds} sekunder` : 'om litt'}.`,
    }),
    noAccess: (register) => ({
      what: `Du har ikke tilgang til dette i ${register}.`,
      todo: 'Be den som gir tilganger hos dere, om hjelp.',
    }),
    outcomeUnknown: (register) => ({
      what: `Vi vet ikke om ${register} rakk å gjøre endringen.`,
      todo: 'Slå opp på nytt, og se hva som er registrert, før du prøver igjen.',
    }),
  },
  enhet,
  postkasse,
  kontaktinformation,
};
