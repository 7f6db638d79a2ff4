import { type JudgeToken, trustNobody } from './judge.ts';
import type { Neighbours } from './register.ts';
import type { Simulator } from './simulator.ts';

/** The simulators of one sandbox. They find each other when they are asked, whatever the order in which they were made. */
export function createNeighbours(): Neighbours & { add(simulator: Simulator): void } {
  const simulators: Simulator[] = [];
  const judge: JudgeToken = (authorization, api) => {
    const issuing = simulators.find((one) => one.judge)?.judge ?? trustNobody;
    return issuing(authorization, api);
  };
  return { judge, add: (simulator) => void simulators.push(simulator) };
}
