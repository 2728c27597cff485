import fc from "fast-check";
import { expect, test } from "vitest";
import { NgramIndex } from "./ngram-index.ts";

/** Ten thousand rows in blocks of a hundred, each with its number in words and digits. */
function indexed(): NgramIndex {
  const index = new NgramIndex();
  for (let from = 1; from <= 10_000; from += 100) {
    const texts = Array.from({ length: 100 }, (_, i) => rowText(from + i));
    index.add({ from, to: from + 99 }, Buffer.from(texts.join("\n")));
  }
  return index;
}

const rowText = (n: number) => `["order ${String(n).padStart(7, "0")}","größe"]`;

test("a text is looked for in the blocks that have it and hardly any other", () => {
  const index = indexed();
  expect(index.rowsWith(["order 0004242"])).toEqual([{ from: 4201, to: 4300 }]);
  expect(index.rowsWith(["order 0004242", "größe"])).toEqual([{ from: 4201, to: 4300 }]);
  expect(index.rowsWith(["order 0004242", "order 0009999"])).toEqual([]);
  expect(index.rowsWith(["something else"])).toEqual([]);
});

test("a text that all blocks have, and one that is too short to be looked up, leaves one range of all rows", () => {
  const all = [{ from: 1, to: 10_000 }];
  for (const text of ["order", "größe", "ord", ""]) expect(indexed().rowsWith([text])).toEqual(all);
  expect(indexed().rowsWith([])).toEqual(all);
});

test("no row that has a text is left out, whatever the text", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1 }), { minLength: 1 }),
      fc.nat(),
      fc.nat(),
      (blocks, which, cut) => {
        const index = new NgramIndex();
        let from = 1;
        const ranges = blocks.map((texts) => {
          const rows = { from, to: from + texts.length - 1 };
          index.add(rows, Buffer.from(texts.join("\n")));
          from = rows.to + 1;
          return { rows, texts };
        });
        const { rows, texts } = ranges[which % ranges.length] ?? { rows: { from: 0, to: 0 }, texts: [] };
        const text = texts[cut % texts.length] ?? "";
        const part = text.toWellFormed().slice(cut % (text.length + 1));
        fc.pre(part.isWellFormed());
        expect(index.rowsWith([part]).some(({ from, to }) => from <= rows.from && rows.to <= to)).toBe(true);
      },
    ),
  );
});
