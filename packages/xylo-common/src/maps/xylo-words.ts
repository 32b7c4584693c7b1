import type { ChipLimits } from '@xylopipe/core';
import type { BankContent } from './bank-content.js';
import { bit, type Field } from './field.js';
import type { MemoryBank } from './memory-map.js';
import { defined } from './provenance.js';

/** How a Xylo lays out the words of a bank. */
export type WordLayout = Pick<MemoryBank, 'wordWidth' | 'fields' | 'volatile' | 'description'>;

/** How a Xylo of these limits lays out the words of a bank. Widths of words are those of Rockpool's dumps of the first Xylo. */
export function xyloWord(content: BankContent, limits: ChipLimits): WordLayout {
  const { bits, hiddenNeurons, maxFanOut, maxSpikes } = limits;
  const weight = (description: string): WordLayout =>
    word(description, { name: 'weight', width: bits.weight, signed: true, description: 'weight before its shift' });
  const state = (name: string, description: string): WordLayout => ({
    ...word(description, { name, width: bits.state, signed: true, description }),
    volatile: true,
  });
  const dash = (name: string, description: string): WordLayout =>
    word(description, { name, width: bits.dash, description });
  // One value more than there are ids: all ones says that there is none.
  const id = (description: string, about: string): WordLayout =>
    word(description, { name: 'target', width: bitsFor(hiddenNeurons), description: about }, ID_WORD);

  switch (content) {
    case 'weightsIn':
      return weight('input weights, a row of hidden neurons for each input channel');
    case 'weightsIn2':
      return weight('input weights of the second synapse, laid out as those of the first');
    case 'isyn':
      return state('isyn', 'synaptic current of hidden, then of output neurons');
    case 'isyn2':
      return state('isyn2', 'current of the second synapse of hidden neurons');
    case 'vmem':
      return state('vmem', 'membrane potential of hidden, then of output neurons');
    case 'dashSyn':
      return dash('dashSyn', 'decay of the synaptic current of hidden, then of output neurons');
    case 'dashSyn2':
      return dash('dashSyn2', 'decay of the second synaptic current of hidden neurons');
    case 'dashMem':
      return dash('dashMem', 'decay of the membrane potential of hidden, then of output neurons');
    case 'bias':
      return word('bias of hidden, then of output neurons', {
        name: 'bias',
        width: bits.bias,
        signed: true,
        description: 'added each timestep',
        ...(limits.assumed.includes('bits.bias')
          ? { provenance: defined('the width of biases is not public: as wide as the limits assume') }
          : {}),
      });
    case 'threshold':
      return word('threshold of hidden, then of output neurons', {
        name: 'threshold',
        width: bits.threshold,
        signed: true,
        description: 'firing level',
      });
    case 'aliasFlags':
      return {
        wordWidth: 4,
        fields: [
          bit('isTarget', 0, 'the neuron is the alias of another'),
          bit('isSource', 1, 'the neuron has an alias'),
          bit('sharesTarget', 2, 'its alias has more than one source'),
        ],
        volatile: false,
        description: 'part in aliasing of each hidden neuron',
      };
    case 'aliasTarget':
      return id('alias of each hidden neuron', 'id of the hidden neuron that is its alias; all ones: none');
    case 'spikes':
      return {
        ...word(
          'spikes of each hidden neuron in the last timestep',
          { name: 'spikes', width: bitsFor(maxSpikes.hidden), description: 'number of spikes' },
          8,
        ),
        volatile: true,
      };
    case 'fanOut':
      return word(
        'number of connections of each hidden neuron: how many consecutive words of the connection banks are its own',
        {
          name: 'count',
          width: Math.max(FAN_OUT_WORD, bitsFor(maxFanOut)),
          description: 'connections with a weight that is not 0 in either synapse',
          ...(bitsFor(maxFanOut) > FAN_OUT_WORD
            ? { provenance: defined('the public 8 bits cannot count to the largest fan-out: as wide as that needs') }
            : {}),
        },
      );
    case 'fanOutTargets':
      return id(
        'targets of all recurrent connections: by source 0, 1, 2, ..., of each by ascending target',
        'id of the hidden neuron that the connection leads to',
      );
    case 'weightsRec':
      return weight('recurrent weights, in the order of their targets');
    case 'weightsRec2':
      return weight('recurrent weights of the second synapse, in the order of their targets');
    case 'weightsOut':
      return weight('output weights, a row of output neurons for each hidden neuron that can drive them');
  }
}

/** Bits of a word that holds the id of a hidden neuron, and of one that holds a number of connections. */
const ID_WORD = 12;
const FAN_OUT_WORD = 8;

const word = (description: string, field: Omit<Field, 'lsb'>, wordWidth = field.width): WordLayout => ({
  wordWidth: Math.max(wordWidth, field.width),
  fields: [{ ...field, lsb: 0 }],
  volatile: false,
  description,
});

/** How many bits it takes to write `max`. */
const bitsFor = (max: number): number => Math.ceil(Math.log2(max + 1));
