import { type Issue, refuseOnErrors, TimeSeries, type TimeSeriesInput } from '@xylopipe/core';
import { fault } from './fault.js';
import { checkValues, FINITE } from './value-rule.js';

/** The input of a layer of `nin` channels. Throws `INPUT_INVALID` if it has others, or values that are not finite. */
export function inputSeries(input: TimeSeriesInput, nin: number, who: string): TimeSeries {
  const series = TimeSeries.from(input);
  const issues = [...checkChannels(series.channels, nin), ...checkFinite(series)];
  refuseOnErrors(issues, 'INPUT_INVALID', `cannot take an input of (${series.shape.join(', ')})`, { who });
  return series;
}

/** A series without values, with the steps and batch of another. */
export const blankSeries = ({ batch, steps }: TimeSeries, channels: number): TimeSeries =>
  batch === undefined
    ? new TimeSeries([steps, channels], new Float64Array(steps * channels))
    : new TimeSeries([batch, steps, channels], new Float64Array(batch * steps * channels));

/** A series of one channel with that channel copied to `channels`. */
export function broadcast(series: TimeSeries, channels: number): TimeSeries {
  const wide = blankSeries(series, channels);
  series.values.forEach((x, i) => {
    wide.values.fill(x, i * channels, (i + 1) * channels);
  });
  return wide;
}

function checkChannels(measured: number, limit: number): readonly Issue[] {
  if (measured === limit) return [];
  const message = `the input has ${measured} channels, the layer takes ${limit}`;
  const hint = 'give one column per input channel; only a single column into a LIF layer is copied to all';
  return [fault('INPUT_CHANNELS', ['input'], message, hint, { measured, limit })];
}

/** Looks at all values in one pass, of which there can be millions; only a bad one costs more. */
function checkFinite({ values }: TimeSeries): readonly Issue[] {
  let zero = 0; // a NaN or infinity times 0 is NaN, and stays
  for (let i = 0; i < values.length; i++) zero += values[i] * 0;
  if (zero === 0) return [];
  return checkValues(['input'], values, FINITE).map((issue) => ({ ...issue, code: 'INPUT_NOT_FINITE' }));
}
