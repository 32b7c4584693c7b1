import { type Issue, type IssuePath, issueUnder, type ModuleRecord, type NetworkGraph } from '@xylopipe/core';
import { checkAlias } from './alias-connection.js';
import { checkWidths } from './check-parameters.js';
import { checkSynapses } from './generic-neurons.js';
import { checkLifNeurons } from './lif-neurons.js';
import { checkLinearWeights } from './linear-weights.js';

/**
 * Everything that keeps a record from being a graph: parameters that do not fit their nodes, ids of nothing, nodes and
 * modules that disagree on who is connected, modules that neither input nor output reach. Empty if it is one.
 */
export function checkNetworkGraph(graph: NetworkGraph): readonly Issue[] {
  const issues = [...checkIds(graph), ...graph.modules.flatMap(checkModule)];
  // Connections of dangling ids are nobody's: more issues about them would only hide the first.
  if (issues.some((issue) => issue.code === 'DANGLING_ID')) return issues;
  return [...issues, ...checkConnections(graph), ...checkReach(graph)];
}

function checkModule(record: ModuleRecord, id: number): readonly Issue[] {
  const nin = record.inputs.length;
  const nout = record.outputs.length;
  return [...checkWidths(nin, nout), ...checkParameters(record, nin, nout)].map((issue) =>
    issueUnder(['modules', id], issue),
  );
}

function checkParameters(record: ModuleRecord, nin: number, nout: number): readonly Issue[] {
  switch (record.type) {
    case 'LinearWeights':
      return checkLinearWeights(record, nin, nout);
    case 'LifNeurons':
      return [...checkSynapses(nin, nout), ...checkLifNeurons(record, nin, nout)];
    case 'GenericNeurons':
      return checkSynapses(nin, nout);
    case 'AliasConnection':
      return checkAlias(nin, nout);
  }
}

function checkIds({ nodes, inputNodes, outputNodes, modules }: NetworkGraph): readonly Issue[] {
  const dangling = (at: IssuePath, ids: readonly number[], what: string, count: number): Issue[] =>
    ids.flatMap((id, i) =>
      Number.isInteger(id) && id >= 0 && id < count
        ? []
        : [
            {
              code: 'DANGLING_ID',
              severity: 'error' as const,
              at: [...at, i],
              measured: id,
              limit: count - 1,
              message: `there is no ${what} ${id}, only ${count}`,
              hint: `use ids from 0 to ${count - 1}`,
            },
          ],
    );
  const node = (at: IssuePath, ids: readonly number[]): Issue[] => dangling(at, ids, 'node', nodes.length);
  const module = (at: IssuePath, ids: readonly number[]): Issue[] => dangling(at, ids, 'module', modules.length);
  return [
    ...node(['inputNodes'], inputNodes),
    ...node(['outputNodes'], outputNodes),
    ...modules.flatMap((m, i) => [
      ...node(['modules', i, 'inputs'], m.inputs),
      ...node(['modules', i, 'outputs'], m.outputs),
    ]),
    ...nodes.flatMap((n, i) => [
      ...module(['nodes', i, 'sources'], n.sources),
      ...module(['nodes', i, 'sinks'], n.sinks),
    ]),
  ];
}

const SIDES = [
  { ofNode: 'sinks', ofModule: 'inputs' },
  { ofNode: 'sources', ofModule: 'outputs' },
] as const;

/** A module has a node among its inputs where, and only where, the node has it among its sinks; once. Outputs alike. */
function checkConnections({ nodes, modules }: NetworkGraph): readonly Issue[] {
  const issues: Issue[] = [];
  const report = (code: string, at: IssuePath, measured: number, message: string, hint: string): void => {
    issues.push({ code, severity: 'error', at, measured, message, hint });
  };
  for (const { ofNode, ofModule } of SIDES) {
    const owners = nodes.map(() => new Set<number>());
    modules.forEach((module, id) => {
      for (const node of module[ofModule]) owners[node]?.add(id);
    });
    nodes.forEach((node, i) => {
      const missing = owners[i] as Set<number>;
      const listed = new Set<number>();
      node[ofNode].forEach((id, k) => {
        const at = ['nodes', i, ofNode, k];
        if (listed.has(id)) report('DUPLICATE_ID', at, id, `module ${id} is listed twice`, 'list it once');
        else if (!missing.delete(id)) {
          const message = `node ${i} lists module ${id}, which does not have it among its ${ofModule}`;
          report('NOT_CONNECTED', at, id, message, 'list it on both sides, or on none');
        }
        listed.add(id);
      });
      for (const id of missing) {
        const message = `module ${id} has node ${i} among its ${ofModule}, but the node does not list it`;
        report('NOT_LISTED', ['nodes', i, ofNode], id, message, 'list it on both sides, or on none');
      }
    });
  }
  return issues;
}

/** A walk would lose such modules without a word. */
function checkReach({ nodes, inputNodes, outputNodes, modules }: NetworkGraph): readonly Issue[] {
  const reachedNodes = new Set([...inputNodes, ...outputNodes]);
  const reached = new Set<number>();
  // Sets grow while they are iterated: this goes on until nothing new is found.
  for (const i of reachedNodes) {
    for (const id of [...(nodes[i]?.sources ?? []), ...(nodes[i]?.sinks ?? [])]) {
      if (reached.has(id)) continue;
      reached.add(id);
      for (const next of [...(modules[id]?.inputs ?? []), ...(modules[id]?.outputs ?? [])]) reachedNodes.add(next);
    }
  }
  return modules.flatMap((_, id) =>
    reached.has(id)
      ? []
      : [
          {
            code: 'UNREACHABLE_MODULE',
            severity: 'error' as const,
            at: ['modules', id],
            message: `module ${id} is not connected to the input or the output of the graph`,
            hint: 'connect it, or leave it out',
          },
        ],
  );
}
