import type { HttpClient } from '../../wire/http.ts';
import type { KontaktinformationConfig } from '../config.ts';

export interface StarConnection {
  readonly client: HttpClient;
  readonly config: KontaktinformationConfig;
}
