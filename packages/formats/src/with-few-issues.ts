import { type Issue, isXylopipeError, XylopipeError } from '@xylopipe/core';
import { FewIssues } from './few-issues.js';

/**
 * Reads an artifact of many fields. Of what is refused, the first ten issues of each field are kept, and one that counts them
 * where there are more; all unknown keys together are as one field.
 */
export function withFewIssues<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!isXylopipeError(error)) throw error;
    const issues = fewOfEachField(error.issues);
    if (issues.length >= error.issues.length) throw error;
    const { code, message, who, hint, cause } = error;
    // The message goes on with the issues, and begins with who refuses: both are rendered anew.
    const [said = ''] = message.split('\n', 1);
    throw new XylopipeError(code, who === undefined ? said : said.slice(`${who}: `.length), {
      issues,
      ...(who === undefined ? {} : { who }),
      ...(hint === undefined ? {} : { hint }),
      ...(cause === undefined ? {} : { cause }),
    });
  }
}

function fewOfEachField(issues: readonly Issue[]): readonly Issue[] {
  const fields = new Map<string | number | undefined, FewIssues>();
  for (const issue of issues) {
    const field = issue.code === 'UNKNOWN_KEY' ? undefined : issue.at[0];
    const few = fields.get(field) ?? new FewIssues(field === undefined ? [] : [field]);
    few.push(issue);
    fields.set(field, few);
  }
  return [...fields.values()].flatMap((few) => few.issues);
}
