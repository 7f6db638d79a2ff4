import { OPERATIONS } from '../../src/sources/enhet/codes.ts';
import { recordGrunndata } from './grunndata/recorded.ts';
import { testOperations } from './suite.ts';

testOperations('grunndata', OPERATIONS, recordGrunndata);
