import { type Issue, issueUnder } from '@xylopipe/core';
import { nodeShapes } from '../evaluate/node-shapes.js';
import { scheduleNodes } from '../evaluate/schedule.js';
import { flattenGraph } from '../model/flatten-graph.js';
import type { NirNode } from '../model/nir-graph.js';
import { checkNodes } from '../model/node-check.js';
import { instantCycle } from './instant-cycle.js';
import { checkPorts } from './ports.js';
import { checkReach } from './reach.js';
import { checkEdges, checkShapes } from './shapes.js';

/**
 * Everything that is wrong with a graph, nested ones included. Errors are what no simulator could make sense of: fields that
 * do not fit, edges to nowhere, shapes of different sizes along an edge, cycles that nothing delays, a graph without Input
 * or Output. Warnings are what the Python package refuses and others understand, shapes of one size that differ for example,
 * and what has no effect: nodes that no input reaches or that reach no output, edges that are there twice. Places are those
 * in the file from the root node on; of nodes in nested graphs, names are joined by dots.
 */
export function validateNir(root: NirNode): readonly Issue[] {
  if (root.type !== 'NIRGraph') return checkNodes(root);
  const { graph, issues: inTheWay } = flattenGraph(root);
  // Of so many nodes none is looked at.
  if (inTheWay.some(({ code }) => code === 'NIR_TOO_LARGE')) return inTheWay;
  const issues = [...checkNodes(root)];
  if (issues.length > 0) return issues;
  issues.push(...inTheWay, ...checkPorts(root), ...checkEdges(root), ...instantCycle(graph));
  if (inTheWay.length > 0) return issues;
  const { shapes, issues: disagreeing } = nodeShapes(graph, scheduleNodes(graph, new Set()));
  const placed = disagreeing.map((issue) => issueUnder(['nodes'], issue));
  issues.push(...placed, ...checkShapes(root, graph, shapes), ...checkReach(graph));
  return issues;
}
