import { OPERATIONS } from '../../src/sources/kontaktinformation/codes.ts';
import { recordStar, withKodelister } from './star/recorded.ts';
import { testOperations } from './suite.ts';

testOperations('STAR', OPERATIONS, recordStar, withKodelister);
