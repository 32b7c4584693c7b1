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
import { inputClipped, isUint8Array, nameOf, newRecording, wantedSignals } from '@xylopipe/core/session';
import { defer, from, map, type Observable, type ObservableInput, Subject, takeUntil, tap } from 'rxjs';
import type { Access } from './access.js';
import type { Core } from './core.js';

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
  input$: ObservableInput<Uint8Array>,
  output: OutputMode,
): Observable<Int16Array> {
  const wanted = wantedSignals(output, false, config);
  const counts$ = observableOf(input$, config);
  return defer(() => {
    // One timestep's worth of each, used over and over.
    const input = Raster.zeros(1, specSizes(config).inputs);
    const recording = newRecording(config, updateRule === 'v2', 1, wanted);
    const answer = recording.signals[OUTPUT_SIGNALS[output]]?.rows as Int16Array;
    const closed$ = new Subject<never>();
    const turn = access.begin(() => closed$.error(access.closedError()));
    const free = (): void => turn.end();
    let step = 0;
    let telling = false;
    let told = false;
    const evolve = (counts: Uint8Array): Int16Array => {
      if (telling) throw emittedTooEarly(step, config);
      refuseOtherCounts(counts, input.channels, step, config);
      input.counts.set(counts);
      const clipped = told ? undefined : inputClipped(input.counts, input.channels, step);
      if (clipped !== undefined) {
        told = true;
        telling = true;
        tell(clipped);
        telling = false;
        // Whoever was told may have closed the simulator, or left or ended the stream.
        if (!turn.lasts) throw access.closedError();
      }
      core.evolve(input, 0, 1, recording);
      step++;
      return answer.slice();
    };
    return counts$.pipe(map(evolve), takeUntil(closed$), tap({ error: free, complete: free, finalize: free }));
  });
}

/** Throws `INPUT_INVALID` for what nothing can be emitted from. */
function observableOf(input$: ObservableInput<Uint8Array>, { chipId }: DeviceConfig): Observable<Uint8Array> {
  try {
    return from(input$);
  } catch (cause) {
    throw new XylopipeError('INPUT_INVALID', `a value of type ${nameOf(input$)} is no stream`, {
      who: chipId,
      hint: 'give an Observable of the counts of each timestep',
      cause,
    });
  }
}

/** For an emission from a subscriber of `events$`: the timestep before it has not been evolved yet. */
const emittedTooEarly = (step: number, { chipId }: DeviceConfig): XylopipeError =>
  new XylopipeError('SIMULATOR_BUSY', `more input came while timestep ${step} of the stream was warned of`, {
    who: chipId,
    hint: 'do not emit from a subscriber of events$: emit in a later task, e.g. with observeOn(asapScheduler)',
  });

/** Throws `INPUT_INVALID` unless these are the counts of one timestep. */
function refuseOtherCounts(counts: unknown, channels: number, step: number, { chipId }: DeviceConfig): void {
  if (isUint8Array(counts) && counts.length === channels) return;
  const found = isUint8Array(counts) ? `${counts.length} counts` : `a value of type ${nameOf(counts)}`;
  throw new XylopipeError('INPUT_INVALID', `timestep ${step} of the stream is ${found}`, {
    who: chipId,
    hint: `emit a Uint8Array with the ${channels} counts of one timestep`,
  });
}
