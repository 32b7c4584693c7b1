import { deviceConfigToJson, errorsIn, type MappedSpec, type Raster, specSizes } from '@xylopipe/core';
import { readNir, readNirData } from '@xylopipe/nir/web';
import type { Network } from '@xylopipe/nn';
import type { ReportModel } from '@xylopipe/report';
import { createXylopipe, floatRun, type RunToStudy, studyRun, type Xylopipe } from 'xylopipe';
import { chipFits } from './chip-fit.js';
import type { NirReaders } from './nir-readers.js';
import { type Placed, placeOnChip, runOnChip } from './on-chip.js';
import { attempt, NOTHING, type Outcome } from './outcome.js';
import { recipeRows, recipeText } from './recipe.js';
import { remembering } from './remembering.js';
import type { Settings } from './settings.js';
import { type FileRole, readNetwork, readRaster, roleOf, type WorkbenchFile } from './workbench-file.js';
import type { WorkbenchResult } from './workbench-result.js';

/**
 * A network, a raster, and all that comes of them on a chip. What was read, mapped and evolved in floating point is kept
 * until something before it changes: other options of the quantizer begin with quantizing.
 */
export class Workbench {
  readonly #xylopipe: Xylopipe;
  readonly #nir: NirReaders;
  readonly #files = new Map<FileRole, WorkbenchFile>();
  readonly #computed: string[] = [];

  /** @param nir - what reads NIR files; default that of browsers. */
  constructor(xylopipe: Xylopipe = createXylopipe(), nir: NirReaders = { readNir, readNirData }) {
    this.#xylopipe = xylopipe;
    this.#nir = nir;
  }

  /**
   * Puts a file in the place of the one with its role. Returns the role: by default that of its content.
   * @throws FILE_NOT_TAKEN of a file that is neither network nor raster; what was there stays.
   */
  put(file: WorkbenchFile, role: FileRole = roleOf(file)): FileRole {
    this.#files.set(role, file);
    return role;
  }

  /** All that comes of the files, as far as it gets: refusals are issues of the result. To be awaited before the next. */
  async run(settings: Settings): Promise<WorkbenchResult> {
    const start = performance.now();
    this.#computed.length = 0;
    const files = { network: this.#files.get('network'), raster: this.#files.get('raster') };
    const network = files.network ? await this.#network(files.network) : NOTHING;
    const placed: Placed = network.value ? await this.#placed(network.value, settings) : NOTHING;
    const spec = placed.value;
    const raster = files.raster ? await this.#raster(files.raster, spec && specSizes(spec).inputs, spec?.dt) : NOTHING;
    const chip = spec && (await this.#onChip(spec, raster.value, settings));
    const float =
      spec && chip?.evolution && network.value && raster.value
        ? await this.#float(network.value, raster.value, spec)
        : NOTHING;
    const parts: readonly Outcome<unknown>[] = [network, placed, raster, chip ?? NOTHING, float];
    const model = await this.#study({
      title: files.network === undefined ? 'No network yet' : `${files.network.name} on ${settings.chipId}`,
      limits: spec && this.#xylopipe.device(settings.chipId).limits,
      input: raster.value,
      float: float.value,
      artifacts: { graph: placed.graph, spec, quantized: chip?.quantized, config: chip?.config },
      evolution: chip?.evolution,
      ranOn: { kind: 'simulator' },
      issues: parts.flatMap(({ issues }) => issues),
      timings: Object.assign({}, ...parts.map(({ timings }) => timings)),
      recipe: recipeRows(settings, files),
    });
    const fits = this.#fits(network.value, keyOf(settings.quantize));
    const refused = parts.find(({ value, issues }) => value === undefined && errorsIn(issues).length > 0);
    return {
      settings,
      model,
      refusedBy: refused?.issues.find(({ severity }) => severity === 'error')?.stage,
      computed: [...this.#computed],
      fits,
      config: chip?.config && `${JSON.stringify(deviceConfigToJson(chip.config))}\n`,
      recipe: chip?.evolution && (await recipeText(settings, files)),
      milliseconds: performance.now() - start,
    };
  }

  readonly #network = remembering((file: WorkbenchFile) =>
    this.#attempt('network', () => readNetwork(file, this.#nir)),
  );

  readonly #raster = remembering((file: WorkbenchFile, channels: number | undefined, dt: number | undefined) =>
    this.#attempt('raster', () => readRaster(file, this.#nir, { channels, dt })),
  );

  readonly #float = remembering((network: Network, input: Raster, spec: MappedSpec) =>
    // What it warns of, the study tells.
    this.#attempt('float', () => ({ value: floatRun(network, input, spec), issues: [] })),
  );

  readonly #fits = remembering((network: Network | undefined, quantize: string) =>
    chipFits(this.#xylopipe, network, JSON.parse(quantize)),
  );

  readonly #place = remembering((network: Network, chipId: string, map: string) => {
    this.#computed.push('map');
    return placeOnChip(this.#xylopipe, network, { chipId, map: JSON.parse(map) });
  });

  #placed = (network: Network, { chipId, map }: Settings): Promise<Placed> => this.#place(network, chipId, keyOf(map));

  #onChip(spec: MappedSpec, input: Raster | undefined, settings: Settings): ReturnType<typeof runOnChip> {
    this.#computed.push('quantize');
    return runOnChip(this.#xylopipe, spec, input, settings);
  }

  async #study(run: RunToStudy & { readonly title: string }): Promise<ReportModel> {
    const { value, issues } = await attempt('study', () => ({ value: studyRun(run), issues: [] }));
    return value ?? { title: run.title, runs: [], issues: [...(run.issues ?? []), ...issues] };
  }

  #attempt: typeof attempt = (stage, work) => {
    this.#computed.push(stage);
    return attempt(stage, work);
  };
}

/** Options as text, which is the same for the same options. */
const keyOf = (options: object = {}): string => JSON.stringify(options);
