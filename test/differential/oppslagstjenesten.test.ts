import { OPERATIONS } from '../../src/sources/postkasse/codes.ts';
import { recordOppslagstjenesten } from './oppslagstjenesten/recorded.ts';
import { testOperations } from './suite.ts';

testOperations('Oppslagstjenesten', OPERATIONS, recordOppslagstjenesten);
