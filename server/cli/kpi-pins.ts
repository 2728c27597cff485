import type { Command } from "commander";
import type { SqlReview } from "../contracts/sql-pins.ts";
import { examples, withServer } from "./command.ts";
import { type PlaceOptions, placeOf, placeOptions } from "./kpi-place.ts";
import { findKpi } from "./lookup.ts";
import { facts } from "./output.ts";
import { badInput } from "./trouble.ts";

interface PinOptions extends PlaceOptions {
  readonly review?: true;
  readonly fingerprint?: string;
}

/** To accept the SQL of a KPI, so that its runs send exactly it, and no longer. */
export function addPinCommands(kpis: Command): void {
  placeOptions(
    kpis.command("pin").description("accept the SQL that a KPI gives now: its runs send exactly it"),
  )
    .argument("<kpi>", "its name or number")
    .option("--review", "only show the reading and the SQL, and accept nothing")
    .option("--fingerprint <text>", "of what was reviewed: other SQL than that is not accepted")
    .addHelpText(
      "after",
      examples(
        "kpis pin Orphans --graph SHOP --review",
        "kpis pin Orphans --graph SHOP --fingerprint 0b1f4c5d9e2a7788",
      ),
    )
    .action(pin);
  kpis
    .command("unpin")
    .argument("<kpi>", "its name or number")
    .description("accept the SQL of a KPI no longer: its runs read the definition again")
    .action(unpin);
}

async function pin(named: string, options: PinOptions, command: Command) {
  await withServer(command, async (session) => {
    const { api, output } = session;
    const kpi = await findKpi(api, named);
    const request = { kpi_id: kpi.id, ...(await placeOf(session, options, kpi)) };
    const reviewed = await api.trpc.sqlPins.review.mutate(request);
    const { review } = reviewed;
    if (!review.fingerprint) throw badInput(`There is no SQL to accept. ${reviewed.message}`);
    if (options.review) return output.show(reviewed, () => shown(review));
    // What is shown is what is accepted, also where nobody reviewed it before.
    const fingerprint = options.fingerprint ?? review.fingerprint;
    const answer = await api.trpc.sqlPins.accept.mutate({ ...request, fingerprint });
    output.show(answer, () => `${shown(review)}\n\n${answer.message}.`);
  });
}

function shown(review: SqlReview): string {
  const told = facts({
    reading: review.explanation?.reading,
    graph: `${review.kg_name}, version ${review.kg_version}`,
    "follows the day": review.moving_dates.map(({ date, means }) => `${date} is ${means}`).join("; "),
    accepted: review.is_accepted ? "this SQL is" : "not this SQL",
    fingerprint: review.fingerprint,
  });
  return `${told}\n\n${review.generated_sql}`;
}

async function unpin(named: string, _options: object, command: Command) {
  await withServer(command, async ({ api, output }) => {
    const { id: kpi_id } = await findKpi(api, named);
    const answer = await api.trpc.sqlPins.remove.mutate({ kpi_id });
    output.show(answer, () => `${answer.message}.`);
  });
}
