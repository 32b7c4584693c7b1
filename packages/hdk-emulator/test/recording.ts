/** States at the end of each timestep, row by row, under the names of the recorded vectors. */
export interface Recording {
  readonly spikes_out: number[][];
  readonly vmem_out: number[][];
  readonly isyn_out: number[][];
  readonly vmem: number[][];
  readonly isyn: number[][];
  readonly isyn2: number[][];
  readonly spikes_hidden: number[][];
  /** Timesteps in which the chip could sleep, from 0 on. */
  readonly hibernation: number[];
}

export type RecordedSignal = Exclude<keyof Recording, 'hibernation'>;

export const RECORDED_SIGNALS: readonly RecordedSignal[] = [
  'spikes_out',
  'vmem_out',
  'isyn_out',
  'vmem',
  'isyn',
  'isyn2',
  'spikes_hidden',
];

export const emptyRecording = (): Recording => ({
  spikes_out: [],
  vmem_out: [],
  isyn_out: [],
  vmem: [],
  isyn: [],
  isyn2: [],
  spikes_hidden: [],
  hibernation: [],
});
