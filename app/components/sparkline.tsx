import { formatNumber } from "../lib/format.ts";
import { linePoints } from "../lib/line-points.ts";

const BOX = { width: 72, height: 20, margin: 3 };

/** A small trend of values, oldest first; nothing below two values, because one is no trend. */
export function Sparkline({ values }: { values: readonly number[] }) {
  if (values.length < 2) return null;
  const points = linePoints(values, BOX);
  const [x, y] = points.at(-1) ?? [0, 0];
  return (
    <svg
      className="sparkline"
      role="img"
      viewBox={`0 0 ${BOX.width} ${BOX.height}`}
      width={BOX.width}
      height={BOX.height}
      aria-label={`Values of the last ${values.length} successful executions: ${values.map(formatNumber).join("; ")}`}
    >
      <polyline points={points.map((point) => point.join(",")).join(" ")} />
      <circle cx={x} cy={y} r="2" />
    </svg>
  );
}
