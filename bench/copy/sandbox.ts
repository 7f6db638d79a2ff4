import { startSandbox } from '../../src/sandbox/index.ts';
import { answerParent } from '../answer-parent.ts';

// The sandbox in a process of its own, for a gateway that asks its SOAP door.

answerParent((await startSandbox()).urls.grunndata);
