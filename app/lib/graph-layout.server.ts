import dagre from "@dagrejs/dagre";

/** Two tables and whether a join between them is approved or waits; `from` is the table that refers to the other. */
export interface TablePair {
  readonly from: string;
  readonly to: string;
  readonly approved: number;
  readonly waiting: number;
}

/** In pixels; `x` and `y` are the left and upper edge. */
export interface PlacedTable {
  readonly name: string;
  /** The name, cut in its middle where it is very long. */
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedPair extends TablePair {
  /** The `d` of an SVG path from one table's edge to the other's. */
  readonly path: string;
}

/** `viewBox`: the left and upper edge of all, its width and its height. */
export interface GraphLayout {
  readonly viewBox: readonly [number, number, number, number];
  readonly tables: readonly PlacedTable[];
  readonly pairs: readonly PlacedPair[];
}

const LONGEST_LABEL = 34;
/** Of the monospaced text in a table's box, at the size that the stylesheet gives it. */
const CHARACTER_WIDTH = 7.3;
const PADDING = 12;
const TABLE_HEIGHT = 32;
const MARGIN = 16;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where to draw the tables that `pairs` name, and the lines between them: the same for the same input. */
export function layOut(pairs: readonly TablePair[]): GraphLayout {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: 18, ranksep: 56 });
  graph.setDefaultEdgeLabel(() => ({}));
  const names = [...new Set(pairs.flatMap(({ from, to }) => [from, to]))];
  for (const name of names) {
    const label = shortened(name);
    graph.setNode(name, { label, width: label.length * CHARACTER_WIDTH + 2 * PADDING, height: TABLE_HEIGHT });
  }
  pairs.forEach(({ from, to }, index) => {
    graph.setEdge(from, to, {}, String(index));
  });
  dagre.layout(graph);
  const tables = names.map((name) => {
    const { x, y, width, height, label = name } = graph.node(name);
    return { name, label, x: round(x - width / 2), y: round(y - height / 2), width: round(width), height };
  });
  const placed = new Map(tables.map((table) => [table.name, table]));
  const lines = pairs.map(({ from, to }, index) => {
    const points = graph.edge(from, to, String(index)).points ?? [];
    return from === to ? points : fromSideToSide(points, placed.get(from), placed.get(to));
  });
  return {
    viewBox: boundsOf(tables, lines.flat()),
    tables,
    pairs: pairs.map((pair, index) => ({ ...pair, path: pathThrough(lines[index] ?? []) })),
  };
}

/** The line begins and ends in the middle of the sides that face each other: nearer to no other table's box. */
function fromSideToSide(points: readonly Point[], from?: PlacedTable, to?: PlacedTable): readonly Point[] {
  if (!from || !to) return points;
  const [left, right] = from.x < to.x ? [from, to] : [to, from];
  const ends = [
    { x: left.x + left.width, y: left.y + left.height / 2 },
    { x: right.x, y: right.y + right.height / 2 },
  ];
  if (left === to) ends.reverse();
  return [ends[0] as Point, ...points.slice(1, -1), ends[1] as Point];
}

/** What holds all of it; the layout's own bounds leave out lines that pass beside all tables. */
function boundsOf(tables: readonly PlacedTable[], points: readonly Point[]): GraphLayout["viewBox"] {
  const xs = [...tables.flatMap(({ x, width }) => [x, x + width]), ...points.map(({ x }) => x)];
  const ys = [...tables.flatMap(({ y, height }) => [y, y + height]), ...points.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs) - MARGIN, Math.min(...ys) - MARGIN].map(Math.floor) as [
    number,
    number,
  ];
  return [left, top, Math.ceil(Math.max(...xs) + MARGIN) - left, Math.ceil(Math.max(...ys) + MARGIN) - top];
}

function shortened(name: string): string {
  if (name.length <= LONGEST_LABEL) return name;
  const half = Math.floor((LONGEST_LABEL - 1) / 2);
  return `${name.slice(0, half)}…${name.slice(-half)}`;
}

/** A line that bends softly at each point. */
function pathThrough(points: readonly Point[]): string {
  const [first, ...others] = points;
  const last = others.pop();
  if (!first || !last) return "";
  const bends = others.map((bend, index) => {
    const next = others[index + 1] ?? last;
    const end = index === others.length - 1 ? last : { x: (bend.x + next.x) / 2, y: (bend.y + next.y) / 2 };
    return `Q${at(bend)} ${at(end)}`;
  });
  return `M${at(first)} ${bends.length > 0 ? bends.join(" ") : `L${at(last)}`}`;
}

function at({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
