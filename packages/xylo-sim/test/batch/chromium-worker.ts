import { type Request, serveSimulator } from '../../src/web/serve-simulator.js';
import { befalls } from './mishaps.js';

addEventListener('message', (event: MessageEvent<Request>) => {
  if ('job' in event.data && befalls(event.data.job)) event.stopImmediatePropagation();
});
serveSimulator(self);
