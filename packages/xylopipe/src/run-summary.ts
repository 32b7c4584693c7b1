import type {
  DeviceConfig,
  DeviceSession,
  Issue,
  MappedSpec,
  NetworkGraph,
  PipelineRun,
  QuantizedSpec,
} from '@xylopipe/core';
import { lastValueFrom, toArray } from 'rxjs';
import { type RanOn, ranOnOf } from './targets/ran-on.js';

/** A problem and the stage that found it. */
export interface StageIssue extends Issue {
  readonly stage: string;
}

/** What a run has to say besides its result. */
export interface RunSummary {
  /** In the order in which they came up. */
  readonly issues: readonly StageIssue[];
  /** Milliseconds by stage. */
  readonly timings: Readonly<Record<string, number>>;
  /** What was deployed to; `undefined` where nothing was, or where the driver does not say. */
  readonly ranOn: RanOn | undefined;
}

/** Every artifact on the way from a network to the chip. */
export interface DeploymentArtifacts {
  readonly graph: NetworkGraph;
  readonly spec: MappedSpec;
  readonly quantized: QuantizedSpec;
  readonly config: DeviceConfig;
}

/** What a run has to say; waits for its end, and does not reject if it failed. */
export async function summaryOf(run: Pick<PipelineRun<unknown>, 'events$' | 'artifacts'>): Promise<RunSummary> {
  const events = await lastValueFrom(run.events$.pipe(toArray()));
  return {
    issues: events.flatMap((event) => (event.type === 'issue' ? [{ ...event.issue, stage: event.stage }] : [])),
    timings: Object.fromEntries(
      events.flatMap((event) => ('durationMs' in event ? [[event.stage, event.durationMs]] : [])),
    ),
    ranOn: ranOnOf(run.artifacts.get('deploy') as DeviceSession | undefined),
  };
}

/** The artifacts of a run that began with a network and reached the chip. */
export const deploymentArtifactsOf = ({ artifacts }: Pick<PipelineRun<unknown>, 'artifacts'>): DeploymentArtifacts => ({
  graph: artifacts.get('extract') as NetworkGraph,
  spec: artifacts.get('map') as MappedSpec,
  quantized: artifacts.get('quantize') as QuantizedSpec,
  config: artifacts.get('configure') as DeviceConfig,
});
