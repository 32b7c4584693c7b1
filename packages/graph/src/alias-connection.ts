import type { AliasConnectionRecord, Issue } from '@xylopipe/core';
import { GraphModule, type ModuleOptions } from './graph-module.js';
import type { GraphNode } from './graph-node.js';

/** Sends what arrives at input `i` from output `i` too: the skip path of a residual block. */
export class AliasConnection extends GraphModule {
  readonly type = 'AliasConnection';

  /** Throws `MODULE_INVALID` unless there are as many inputs as outputs. */
  constructor(inputNodes: readonly GraphNode[], outputNodes: readonly GraphNode[], options: ModuleOptions = {}) {
    super(inputNodes, outputNodes, options, checkAlias(inputNodes.length, outputNodes.length));
  }

  override toRecord(inputs: readonly number[], outputs: readonly number[]): AliasConnectionRecord {
    return { type: this.type, name: this.name || undefined, inputs, outputs };
  }
}

/** An alias pairs its inputs and outputs one to one. */
export function checkAlias(nin: number, nout: number): readonly Issue[] {
  if (nin === nout) return [];
  return [
    {
      code: 'WRONG_ALIAS_WIDTH',
      severity: 'error',
      at: ['outputs'],
      measured: nout,
      limit: nin,
      message: `an alias pairs inputs and outputs, but has ${nin} inputs and ${nout} outputs`,
      hint: 'the input and the output of a residual block must have the same size',
    },
  ];
}
