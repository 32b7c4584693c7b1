export { simulatorDeployer } from './deployer.js';
export { type SimulateOptions, type SimulatorOptions, XyloSimulator } from './simulator.js';
