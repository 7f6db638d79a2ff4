// Counts the tests of vitest's JSON reports: `node .ci/count.mjs <report>…`. Ends with 1 when any has failed or was skipped: in CI
// nothing is left out, so a skipped test is a judge that is missing. A file that fails before its first test counts as one
// failure. A run without a report has counted nothing, and fails.
import { existsSync, readFileSync } from 'node:fs';

let passed = 0;
let failed = 0;
for (const file of process.argv.slice(2)) {
  if (!existsSync(file)) {
    process.stdout.write(`No tests were run for ${file}.\n`);
    process.exitCode = 1;
    continue;
  }
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  for (const { name } of broken) process.stdout.write(`Failed outside its tests: ${name}\n`);
  const skipped = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => `${name}: ${fullName}`),
  );
  for (const test of skipped) process.stdout.write(`Skipped: ${test}\n`);
  passed += report.numPassedTests;
  failed += report.numFailedTests + broken.length + skipped.length;
  if (!report.success) process.exitCode = 1;
}
if (failed > 0 || passed === 0) process.exitCode = 1;
process.stdout.write(`${passed} passed, ${failed} failed\n`);
