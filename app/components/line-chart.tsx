import { linePoints } from "../lib/line-points.ts";

const BOX = { width: 480, height: 120, margin: 6 };

interface LineChartProps {
  readonly title: string;
  /** From the left to the right; null where there is none, which leaves a gap. */
  readonly values: readonly (number | null)[];
  readonly format: (value: number) => string;
  /** What the left and the right end stand for. */
  readonly between: readonly [string, string];
}

/** A line through values, with the largest and the smallest said beside it. Each point says its value. */
export function LineChart({ title, values, format, between }: LineChartProps) {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const points = linePoints(known, BOX);
  return (
    <figure className="line-chart">
      <figcaption>
        <strong>{title}</strong>{" "}
        <span className="muted">
          {low === high ? `always ${format(low)}` : `from ${format(low)} to ${format(high)}`}
        </span>
      </figcaption>
      <svg
        role="img"
        viewBox={`0 0 ${BOX.width} ${BOX.height}`}
        aria-label={`${title} of ${known.length} executions, from ${between[0]} to ${between[1]}; the last is ${format(known.at(-1) ?? 0)}`}
      >
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
