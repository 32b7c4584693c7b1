export type { RecordingBuffers } from '@xylopipe/core/session';
export {
  isSimulatorDeployer,
  type SimulatorDeployer,
  type SimulatorDeployerOptions,
  simulatorDeployer,
} from './deployer.js';
export type { CoreChoice } from './open-core.js';

export { type SimulateOptions, type SimulatorOptions, type StreamOptions, XyloSimulator } from './simulator.js';
export { summarizeTelemetry } from './telemetry/summarize-telemetry.js';
export type { Telemetry } from './telemetry/telemetry.js';
