import type { Exchange, Parts } from '../context.ts';
import { howItEnded } from '../log/ending.ts';

/** Step metrics: counts the request, where there are metrics. */
export function countRequest(exchange: Exchange, { slowClients }: Pick<Parts, 'slowClients'>): void {
  exchange.metrics?.over(exchange, howItEnded(exchange, slowClients));
}
