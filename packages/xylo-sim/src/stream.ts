import {
  type DeviceConfig,
  type Issue,
  OUTPUT_SIGNALS,
  type OutputMode,
  Raster,
  specSizes,
  type UpdateRule,
  XylopipeError,
} from '@xylopipe/core';
import { defer, map, type Observable, Subject, takeUntil, tap } from 'rxjs';
import type { Access } from './access.js';
import type { Core } from './core.js';
import { inputClipped, isUint8Array, nameOf } from './input-check.js';
import { wantedSignals } from './record-choice.js';
import { newRecording } from './recording.js';

/** What a stream evolves, and who is told what. */
export interface StreamSource {
  readonly config: DeviceConfig;
  readonly updateRule: UpdateRule;
  readonly core: Core;
  readonly access: Access;
  readonly tell: (issue: Issue) => void;
}

/**
 * One timestep per emission of `input$`, answered with the output of that timestep. Every subscription holds the
 * simulator until it ends, in whichever way, and gives it back before it says so.
 */
export function streamThrough(
  { config, updateRule, core, access, tell }: StreamSource,
  input$: Observable<Uint8Array>,
  output: OutputMode,
): Observable<Int16Array> {
  const wanted = wantedSignals(output, false, config);
  return defer(() => {
    const closed$ = new Subject<never>();
    const turn = access.begin(() => closed$.error(access.closedError()));
    const free = (): void => turn.end();
    // One timestep's worth of each, used over and over.
    const input = Raster.zeros(1, specSizes(config).inputs);
    const recording = newRecording(config, updateRule, 1, wanted);
    const answer = recording.signals[OUTPUT_SIGNALS[output]]?.rows as Int16Array;
    let step = 0;
    let clipped: Issue | undefined;
    const evolve = (counts: Uint8Array): Int16Array => {
      refuseOtherCounts(counts, input.channels, step, config);
      if (clipped === undefined) {
        clipped = inputClipped(counts, input.channels, step);
        if (clipped !== undefined) tell(clipped);
        // Whoever was told may have closed the simulator or left the stream.
        if (!turn.lasts) throw access.closedError();
      }
      input.counts.set(counts);
      core.evolve(input, 0, 1, recording);
      step++;
      return answer.slice();
    };
    return input$.pipe(map(evolve), takeUntil(closed$), tap({ error: free, complete: free, finalize: free }));
  });
}

/** Throws `INPUT_INVALID` unless these are the counts of one timestep. */
function refuseOtherCounts(counts: unknown, channels: number, step: number, { chipId }: DeviceConfig): void {
  if (isUint8Array(counts) && counts.length === channels) return;
  const found = isUint8Array(counts) ? `${counts.length} counts` : `a value of type ${nameOf(counts)}`;
  throw new XylopipeError('INPUT_INVALID', `timestep ${step} of the stream is ${found}`, {
    who: chipId,
    hint: `emit a Uint8Array with the ${channels} counts of one timestep`,
  });
}
