import type { ChipLimits } from '@xylopipe/core';

/** All that banks hold, in the order of the addresses on all chips whose memory map is public. */
export const BANK_CONTENTS = Object.freeze([
  'weightsIn',
  'weightsIn2',
  'isyn',
  'isyn2',
  'vmem',
  'dashSyn',
  'dashSyn2',
  'dashMem',
  'bias',
  'threshold',
  'aliasFlags',
  'aliasTarget',
  'spikes',
  'fanOut',
  'fanOutTargets',
  'weightsRec',
  'weightsRec2',
  'weightsOut',
] as const);

/** What one memory bank holds: `weightsIn2`, `isyn2`, `dashSyn2` and `weightsRec2` are those of the second synapse. */
export type BankContent = (typeof BANK_CONTENTS)[number];

/** How many words a chip of these limits needs to hold something; 0 where it has no such thing. */
export const bankWords = (content: BankContent, limits: ChipLimits): number => words[content](limits);

type Words = (limits: ChipLimits) => number;

const perNeuron: Words = ({ hiddenNeurons, outputNeurons }) => hiddenNeurons + outputNeurons;
const perHidden: Words = ({ hiddenNeurons }) => hiddenNeurons;
const perInputWeight: Words = ({ inputChannels, inputExpansionNeurons }) => inputChannels * inputExpansionNeurons;
const perOutputWeight: Words = ({ outputExpansionNeurons, outputNeurons }) => outputExpansionNeurons * outputNeurons;
const perConnection: Words = ({ recurrentWordsPerBank }) => recurrentWordsPerBank;
const ofSynapse2 =
  (words: Words): Words =>
  (limits) =>
    limits.synapsesPerHidden === 2 ? words(limits) : 0;
const ofBias: Words = (limits) => (limits.bias ? perNeuron(limits) : 0);

const words: Readonly<Record<BankContent, Words>> = Object.freeze({
  weightsIn: perInputWeight,
  weightsIn2: ofSynapse2(perInputWeight),
  isyn: perNeuron,
  isyn2: ofSynapse2(perHidden),
  vmem: perNeuron,
  dashSyn: perNeuron,
  dashSyn2: ofSynapse2(perHidden),
  dashMem: perNeuron,
  bias: ofBias,
  threshold: perNeuron,
  aliasFlags: perHidden,
  aliasTarget: perHidden,
  spikes: perHidden,
  fanOut: perHidden,
  fanOutTargets: perConnection,
  weightsRec: perConnection,
  weightsRec2: ofSynapse2(perConnection),
  weightsOut: perOutputWeight,
});
