/** Reads the numbers out of the JSON reports of vitest and Playwright. */
import * as v from 'valibot';

export interface Count {
  passed: number;
  failed: number;
  skipped: number;
  /** Names of what failed. */
  failures: string[];
}

const VitestReport = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numTodoTests: v.number(),
  testResults: v.array(
    v.object({
      name: v.string(),
      status: v.string(),
      assertionResults: v.array(v.object({ fullName: v.string(), status: v.string() })),
    }),
  ),
});

export function countVitest(report: unknown): Count {
  const read = v.parse(VitestReport, report);
  // A file that could not be loaded has no tests to count.
  const unloaded = read.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((t) => t.status !== 'failed'),
  );
  const failed = read.testResults.flatMap((file) =>
    file.assertionResults.filter((test) => test.status === 'failed').map((test) => test.fullName),
  );
  return {
    passed: read.numPassedTests,
    failed: read.numFailedTests + unloaded.length,
    skipped: read.numPendingTests + read.numTodoTests,
    failures: [...failed, ...unloaded.map((file) => file.name)],
  };
}

interface Suite {
  specs?: { title: string; ok: boolean }[] | undefined;
  suites?: Suite[] | undefined;
}

const SuiteReport: v.GenericSchema<Suite> = v.object({
  specs: v.optional(v.array(v.object({ title: v.string(), ok: v.boolean() }))),
  suites: v.optional(v.array(v.lazy(() => SuiteReport))),
});

const PlaywrightReport = v.object({
  stats: v.object({
    expected: v.number(),
    unexpected: v.number(),
    flaky: v.number(),
    skipped: v.number(),
  }),
  suites: v.array(SuiteReport),
});

export function countPlaywright(report: unknown): Count {
  const { stats, suites } = v.parse(PlaywrightReport, report);
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
    failures: suites.flatMap(failedSpecs),
  };
}

function failedSpecs(suite: Suite): string[] {
  return [
    ...(suite.specs ?? []).filter((spec) => !spec.ok).map((spec) => spec.title),
    ...(suite.suites ?? []).flatMap(failedSpecs),
  ];
}
