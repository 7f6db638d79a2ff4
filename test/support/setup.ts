import { emptyOutput } from './output.ts';

/** Once, before all tests. */
export default function setup(): void {
  emptyOutput();
}
