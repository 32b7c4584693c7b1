import type { ReportModel } from '../report-model.js';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isObject: Check = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount: Check = (value) => Number.isInteger(value) && (value as number) >= 0;
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const form =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) &&
    Object.entries(fields).every(([name, check]) =>
      check(Object.hasOwn(value as object, name) ? (value as Record<string, unknown>)[name] : undefined),
    );

const isLayer = form({ name: isText, role: isText, ids: Array.isArray, signals: isObject });
const isComparison = form({ a: isText, b: isText, output: isObject, layers: listOf(isObject) });

const isForm = form({
  title: isText,
  runs: listOf(form({ label: isText, steps: isCount, layers: listOf(isLayer) })),
  issues: listOf(form({ code: isText, severity: isText, at: Array.isArray, message: isText })),
  input: maybe(isObject),
  comparisons: maybe(listOf(isComparison)),
  explanation: maybe(form({ rungs: listOf(isObject) })),
  resources: maybe(listOf(isObject)),
  neuronTables: maybe(listOf(form({ title: isText, ids: isObjectOrList, columns: listOf(isObject) }))),
  stages: maybe(listOf(isObject)),
  search: maybe(form({ axes: listOf(isText), candidates: listOf(isObject) })),
  recipe: maybe(listOf(listOf(isText))),
});

/** Typed arrays and lists. */
function isObjectOrList(value: unknown): boolean {
  return isObject(value) || Array.isArray(value);
}

/** Whether a value has the parts that a model has; of numbers it says nothing. */
export const isModel = (value: unknown): value is ReportModel => isForm(value);
