import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { type BenchmarkInput, buildBenchmarkInputs } from '../lists/benchmark-inputs.ts';
import { benchmarkCases, scaling, workerCases } from './benchmark-cases.ts';
import { bundle } from './bundle.ts';
import { caseColumns, describeCase } from './describe-case.ts';
import { formatTable } from './format-table.ts';
import { measuringMethod } from './measure-process.ts';
import { type CaseResult, type CaseRun, runCase } from './run-case.ts';
import { runWorkerCase } from './run-worker-case.ts';

const usage = `npm run bench -- [--only <text>]… [--runs <n>] [--quick]

Compares our command with HostlistCompiler's: whole processes under this Node, taking turns, medians. And our Worker
inside workerd with our command.

  --only   only cases whose name ("big-hosts A", "scale", "worker big-hosts A") contains this text; may be given several times
  --runs   measured runs of our command (default 5); HostlistCompiler has at most so many, and 1 to 5 by itself
  --quick  one run each, and nothing for which HostlistCompiler takes minutes`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    runs: { type: 'string', default: '5' },
    quick: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) console.log(usage);
else process.exitCode = (await runBenchmarks()) ? 0 : 1;

async function runBenchmarks(): Promise<boolean> {
  const isChosen = (name: string) =>
    values.only.length === 0 || values.only.some((text) => name.includes(text));
  const cases = benchmarkCases.filter((one) => {
    return (
      isChosen(`${one.input} ${one.set}`) &&
      !(values.quick && one.referenceRuns < 2 && values.only.length === 0)
    );
  });
  const hasScaling = isChosen('scale');
  const workerInputs = workerCases.inputs.filter((name) => isChosen(`worker ${name} ${workerCases.set}`));
  const names = [
    ...cases.map((one) => one.input),
    ...(hasScaling ? [scaling.small, scaling.large] : []),
    ...workerInputs,
  ];
  const inputs = new Map(buildBenchmarkInputs(names).map((input) => [input.name, input]));

  console.log(
    `Node ${process.version}, ${cpus().length} CPUs (${cpus()[0]?.model ?? 'unknown'}), ${measuringMethod()}`,
  );
  for (const input of inputs.values()) {
    console.log(
      `${input.name}: ${input.lines} lines, ${(input.bytes / 1e6).toFixed(1)} MB: ${input.provenance}`,
    );
  }
  const runs = values.quick ? 1 : Math.max(1, Number(values.runs));
  const rows: (readonly string[])[] = [];
  let areAllMet = true;
  for (const one of cases) {
    const input = inputs.get(one.input);
    if (input === undefined) throw new Error(`no input is called ${one.input}`);
    const referenceRuns = Math.min(runs, one.referenceRuns);
    const result = await runBundled({ ...one, input, runs, referenceRuns, hasFloor: one.hasFloor === true });
    const { row, isMet } = describeCase(one, input, result);
    console.log(row.join(' | '));
    if (result.comparison?.isEqual === false && !result.isMended) console.log(result.comparison);
    rows.push(row);
    areAllMet &&= isMet;
  }
  if (rows.length > 0)
    console.log(
      `\n${formatTable(caseColumns, rows)}\nSeconds and MB (2^20); × is HostlistCompiler over ours; mended lines are those that it loses below names it refuses.`,
    );
  if (hasScaling) areAllMet = (await runScaling(inputs, runs)) && areAllMet;
  for (const name of workerInputs) areAllMet = (await runWorker(inputs.get(name), runs)) && areAllMet;
  return areAllMet;
}

async function runWorker(input: BenchmarkInput | undefined, runs: number): Promise<boolean> {
  if (input === undefined) throw new Error('an input of the Worker is missing');
  bundle.refresh();
  const { set, ratioMax, firstByteMsMax } = workerCases;
  const result = await runWorkerCase(input, set, runs);
  const { commandSeconds, workerSeconds, firstSeconds, firstByteMs, comparison } = result;
  const ratio = workerSeconds / commandSeconds;
  const isRatioMet = ratio <= ratioMax;
  const isFirstByteMet = firstByteMs <= firstByteMsMax;
  console.log(
    `worker ${input.name} ${set}: ${input.lines} lines, POST /api/compile in ${workerSeconds.toFixed(2)} s (${firstSeconds.toFixed(2)} s just started), the command in ` +
      `${commandSeconds.toFixed(2)} s: ${ratio.toFixed(2)} ≤ ${ratioMax} ${isRatioMet ? 'met' : 'MISSED'}; ` +
      `POST /api/compile/stream: first byte after ${firstByteMs.toFixed(0)} ≤ ${firstByteMsMax} ms ` +
      `${isFirstByteMet ? 'met' : 'MISSED'}; output ${comparison.isEqual ? 'same' : 'DIFFERENT'}`,
  );
  if (!comparison.isEqual) console.log(comparison);
  return isRatioMet && isFirstByteMet && comparison.isEqual;
}

async function runScaling(inputs: ReadonlyMap<string, BenchmarkInput>, runs: number): Promise<boolean> {
  const secondsPerLine: number[] = [];
  for (const name of [scaling.small, scaling.large]) {
    const input = inputs.get(name);
    if (input === undefined) throw new Error(`no input is called ${name}`);
    const { ours, rules } = await runBundled({
      input,
      set: scaling.set,
      runs,
      referenceRuns: 0,
      hasFloor: false,
    });
    secondsPerLine.push(ours.wallSeconds / input.lines);
    console.log(
      `${name} ${scaling.set}: ${input.lines} lines, ${rules} rules, ${ours.wallSeconds.toFixed(2)} s wall, ` +
        `${ours.cpuSeconds.toFixed(2)} s CPU, ${(ours.peakBytes / 1024 / 1024).toFixed(0)} MB, ` +
        `${((ours.wallSeconds / input.lines) * 1e9).toFixed(0)} ns a line`,
    );
  }
  const [small = Number.NaN, large = Number.NaN] = secondsPerLine;
  const isMet = large / small <= scaling.ratioMax;
  console.log(
    `time for a line: ${(large / small).toFixed(2)} ≤ ${scaling.ratioMax} ${isMet ? 'met' : 'MISSED'}`,
  );
  return isMet;
}

/** Runs a case with the command as people have it: bundled. Again where a source changed meanwhile. */
async function runBundled(run: CaseRun): Promise<CaseResult> {
  bundle.refresh();
  const result = await runCase(run);
  if (bundle.isFresh()) return result;
  console.log(`${run.input.name} ${run.set}: once more, for a source of our command has changed meanwhile`);
  return runBundled(run);
}
