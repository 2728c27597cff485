import { Form } from "@remix-run/react";
import type { SqlReview } from "../../../server/contracts/sql-pins.ts";
import { Breakable } from "../../components/breakable.tsx";
import { Notice } from "../../components/notice.tsx";
import { Reading } from "../../components/reading.tsx";
import { SqlBlock } from "../../components/sql-block.tsx";
import type { ReviewValues } from "../../lib/review-form.ts";
import type { SqlLine } from "../../lib/sql-difference.server.ts";
import type { SqlToken } from "../../lib/sql-tokens.ts";

interface ReviewedSqlProps {
  readonly asked: ReviewValues;
  readonly review: SqlReview;
  readonly sql: SqlToken[] | null;
  /** From what was accepted to what there is now; null where there is nothing to compare. */
  readonly difference: readonly SqlLine[] | null;
  readonly isStale: boolean;
}

/** The reading and the SQL, what differs from the SQL that is accepted, and the form to accept it. */
export function ReviewedSql({ asked, review, sql, difference, isStale }: ReviewedSqlProps) {
  const [refusal] = review.diagnostics;
  if (!sql || !review.explanation || !review.fingerprint)
    return (
      <Notice kind="error">
        There is no SQL to accept. <Breakable text={refusal?.message ?? ""} />
      </Notice>
    );
  return (
    <>
      <Reading explanation={review.explanation} />
      <MovingDates dates={review.moving_dates} />
      {review.is_accepted && (
        <p>
          <strong>
            {isStale
              ? "The SQL is the same as what was accepted. Accept it again, and executions no longer ask."
              : "This is the SQL that is accepted."}
          </strong>
        </p>
      )}
      {difference && <Difference lines={difference} />}
      <SqlBlock sql={sql} />
      {(!review.is_accepted || isStale) && (
        <Form method="post">
          {Object.entries({ ...asked, fingerprint: review.fingerprint }).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <button type="submit" name="intent" value="accept" data-kind="primary">
            Accept this SQL
          </button>
        </Form>
      )}
    </>
  );
}

function MovingDates({ dates }: { dates: SqlReview["moving_dates"] }) {
  if (dates.length === 0) return null;
  return (
    <section aria-labelledby="moving-dates">
      <h3 id="moving-dates">Dates that follow the day of the execution</h3>
      <dl className="facts">
        {dates.map(({ date, means }) => (
          <div key={means}>
            <dt>{date}</dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const SIGNS = { same: "  ", removed: "− ", added: "+ " } as const;

/** A line begins with − where only the accepted SQL has it, and with + where only the SQL of now has. */
function Difference({ lines }: { lines: readonly SqlLine[] }) {
  return (
    <section className="sql-block" aria-labelledby="difference-title">
      <h3 id="difference-title">What differs from the accepted SQL</h3>
      <p className="muted">− only the accepted SQL has this line, + only the SQL of now has it.</p>
      <pre className="sql-text sql-difference">
        {lines.map(({ kind, text }, index) => {
          const line = `${SIGNS[kind]}${text}\n`;
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity and never move
          if (kind === "removed") return <del key={index}>{line}</del>;
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity and never move
          return kind === "added" ? <ins key={index}>{line}</ins> : line;
        })}
      </pre>
    </section>
  );
}
