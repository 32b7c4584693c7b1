/** Recorded fields that contradict the rest of their own file, by case. */
export const VECTOR_FAULTS: Readonly<Record<string, { readonly fields: readonly string[]; readonly why: string }>> = {
  'drc_handmade_graphs/skip_weights_to_output syns65302': {
    fields: ['weights_out'],
    why: 'rows are recorded for ids 3, 4, 0, 1, 2, where the vectors define them to be in id order and the same file has them so for syns61201',
  },
  ...Object.fromEntries(
    ['syns61201', 'syns63300', 'syns65302'].map((chipId) => [
      `scalar_params_${chipId} ${chipId}`,
      { fields: ['weights_in'], why: 'the corrected weights are not those of the network in the same file' },
    ]),
  ),
};
