import { type FlatGraph, targetsOf } from '../model/flat-graph.js';

/**
 * The order in which nodes are to be computed, so that each finds the outputs of this timestep of all that feed it. On
 * a cycle that cannot be: there, the node that is reached first from the inputs finds the output of the timestep before.
 * Nodes in `late`, whose output depends on nothing of the same timestep, are left out.
 */
export function scheduleNodes(graph: FlatGraph, late: ReadonlySet<string>): readonly string[] {
  const order: string[] = [];
  const visited = new Set<string>();
  const inputs = [...graph.nodes].flatMap(([name, node]) => (node.type === 'Input' ? [name] : []));
  for (const start of [...inputs, ...graph.nodes.keys()]) {
    if (visited.has(start) || late.has(start)) continue;
    visited.add(start);
    // Depth first, without recursion: nodes are listed once all that they feed are.
    const path = [{ name: start, targets: targetsOf(graph, start).values() }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { value: target, done } = top.targets.next();
      if (done === true) {
        order.push(top.name);
        path.pop();
      } else if (!visited.has(target) && !late.has(target)) {
        visited.add(target);
        path.push({ name: target, targets: targetsOf(graph, target).values() });
      }
    }
  }
  return order.reverse();
}
