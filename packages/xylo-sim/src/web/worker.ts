import { serveSimulator } from './serve-simulator.js';

serveSimulator(self);
