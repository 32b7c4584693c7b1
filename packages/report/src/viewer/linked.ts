import type { NeuronChoice } from './neuron-choice.js';
import type { ThemeSwitch } from './theme.js';
import type { TimeWindow } from './time-window.js';

/** What all plots of a page have in common. */
export interface Linked {
  readonly time: TimeWindow;
  readonly neurons: NeuronChoice;
  readonly theme: ThemeSwitch;
}
