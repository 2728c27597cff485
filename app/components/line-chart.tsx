import { formatNumber } from "../lib/format.ts";
import { heightOf, linePoints } from "../lib/line-points.ts";

const BOX = { width: 480, height: 120, margin: 6 };

/** A line across the chart at a value that means something. */
export interface ChartMark {
  readonly at: number;
  readonly kind: "warning" | "critical";
  /** Which side of it is meant. */
  readonly beyond: "above" | "below";
}

interface LineChartProps {
  readonly title: string;
  /** From the left to the right; null where there is none, which leaves a gap. */
  readonly values: readonly (number | null)[];
  readonly format: (value: number) => string;
  /** What the left and the right end stand for. */
  readonly between: readonly [string, string];
  readonly marks?: readonly ChartMark[];
}

/** A line through values, with the largest and the smallest said beside it. Each point says its value. */
export function LineChart({ title, values, format, between, marks = [] }: LineChartProps) {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const heights = marks.map(({ at }) => at);
  const points = linePoints(known, BOX, heights);
  const marked = marks.map(({ at, kind, beyond }) => `${kind} ${beyond} ${formatNumber(at)}`).join(", ");
  return (
    <figure className="line-chart">
      <figcaption>
        <strong>{title}</strong>{" "}
        <span className="muted">
          {low === high ? `always ${format(low)}` : `from ${format(low)} to ${format(high)}`}
          {marked && `; ${marked}`}
        </span>
      </figcaption>
      <svg
        role="img"
        viewBox={`0 0 ${BOX.width} ${BOX.height}`}
        aria-label={`${title} of ${known.length} executions, from ${between[0]} to ${between[1]}; the last is ${format(known.at(-1) ?? 0)}${marked && `; ${marked}`}`}
      >
        {marks.map((mark) => (
          <Mark key={mark.kind} mark={mark} y={heightOf(mark.at, known, BOX, heights)} />
        ))}
        <polyline points={points.map((point) => point.join(",")).join(" ")} />
        {points.map(([x, y], index) => (
          <circle key={`${x}`} cx={x} cy={y} r="3">
            <title>{format(known[index] ?? 0)}</title>
          </circle>
        ))}
      </svg>
      <p className="ends muted">
        <span>{between[0]}</span> <span>{between[1]}</span>
      </p>
    </figure>
  );
}

/** Told apart by how it is dashed and by its word, too. */
function Mark({ mark: { kind }, y }: { mark: ChartMark; y: number }) {
  const [word = ""] = kind;
  return (
    <g className="mark" data-threshold={kind}>
      <line x1={BOX.margin} x2={BOX.width - BOX.margin} y1={y} y2={y} />
      <text x={BOX.width - BOX.margin} y={y < 14 ? y + 11 : y - 3} textAnchor="end">
        {word.toUpperCase() + kind.slice(1)}
      </text>
    </g>
  );
}
