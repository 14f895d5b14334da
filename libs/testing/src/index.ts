export { createBrokerUsers } from './broker-users';
export { ChildScript } from './child-script';
export { eventually } from './eventually';
export { FakeClock } from './fake-clock';
export { PrivateServers } from './private-servers';
export { RabbitManagement } from './rabbit-management';
export { runService, type RunningService } from './running-service';
export { runSandbox, type RunningSandbox } from './sandbox';
export { type ServerAddresses, TestStack } from './test-stack';
