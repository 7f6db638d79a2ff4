// What is in this folder is the sandbox's alone: a page of one's own has none of it.

const STAR = 'Borgerkommunikation.BorgersKontaktinformationService';

/** Scopes that look up, and change nothing. */
const READS = [
  'registergraf:enhet.read',
  'registergraf:postkasse.read',
  'registergraf:kontaktregister.read',
  `${STAR}.read`,
];

/**
 * As whom the sandbox is asked, by its headers: a caller, and what that caller's token would allow. Without them everything is
 * allowed. A gateway before real registers refuses the first header, and does not read the second.
 */
export const CALLERS = {
  everything: {},
  jobcenter: { 'x-sandbox-caller': 'jobcenter-1' },
  reader: { 'x-sandbox-scopes': READS.join(' ') },
  enhet: { 'x-sandbox-scopes': 'registergraf:enhet.read' },
} as const satisfies Record<string, Readonly<Record<string, string>>>;

export type CallerId = keyof typeof CALLERS;
