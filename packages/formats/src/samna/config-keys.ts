/** The chip whose configuration file is public: Xylo Audio 2. */
export const SAMNA_CHIP = 'syns61201';

/** Fields of a `DeviceConfig` by the key of a hidden neuron; `aliasTarget` is an optional next to them. */
export const HIDDEN_KEYS = {
  threshold: 'threshold',
  vMemDecay: 'dashMem',
  iSynDecay: 'dashSyn',
  vMemBias: 'bias',
  iSyn2Decay: 'dashSyn2',
} as const;

/** The same of an output neuron. */
export const OUTPUT_KEYS = {
  threshold: 'thresholdOut',
  vMemDecay: 'dashMemOut',
  iSynDecay: 'dashSynOut',
  vMemBias: 'biasOut',
} as const;

/** The weights of the second synapse: samna writes the key of the inputs in another case than that of the reservoir. */
export const SYNAPSE2_KEYS = { input: 'syn2_weights', reservoir: 'syn2Weights' } as const;

/** An optional of samna's (cereal's layout) that holds nothing. */
export const NOTHING = { nullopt: true } as const;

/** What a program sets while the network runs, with the values of a new object of samna's (mid 2022). No part of a network. */
export const SETTINGS = {
  operationMode: 0,
  directFetchStateRam: false,
  enableHibernationMode: false,
  clearNetworkState: false,
  timeResolutionWrap: 0,
  hibernationModeTimeResolutionWrap: 0,
} as const;

/** The same below `debug`. */
export const DEBUG_SETTINGS = {
  keepInterrupt: false,
  alwaysUpdateOmpStat: false,
  enableRstPadPull: true,
  rstPadPullSelect: false,
  ramWakeUpSettleTime: 0,
  monitors: { value0: 0, value1: 0, value2: 0, value3: 0 },
  inputWriteSelect: 0,
  inputReadSelect: 0,
  inputSelectEnable: false,
  ramManualSleepControl: 0,
  ramAutoSleepControl: 0,
  ramLightSleep: false,
  ramDeepSleep: false,
  debugStatusUpdateEnable: false,
  monitorDebugEnable: false,
  peInternalSelect: 3,
  peFsmSelect: 7,
  peEngineSelect: 7,
  peAccessRamFsmSelect: 31,
  memShellRamArbiterSelect: 31,
  readTimingSelect: 1,
  writeTimingSelect: 1,
  monitorNeuronVMem: NOTHING,
  monitorNeuronISyn: NOTHING,
  monitorNeuronISyn2: NOTHING,
  monitorNeuronSpike: NOTHING,
} as const;

/** Attributes of `debug` in Python that Rockpool sets for every network, and whose keys in a file are not public. */
export const UNNAMED_DEBUG = [
  'isyn_clock_enable',
  'isyn2_clock_enable',
  'ra_clock_enable',
  'bias_clock_enable',
  'hm_clock_enable',
  'ram_power_enable',
] as const;
