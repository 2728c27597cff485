import type { GroupUnit, TimeUnit } from "../intent.ts";
import type { Mention } from "../link/mention.ts";
import type { Unit } from "../text/calendar.ts";

/**
 * A sketch is what the grammar makes of a definition before the graph decides what each phrase means: an
 * ordered list of elements over phrases. `start` and `end` are token positions, `end` exclusive.
 */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** One piece of a phrase: something the graph may know, or a word it does not. */
export type Atom =
  | (Range & { readonly kind: "mention"; readonly mention: Mention })
  /** `stored`: some column has the very word, which may not pass for a noun. */
  | (Range & { readonly kind: "word"; readonly word: string; readonly stored?: true });

export type CompareOp = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** "no", "at least 3", "more than one": how many of something. */
export interface Quantity {
  readonly op: CompareOp;
  readonly count: number;
  /** "between 2 and 4", "one or two": at least `count` and at most so many. */
  readonly upTo?: number;
}

/** Of which of the related rows something is said to hold. */
export type Every = "all" | "only";

/** A noun phrase: "open savings accounts in the core ledger". */
export interface Phrase extends Range {
  readonly atoms: readonly Atom[];
  readonly quantity: Quantity | null;
  /** "different countries", "unique customers". */
  readonly distinct: boolean;
  /** "both branch sheets": all tables that match, not one of them. */
  readonly both: boolean;
  /** "all orders", "only late orders": what is said of them holds of each, or there are no others. */
  readonly every: Every | null;
  /** The word before a scope: "of", "in". */
  readonly preposition: string | null;
  /** "in the core ledger", "of the customer": where the phrase's things are. */
  readonly scopes: readonly Phrase[];
}

/** The right-hand side of a comparison. */
export type Term =
  | (Range & {
      readonly kind: "number";
      readonly value: number;
      readonly text: string;
      readonly unit: Phrase | null;
      /** The word after it when that is a unit of measure: "hours". */
      readonly measuredIn?: string | undefined;
      /** "5000 a month" */
      readonly per?: string | undefined;
    })
  | (Range & { readonly kind: "date"; readonly from: string; readonly to: string })
  | (Range & { readonly kind: "phrase"; readonly phrase: Phrase })
  | (Range & { readonly kind: "text"; readonly text: string; readonly quoted: boolean });

/** A side of a comparison that may have to be worked out: "quantity times unit price". */
export type AmountTerm =
  | { readonly kind: "phrase"; readonly phrase: Phrase }
  | (Range & { readonly kind: "number"; readonly value: number; readonly text: string })
  | { readonly kind: "elapsed"; readonly elapsed: ElapsedTerm }
  /** "the sum of their lines": over the related rows. */
  | (Range & { readonly kind: "total"; readonly phrase: Phrase })
  | {
      readonly kind: "computed";
      readonly op: "*" | "/" | "+" | "-";
      readonly left: AmountTerm;
      readonly right: AmountTerm;
    };

/** "the carrier of the shipment", "that of the shipment": null is what the other side says, or the rows themselves. */
export interface ContrastSide {
  readonly what: Phrase | null;
  readonly owner: Phrase | null;
}

/** What names a date of the row: "the order date", "receiving", "their start". */
export interface DateSaid extends Range {
  /** As something that the graph may know; null where it is a word only. */
  readonly phrase: Phrase | null;
  readonly word: string;
}

/** How long it is from one date to another; null is where the row's own time begins, or ends. */
export interface ElapsedTerm extends Range {
  readonly unit: TimeUnit;
  readonly from: DateSaid | null;
  readonly to: DateSaid | null;
}

/** How long something is, in calendar units. */
export interface Lasting {
  readonly op: CompareOp;
  readonly count: number;
  readonly unit: Unit;
  /** "longer than", which is no age. */
  readonly long: boolean;
}

export type Measure = "count" | "sum" | "avg" | "min" | "max" | "share";

export type Element = Range & { readonly cost: number } & (
    | { readonly kind: "skip"; readonly words: readonly string[]; readonly unknown: boolean }
    | { readonly kind: "connector"; readonly word: "and" | "or" }
    | { readonly kind: "phrase"; readonly phrase: Phrase }
    | {
        readonly kind: "measure";
        readonly measure: Measure;
        readonly distinct: boolean;
        /** What "longest" measures, as parts of column names. */
        readonly dimension?: readonly string[] | undefined;
      }
    | {
        readonly kind: "duplicate";
        readonly phrases: readonly Phrase[];
        readonly moreThan: number;
        /** "the same name but different owners": what is not the same in such rows. */
        readonly differing?: readonly Phrase[];
      }
    | {
        readonly kind: "present";
        readonly negated: boolean;
        /** "whose account cannot be found in ...": the column it is found by. */
        readonly key: Phrase | null;
        readonly only: boolean;
        readonly phrases: readonly Phrase[];
      }
    | { readonly kind: "against"; readonly phrases: readonly Phrase[] }
    | { readonly kind: "absent"; readonly negated: boolean }
    | {
        readonly kind: "have";
        readonly negated: boolean;
        readonly phrases: readonly Phrase[];
        readonly verb: string | null;
        /** "without a planner or a buyer". */
        readonly any?: boolean;
        /** "referring to a planner that does not exist": what refers to none is not meant. */
        readonly refers?: boolean;
        /** "Whose customer (is active)": what comes next is said of that row. */
        readonly whose?: boolean;
      }
    | {
        readonly kind: "verb";
        readonly negated: boolean;
        readonly verb: string;
        readonly amount: { readonly op: CompareOp; readonly term: Term } | null;
      }
    | {
        readonly kind: "is";
        readonly negated: boolean;
        readonly phrases: readonly Phrase[];
        /** "inactive there": in the table that was spoken of last. */
        readonly there: boolean;
      }
    | {
        readonly kind: "compare";
        readonly subject: Phrase | null;
        readonly op: CompareOp;
        readonly terms: readonly Term[];
        readonly length: boolean;
        /** What "longer than" measures, as parts of column names. */
        readonly dimension?: readonly string[] | undefined;
        /** Whether an operator or "is" was said, not just a value beside a column. */
        readonly explicit: boolean;
        /** "before 2010", "after 9": what is compared is a time. */
        readonly inTime?: boolean | undefined;
        /** "0 or blank": nothing at all will do as well. */
        readonly orBlank?: boolean;
      }
    | {
        readonly kind: "between";
        /** "exclusive": the bounds themselves are outside. */
        readonly strict?: boolean;
        readonly subject: Phrase | null;
        readonly low: Term;
        readonly high: Term;
        readonly negated: boolean;
      }
    | {
        readonly kind: "age";
        readonly subject: Phrase | null;
        readonly op: CompareOp;
        readonly date: string;
        /** Only of a date of birth: no unit was said. */
        readonly born?: boolean;
        /** What the age is counted in; years where nothing is said. */
        readonly unit: Unit;
        /** "longer than 10 days" is no age where the rows say how many days they are. */
        readonly lasting?: Lasting;
      }
    | {
        readonly kind: "period";
        readonly subject: Phrase | null;
        readonly from: string | null;
        readonly to: string | null;
        readonly negated: boolean;
        /** "in January, March or May 2026": the other periods. */
        readonly others?: OtherPeriods;
        /** "on a Monday": days of the week, 1 is Monday; then there are no bounds. */
        readonly weekdays?: readonly number[];
        /** "whose contract has expired": by the date of that which is its beginning or its end. */
        readonly edge?: "start" | "end";
      }
    /** "valid on 30 June 2024": half open. */
    | {
        readonly kind: "inForce";
        readonly from: string;
        readonly to: string;
        readonly negated: boolean;
      }
    | {
        readonly kind: "text";
        readonly subject: Phrase | null;
        /** "padded" begins or ends with the text. */
        readonly how: "contains" | "starts" | "ends" | "padded";
        /** One of which is looked for. */
        readonly texts: readonly string[];
        readonly negated: boolean;
      }
    | {
        readonly kind: "blank";
        readonly subjects: readonly Phrase[];
        readonly negated: boolean;
        /** "planner or buyer missing": one of them is enough. */
        readonly any: boolean;
        /** The words for blank or filled: "absent", "not set". */
        readonly said: string;
      }
    | {
        readonly kind: "differ";
        readonly subjects: readonly Phrase[];
        readonly op: CompareOp;
        readonly across: readonly Phrase[];
      }
    /** "more tickets than invoices": how many of each. */
    | { readonly kind: "outnumber"; readonly left: Phrase; readonly op: CompareOp; readonly right: Phrase }
    /** Something of one thing against the same of another. */
    | {
        readonly kind: "contrast";
        readonly left: ContrastSide;
        readonly op: CompareOp;
        readonly right: ContrastSide;
      }
    | {
        /** "the average number of lines per order": counted for each thing, then measured over all of them. */
        readonly kind: "perThing";
        readonly measure: Measure;
        readonly counted: Phrase;
        readonly thing: Phrase;
      }
    | {
        readonly kind: "average";
        readonly subject: Phrase | null;
        readonly op: CompareOp;
        readonly of: Phrase | null;
        /** "of their department": among the rows with the same. */
        readonly per: Phrase | null;
      }
    | {
        readonly kind: "project";
        readonly phrases: readonly Phrase[];
        /** "the names and cities of the customers": nothing else is asked for. */
        readonly only: boolean;
        /** "and their number of orders": how many of them each row has. */
        readonly counted?: boolean;
        /** "and the total amount of their orders": what is shown of the related rows, where it is not how many. */
        readonly measure?: Measure;
      }
    | {
        readonly kind: "computed";
        readonly left: AmountTerm;
        readonly op: CompareOp;
        readonly right: AmountTerm;
      }
    /** "more than 30 days after the loss" */
    | {
        readonly kind: "elapsed";
        readonly elapsed: ElapsedTerm;
        readonly bounds: readonly { readonly op: CompareOp; readonly value: number }[];
        readonly negated: boolean;
        /** How the two dates follow one another, where no length is said: "interviewed before they applied". */
        readonly order?: CompareOp;
        /** Which of the dates says that it was done at all. */
        readonly done?: "from" | "to";
      }
    /** "quantity times unit price", of which something is asked. */
    | { readonly kind: "amount"; readonly term: AmountTerm }
    | {
        readonly kind: "group";
        readonly phrases: readonly Phrase[];
        /** "of each site": these are surely groups, whatever is ranked. */
        readonly each?: boolean;
        /** "per month": of the one phrase, or of the date that the rows have. */
        readonly unit?: GroupUnit;
        /** "how many complaints did each clerk close": what each did with them. */
        readonly did?: string;
        /** "monthly" */
        readonly adverb?: boolean;
      }
    /** "only those with more than 60": what the measure of a group must be. */
    | { readonly kind: "threshold"; readonly of: Phrase | null; readonly quantity: Quantity }
    | {
        readonly kind: "order";
        readonly measure: Measure | null;
        readonly phrase: Phrase | null;
        readonly descending: boolean | null;
        readonly limit: number | null;
        /** "the highest savings": what is ranked by is an amount, not how many there are. */
        readonly ofAmount?: boolean;
      }
    | {
        readonly kind: "limit";
        readonly count: number;
        readonly descending: boolean;
        /** "the first 5", "the last 5": of an order by days or names, which begins with the lowest. */
        readonly inOrder?: "first" | "last" | undefined;
        /** What "most expensive" ranks by, as parts of column names; absent when it is said elsewhere. */
        readonly by?: readonly string[] | "frequency" | undefined;
        /** "the most rented": how often that was done. */
        readonly verb?: string | undefined;
        /** "of the youngest gymnast": something of the things is asked for. */
        readonly of?: boolean;
      }
    | {
        readonly kind: "figure";
        readonly measure: Measure;
        readonly phrase: Phrase;
        readonly op: CompareOp;
        readonly value: number;
      }
    | { readonly kind: "fold" }
    /** "who complained more than once": how many related rows there are. */
    | { readonly kind: "times"; readonly quantity: Quantity }
    /** "with exhibitions only in 2008": what follows, or what was said last, holds of each of the related rows. */
    | { readonly kind: "only"; readonly follows: boolean }
    /** "among those about books": of what a share is one follows. */
    | { readonly kind: "among" }
  );

export interface OtherPeriods {
  readonly joinedBy: "and" | "or";
  readonly periods: readonly (Range & { readonly from: string; readonly to: string })[];
}

/** A whole reading of the definition's structure. Lower cost is better. */
export interface Sketch {
  readonly elements: readonly Element[];
  /** Where words are typed just as some column stores them, and as nothing else would be typed. */
  readonly stored: readonly Range[];
  readonly cost: number;
}
