import { createRequire } from 'node:module';
import type * as Rsa from '@peculiar/asn1-rsa';
import type * as Schema from '@peculiar/asn1-schema';
import type * as X509 from '@peculiar/asn1-x509';

/**
 * The structures of X.509, loaded with the first certificate that is read or made: they are 110 modules, of which a gateway without
 * certificates needs none.
 */
export function loadAsn1(): Omit<typeof Schema & typeof X509 & typeof Rsa, 'default'> {
  const require = createRequire(import.meta.url);
  return {
    ...(require('@peculiar/asn1-schema') as typeof Schema),
    ...(require('@peculiar/asn1-x509') as typeof X509),
    ...(require('@peculiar/asn1-rsa') as typeof Rsa),
  };
}
