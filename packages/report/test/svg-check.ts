/** What is wrong with a file of SVG: tags that do not match, raw characters, and numbers that are none. Empty where nothing is. */
export function svgProblems(svg: string): readonly string[] {
  const problems: string[] = [];
  const open: string[] = [];
  const rest = svg.replace(
    /<(\/?)([a-z]+)((?:\s+[a-zA-Z:-]+="[^"<]*")*)\s*(\/?)>/g,
    (_, end, name, attributes, empty) => {
      if (end) {
        if (open.pop() !== name) problems.push(`</${name}> ends another`);
      } else if (!empty) open.push(name);
      if (/NaN|Infinity|undefined|null/.test(attributes)) problems.push(`<${name}${attributes}>`);
      return '';
    },
  );
  if (open.length > 0) problems.push(`${open.join(' ')} without an end`);
  if (/[<>]/.test(rest)) problems.push(`raw text: ${/[<>].{0,40}/.exec(rest)?.[0]}`);
  if (/&(?!#\d+;)/.test(svg)) problems.push('raw &');
  if (/NaN|Infinity|undefined/.test(rest)) problems.push(`text: ${/.{0,30}(NaN|Infinity|undefined)/.exec(rest)?.[0]}`);
  return problems;
}
