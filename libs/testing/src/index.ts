export { eventually } from './eventually';
export { FakeClock } from './fake-clock';
export { RabbitManagement } from './rabbit-management';
export { runService, type RunningService } from './running-service';
export { runSandbox, type RunningSandbox } from './sandbox';
export { TestStack } from './test-stack';
