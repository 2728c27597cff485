import { Link } from "@remix-run/react";
import { formatCount } from "../lib/format.ts";

/** The pages to offer: first, last, and those around the current one; null stands for a gap. */
export function pagesAround(page: number, pages: number): (number | null)[] {
  const near = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages);
  const offered = [...new Set(near)].sort((a, b) => a - b);
  return offered.flatMap((n, index) => {
    const gap = n - (offered[index - 1] ?? n - 1);
    if (gap === 2) return [n - 1, n];
    return gap > 2 ? [null, n] : [n];
  });
}

interface PaginationProps {
  readonly label: string;
  readonly page: number;
  readonly pages: number;
  readonly href: (page: number) => string;
}

/** Links to the other pages; nothing when there is only one. */
export function Pagination({ label, page, pages, href }: PaginationProps) {
  if (pages <= 1) return null;
  const link = (target: number, text: string, name: string) =>
    target < 1 || target > pages ? null : (
      <Link to={href(target)} aria-label={name} preventScrollReset>
        {text}
      </Link>
    );
  let gaps = 0;
  return (
    <nav className="pagination" aria-label={label}>
      {link(page - 1, "‹ Previous", "Previous page")}
      {pagesAround(page, pages).map((n) =>
        n === null ? (
          <span key={`gap ${gaps++}`}>…</span>
        ) : (
          <Link
            key={n}
            to={href(n)}
            aria-label={`Page ${n}`}
            aria-current={n === page ? "page" : undefined}
            preventScrollReset
          >
            {formatCount(n)}
          </Link>
        ),
      )}
      {link(page + 1, "Next ›", "Next page")}
    </nav>
  );
}
