import { answerParent } from './answer-parent.ts';

// Loaded by `--import` into the gateway's own process, whose program is src/main.ts as it is: it answers the bench.
answerParent(undefined);
