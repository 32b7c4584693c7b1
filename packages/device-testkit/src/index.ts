export { type DeviceTests, describeDevice } from './describe-device.js';
export { describeSession } from './session/describe-session.js';
export type { SessionContract } from './session/session-contract.js';
