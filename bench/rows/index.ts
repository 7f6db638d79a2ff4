import { list, small } from './by-hand.ts';
import { documents } from './documents.ts';
import { kept } from './kept.ts';
import { added, waiting } from './latency.ts';
import { memory } from './memory.ts';
import { messages } from './messages.ts';
import { metrics } from './metrics.ts';
import { hive, peers } from './peers.ts';
import type { Row } from './row.ts';
import { sizes } from './sizes.ts';
import { start } from './start.ts';
import { traces } from './traces.ts';

/** In the order in which they are measured, and stand in RESULTS.md. */
export const ROWS: readonly Row[] = [
  small,
  list,
  waiting,
  added,
  kept,
  peers,
  hive,
  sizes,
  messages,
  memory,
  documents,
  traces,
  metrics,
  start,
];
