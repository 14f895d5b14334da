export type { RunsOptions } from './options';
export {
  type Chunk,
  type Cursor,
  isOpen,
  type Recorded,
  type Run,
  type RunProblem,
  type RunState,
  type RunWork,
} from './run';
export { RunKinds } from './run-kinds';
export { RunStarted, RunView, runView } from './run.response';
export { type NewRun, Runs } from './runs';
export { RunsModule } from './runs.module';
export {
  createEndedRunsIndex,
  createRunsTable,
  runContext,
  runsRegister,
  runsSealedColumn,
} from './runs-table';
export { Ticks } from './ticks';
