/**
 * The Python that has samna, which is often in an environment of its own: `XYLOPIPE_PYTHON`, a command or a path. Default:
 * `python3`.
 */
export const samnaPython = (): { readonly python?: string } => {
  const { XYLOPIPE_PYTHON: python } = process.env;
  return python === undefined || python === '' ? {} : { python };
};
