import {
  type BoardType,
  type Deployer,
  type DeployOptions,
  type DeviceConfig,
  errorsIn,
  throwIfAborted,
  type Validator,
  XylopipeError,
} from '@xylopipe/core';
import type { Bus, RequestOptions } from '@xylopipe/hdk-transport';
import type { ConnectBoard } from './board/board-connection.js';
import { boardIssues, describeBoard } from './board/check-board.js';
import { chipError } from './board/chip-error.js';
import { abortable, runOn } from './deploy/chip-port.js';
import { settling } from './deploy/settle.js';
import { writeVerified } from './deploy/write-verified.js';
import { parted, writeOperations, writtenOf } from './deploy/written.js';
import {
  type DriverOptions,
  type DriverSettings,
  evolveTimeout,
  settingsOf,
  vendorEvolveTimeout,
} from './driver-options.js';
import type { ChipLayout } from './image/chip-layout.js';
import { type MemoryImage, memoryImage } from './image/memory-image.js';
import { BoardLink } from './session/board-link.js';
import type { ChipStates } from './session/chip-states.js';
import { HdkSession } from './session/hdk-session.js';
import { monitorOperations } from './session/monitors.js';
import { stateBanks } from './session/state-banks.js';

/** A chip with everything that driving a board with it takes. */
export interface DrivenChip extends ChipLayout {
  /** Boards that carry it. */
  readonly boards: readonly BoardType[];
  /** Whose word a deployment demands. */
  readonly validator: Validator;
}

/** Opens boards; its sessions can more than those of other deployers. */
export interface XyloDriver extends Deployer {
  /**
   * Connects, checks board and firmware, writes the configuration, reads it back. Where anything fails or is aborted the
   * bus is closed and there is no session.
   * @throws CHIP_MISMATCH, CONFIG_INVALID, IMAGE_REFUSED before anything is opened; what the connection rejects with;
   * WRONG_BOARD, FIRMWARE_TOO_OLD, VENDOR_BOARD; VERIFY_FAILED; BUS_LOST and other errors of the bus; ABORTED
   */
  deploy(config: DeviceConfig, options?: DeployOptions): Promise<HdkSession>;
}

/** The driver of boards with one chip, each deployment over a bus of its own. Throws `OPTIONS_INVALID`. */
export function xyloDriver(chip: DrivenChip, connect: ConnectBoard, options: DriverOptions = {}): XyloDriver {
  const settings = settingsOf(options, chip.limits);
  const { chipId } = chip.limits;
  return {
    async deploy(config, { signal } = {}) {
      throwIfAborted(signal, chipId);
      const image = imageFor(config, chip, settings);
      const bus = await connected(connect, signal, chipId);
      try {
        refuseBoard(bus, chip);
        return await (bus.configure === undefined
          ? deployImage({ bus, config, chip, settings }, image, signal)
          : deployByVendor({ bus, config, chip, settings }, signal));
      } catch (error) {
        await bus.close().catch(() => {});
        throwIfAborted(signal, chipId);
        throw chipError(chipId, error);
      }
    },
  };
}

/** What the validator passes, as words. */
function imageFor(config: DeviceConfig, chip: DrivenChip, settings: DriverSettings): MemoryImage {
  const who = chip.limits.chipId;
  if (config.chipId !== who) {
    throw new XylopipeError('CHIP_MISMATCH', `the configuration is for ${config.chipId}`, {
      who,
      hint: `deploy it to ${config.chipId}, or configure it for ${who}`,
    });
  }
  const issues = chip.validator.validate(config);
  if (errorsIn(issues).length > 0) {
    throw new XylopipeError('CONFIG_INVALID', 'the chip cannot hold this configuration', {
      who,
      issues,
      hint: 'let the configurator of the chip make it, or evolve it in the simulator',
    });
  }
  return memoryImage(config, chip, settings);
}

async function connected(connect: ConnectBoard, signal: AbortSignal | undefined, chipId: string): Promise<Bus> {
  try {
    return await abortable(connect({ signal }), signal, chipId, (bus) => {
      bus.close().catch(() => {});
    });
  } catch (error) {
    throwIfAborted(signal, chipId);
    throw chipError(chipId, error);
  }
}

function refuseBoard({ board, configure }: Bus, { limits: { chipId }, boards }: DrivenChip): void {
  const issues = boardIssues(board, { chipId, boards });
  const [first] = issues;
  if (first !== undefined)
    throw new XylopipeError(first.code, `${describeBoard(board)} cannot be used`, { who: chipId, issues });
  if (board.emulated || configure !== undefined) return;
  throw new XylopipeError(
    'VENDOR_BOARD',
    `${describeBoard(board)} says that it is a vendor's board, and our words are not for it`,
    {
      who: chipId,
      hint: "reach it through the vendor's own driver, which configures boards itself; firmware of your own says so by `emulated` of WELCOME",
    },
  );
}

interface DeploymentParts {
  readonly bus: Bus;
  readonly config: DeviceConfig;
  readonly chip: DrivenChip;
  readonly settings: DriverSettings;
}

async function deployImage(
  parts: DeploymentParts,
  image: MemoryImage,
  signal: AbortSignal | undefined,
): Promise<HdkSession> {
  const { bus, config, chip, settings } = parts;
  const { chipId } = config;
  const run = runOn(bus, chipId, { signal, timeout: settings.requestTimeout });
  const { lasting, states } = parted(writtenOf(image));
  await writeVerified(run, chip.registers, image, {
    // As the host before left it, the board may be running.
    before: [{ op: 'setMode', mode: 'manual' }, ...monitorOperations(chip.limits, new Map())],
    first: [...writeOperations(lasting), ...settling(chip.registers).operations, ...writeOperations(states)],
    verify: settings.verify,
  });
  return openSession(parts, signal, (link) => stateBanks(link.run, config, chip, settings));
}

/** A vendor's driver writes and checks; what the memories hold is not ours to read. */
async function deployByVendor(parts: DeploymentParts, signal: AbortSignal | undefined): Promise<HdkSession> {
  const { bus, config, settings } = parts;
  const configure = async (options: RequestOptions = {}): Promise<void> => {
    await bus.configure?.(config, { timeout: settings.requestTimeout, ...options });
  };
  await abortable(configure({ signal }), signal, config.chipId);
  // Whether the chip could hibernate is not what such a driver tells.
  const patience = settings.evolveTimeout === evolveTimeout ? vendorEvolveTimeout : settings.evolveTimeout;
  const untold = { ...parts, settings: { ...settings, hibernation: false, evolveTimeout: patience } };
  return openSession(untold, signal, () => ({ reset: () => configure() }));
}

async function openSession(
  parts: DeploymentParts,
  signal: AbortSignal | undefined,
  statesOf: (link: BoardLink) => ChipStates,
): Promise<HdkSession> {
  const link = new BoardLink(parts);
  await abortable(link.readTimestep(), signal, parts.config.chipId);
  return new HdkSession(link, statesOf(link));
}
