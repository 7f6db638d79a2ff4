import { openOutput, removeOutput } from './output.ts';

/** Once, before all tests; what it returns, once after them. */
export default function setup(): () => void {
  const folder = openOutput();
  return () => removeOutput(folder);
}
