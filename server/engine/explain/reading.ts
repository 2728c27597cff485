import type { Column } from "../graph.ts";
import type {
  Amount,
  CompareOp,
  Condition,
  Constant,
  GroupKey,
  Hop,
  Intent,
  MeasureOf,
  Operand,
  Path,
  Shape,
} from "../intent.ts";
import { figuresIn, groupsOf, opposite } from "../intent-parts.ts";
import { comparisonText } from "../plan/comparisons.ts";
import { describeHop } from "../plan/edges.ts";
import { isTemporal } from "../resolve/values.ts";
import { WEEKDAYS } from "../text/calendar.ts";

/** The intent as one English sentence. */
export function readingOf(intent: Intent): string {
  const what = shapeText(intent.shape, intent.source.name);
  const filter = intent.where ? ` ${conditionText(intent.where)}` : "";
  const extra = intent.shape.kind === "rows" ? lookupsText(intent.shape, filter) : "";
  const order = intent.order.map(
    (entry) => `${orderText(entry.by)} ${entry.descending ? "descending" : "ascending"}`,
  );
  const limit = intent.limit === null ? "" : `, the first ${intent.limit}`;
  return `${what}${filter}${extra}${order.length > 0 ? `, ordered by ${order.join(", then ")}` : ""}${limit}`;
}

function orderText(by: Intent["order"][number]["by"]): string {
  if (by.kind === "measure") return "the result";
  return by.kind === "group" ? "the group" : operandText(by);
}

function names(columns: readonly Column[]): string {
  return columns.map((column) => column.name).join(", ");
}

function shapeText(shape: Shape, table: string): string {
  switch (shape.kind) {
    case "rows":
      return shape.columns
        ? `${shape.distinct ? "distinct " : ""}${names(shape.columns)} of rows of ${table}`
        : `rows of ${table}`;
    case "duplicates":
      return `${shape.counted ? "how many values" : "values"} of ${names(shape.columns)} occur more than ${shape.moreThan === 1 ? "once" : `${shape.moreThan} times`} in rows of ${table}${shape.fold ? " (case and spaces ignored)" : ""}`;
    case "share":
      return `percentage of rows of ${table} ${conditionText(shape.part)}, among rows of ${table}${eachText(shape.groups)}`;
    case "measures": {
      const measures = shape.measures.map(measureText);
      return `${measures.join(", ")} of rows of ${table}${eachText(shape.groups)}${havingText(shape.having)}`;
    }
  }
}

function eachText(groups: readonly GroupKey[]): string {
  return groups.length > 0 ? ` for each ${groups.map(groupText).join(", ")}` : "";
}

/** Whether a row is compared with others of its own table that have something the same. */
function isOfItself({ path: [hop, more], minePath }: Extract<Condition, { kind: "differs" }>): boolean {
  return !more && !minePath && hop.from === hop.to && hop.fromColumns.join() === hop.toColumns.join();
}

/** With its table where that is not the rows' own: both may have a column of the name. */
function groupText({ path, unit, columns }: GroupKey): string {
  const table = path ? `${targetOf(path)}.` : "";
  const text = columns.map((column) => table + column.name).join(", ");
  return unit ? `${unit} of ${text}` : text;
}

function measureText({ function: name, column, amount }: MeasureOf): string {
  if (amount) return `${name.replace("_", " ")} of ${amountText(amount)}`;
  return column ? `${name.replace("_", " ")} of ${column.name}` : "number";
}

function havingText(having: Extract<Shape, { kind: "measures" }>["having"]): string {
  return having ? `, where the ${measureText(having.measure)} ${OP_WORDS[having.op]} ${having.value}` : "";
}

function lookupsText(shape: Extract<Shape, { kind: "rows" }>, filter: string): string {
  // A figure that is filtered by is told there.
  const figures = shape.figures.map(operandText).filter((text) => !filter.includes(text));
  const shown = [
    ...shape.lookups.map((lookup) => `${names(lookup.columns)} of ${targetOf(lookup.path)}`),
    ...figures,
  ];
  return shown.length > 0 ? `, with ${shown.join(" and ")}` : "";
}

function targetOf(path: Path): string {
  return path[path.length - 1]?.to.name ?? "";
}

function hopText(hop: Hop): string {
  const words = hop.comparisons.map(comparisonText);
  const [first = ""] = words;
  if (words.every((text) => text === first)) return describeHop(hop) + inBrackets(first);
  return describeHop(hop, words.map(inBrackets));
}

function inBrackets(text: string): string {
  return text === "" ? "" : ` (${text})`;
}

/** A condition as a clause: "whose OPS_STATUS is 'INACTIVE'". */
export function conditionText(node: Condition): string {
  switch (node.kind) {
    case "all":
      return node.items.map(conditionText).join(" and ");
    case "any": {
      const texts = textsOfOne(node.items);
      return texts ? textText(...texts, false) : `either ${node.items.map(conditionText).join(" or ")}`;
    }
    case "not":
      return negatedText(node.item);
    case "compare":
      return `whose ${operandText(node.operand)} ${OP_WORDS[node.op]} ${quote(node.value)}${node.op === "!=" ? orEmpty(node.operand) : ""}`;
    case "columns":
      return `whose ${node.left.name} ${(isTemporal(node.left) ? TIME_WORDS : OP_WORDS)[node.op]} ${node.right.name}${inUtc(node.left, node.right)}`;
    case "computed":
      return `whose ${amountText(node.left)} ${OP_WORDS[node.op]} ${amountText(node.right)}`;
    case "blank":
      return `whose ${node.column.name} is null or blank`;
    case "null":
      return `whose ${node.column.name} is null`;
    case "oneOf":
      return `whose ${node.column.name} is ${node.values.map(quote).join(" or ")}${node.fold ? " (case and spaces ignored)" : ""}`;
    case "between":
      return `whose ${operandText(node.operand)} is between ${quote(node.low)} and ${quote(node.high)}`;
    case "period":
      return periodText(node);
    case "weekday":
      return `whose ${node.column.name} is on a ${node.days.map((day) => WEEKDAYS[day - 1]).join(" or ")}${inUtc(node.column)}`;
    case "text":
      return textText(node, [node.text], false);
    case "related":
      return `that have a row in ${targetOf(node.path)} with ${node.path.map(hopText).join(", ")}${node.where ? `, ${conditionText(node.where)}` : ""}`;
    case "differs":
      if (isOfItself(node))
        return `whose ${node.mine.name} ${OP_WORDS[node.op]} that of another row with the same ${node.path[0].fromColumns.join(", ")}`;
      return `whose ${node.minePath ? `${targetOf(node.minePath)}.` : ""}${node.mine.name}${node.minePath ? ` of a row with ${node.minePath.map(hopText).join(", ")}` : ""} ${OP_WORDS[node.op]} ${targetOf(node.path)}.${node.theirs.name} of a row with ${node.path.map(hopText).join(", ")}${inUtc(node.mine, node.theirs)}`;
    case "foremost":
      return `that have ${node.count === 1 ? "the" : `one of the ${node.count}`} ${node.most ? "highest" : "lowest"} ${node.column.name} of each ${names(node.per)}`;
    case "overall":
      return `whose ${node.column.name} ${OP_WORDS[node.op]} the ${node.function} over all rows${node.per.length > 0 ? ` with the same ${names(node.per)}` : ""}`;
  }
}

const ARITHMETIC = { "*": "times", "/": "divided by", "+": "plus", "-": "minus" } as const;

function amountText(amount: Amount, inside = false): string {
  if (amount.kind === "column") return amount.column.name;
  if (amount.kind === "number") return String(amount.value);
  if (amount.kind === "related") return operandText(amount);
  if (amount.kind === "elapsed")
    return `number of ${amount.unit}s from ${amount.from.name} to ${amount.to.name}${inUtc(amount.from, amount.to)}`;
  const text = `${amountText(amount.left, true)} ${ARITHMETIC[amount.op]} ${amountText(amount.right, true)}`;
  return inside ? `(${text})` : text;
}

function negatedText(node: Condition): string {
  const text = conditionText(node);
  switch (node.kind) {
    case "all":
    case "any": {
      const texts = textsOfOne(node.items);
      return texts ? textText(...texts, true) : conditionText(opposite(node));
    }
    case "not":
      return conditionText(node.item);
    case "related":
      return text.replace("that have a row", "that have no row");
    case "blank":
      return `whose ${node.column.name} is filled`;
    case "null":
      return `whose ${node.column.name} is not null`;
    case "oneOf":
    case "period":
    case "weekday":
      return text.replace(" is ", " is not ") + orEmpty({ kind: "column", column: node.column });
    case "text":
      return textText(node, [node.text], true);
    case "between":
      return text.replace(" is between ", " is not between ");
    case "compare":
      if (node.op === "=") return conditionText({ ...node, op: "!=" });
  }
  return `for which it is not true: ${text}`;
}

type TextCondition = Extract<Condition, { kind: "text" }>;

/** The texts of alternatives that look for one of several in the same column in the same way; null of others. */
function textsOfOne(items: readonly Condition[]): [TextCondition, string[]] | null {
  const [first] = items;
  if (first?.kind !== "text") return null;
  const alike = items.filter(
    (item) => item.kind === "text" && item.column === first.column && item.how === first.how,
  ) as TextCondition[];
  return alike.length === items.length ? [first, alike.map(({ text }) => text)] : null;
}

function textText({ column, how }: TextCondition, texts: readonly string[], negated: boolean): string {
  const said = texts.map((text) => `'${text}'`).join(" or ");
  if (!negated)
    return `whose ${column.name} ${{ contains: "contains", starts: "starts with", ends: "ends with" }[how]} ${said}`;
  return `whose ${column.name} does not ${TEXT_VERBS[how]} ${said}${orEmpty({ kind: "column", column })}`;
}

const OP_WORDS: Readonly<Record<CompareOp, string>> = {
  "=": "is",
  "!=": "is not",
  "<": "is less than",
  "<=": "is at most",
  ">": "is more than",
  ">=": "is at least",
};

const TIME_WORDS: Readonly<Record<CompareOp, string>> = {
  ...OP_WORDS,
  "<": "is before",
  "<=": "is not after",
  ">": "is after",
  ">=": "is not before",
};

const TEXT_VERBS = { contains: "contain", starts: "start with", ends: "end with" } as const;

/** Said wherever a condition also keeps the rows without a value. */
function orEmpty(operand: Operand): string {
  return operand.kind !== "related" && operand.column.nullable && operand.column.blankShare !== 0
    ? " or is empty"
    : "";
}

function periodText(node: Extract<Condition, { kind: "period" }>): string {
  const bounds = [node.from && `on or after ${node.from}`, node.to && `before ${node.to}`].filter(Boolean);
  return `whose ${node.column.name} is ${bounds.join(" and ")}${inUtc(node.column)}`;
}

/** Said wherever times that carry an offset from UTC are compared. */
function inUtc(...columns: readonly Column[]): string {
  return columns.some((column) => column.hasOffsets) ? " (times in UTC)" : "";
}

function operandText(operand: Operand): string {
  if (operand.kind === "column") return operand.column.name;
  if (operand.kind === "length") return `length of ${operand.column.name}`;
  const target = targetOf(operand.path);
  const what = operand.column
    ? `${operand.function} of ${target}.${operand.column.name}`
    : `number of rows in ${target}`;
  return operand.where ? `${what} (those ${conditionText(operand.where)})` : what;
}

function quote(value: Constant): string {
  return typeof value === "string" ? `'${value}'` : String(value);
}

/** Every path of an intent, the comparison's first. */
export function pathsOf(intent: Intent): Path[] {
  const paths: Path[] = [];
  const visit = (node: Condition | null): void => {
    if (!node) return;
    if (node.kind === "all" || node.kind === "any") node.items.forEach(visit);
    else if (node.kind === "not") visit(node.item);
    else if (node.kind === "related" || node.kind === "differs") {
      paths.push(node.path);
      if (node.kind === "related") visit(node.where);
      else if (node.minePath) paths.push(node.minePath);
    } else if (node.kind === "foremost") visit(node.where);
    else if (node.kind === "compare" && node.operand.kind === "related") paths.push(node.operand.path);
    else if (node.kind === "computed")
      for (const { path } of [...figuresIn(node.left), ...figuresIn(node.right)]) paths.push(path);
  };
  if (intent.shape.kind === "share") visit(intent.shape.part);
  visit(intent.where);
  if (intent.shape.kind === "rows") {
    for (const lookup of intent.shape.lookups) paths.push(lookup.path);
    for (const figure of intent.shape.figures) if (figure.kind === "related") paths.push(figure.path);
  }
  for (const { path } of groupsOf(intent.shape)) if (path) paths.push(path);
  return paths;
}

export { hopText };
