import { deriveCatalogue } from '../../../domain/catalogue.ts';
import { catalogue as documented } from '../codes.ts';
import { REST_OPERATIONS, type RegisterOperation } from '../operations.ts';

/** The codes that can be derived from what Enhetsregisteret shows, at the operations that it alone has. */
export const catalogue = deriveCatalogue<RegisterOperation>('ENHETSREGISTERET', documented, {
  10: REST_OPERATIONS,
  100: REST_OPERATIONS,
  110: REST_OPERATIONS,
  130: REST_OPERATIONS,
  170: REST_OPERATIONS,
  10000: REST_OPERATIONS,
  '-1000': REST_OPERATIONS,
});
