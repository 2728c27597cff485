import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

const office = openFixture(
  `CREATE TABLE parcels(parcel_id INTEGER PRIMARY KEY, sender TEXT, town TEXT, weight REAL, price REAL, pieces INTEGER, due_on TEXT, handed_over_on TEXT);
   INSERT INTO parcels VALUES
     (1,'Ann','Ghent',10,3,2,'2024-01-10','2024-01-09'),(2,'Bob','Ghent',45,5,1,'2024-01-10','2024-01-12'),
     (3,NULL,'Mons',31,2,4,'2024-02-10','2024-02-15'),(4,'','Mons',2,1,1,NULL,NULL);`,
  { matches: [] },
);

describe("what an unknown word means is said after it", () => {
  it.each([
    ["bulky parcels (weight over 30)", [2, 3]],
    ["bulky parcels: weight over 30", [2, 3]],
    ["parcels we cannot trace: sender is blank", [3, 4]],
    ["tardy parcels: handed over on after due on", [2, 3]],
    ["bulky parcels (weight over 30) in Ghent", [2]],
  ])("%s", (definition, ids) => {
    expect(office.column(definition, "parcel_id")).toEqual(ids);
  });

  it("may be what is measured", () => {
    const result = office.compile("turnover of parcels by town (sum of price)");
    expect(result.ok && result.explanation.reading).toBe("sum of price of rows of parcels for each town");
    expect(office.rows("turnover (price times pieces) of parcels in Ghent")).toEqual([{ sum_amount: 11 }]);
  });

  it("is told as explained, and costs confidence", () => {
    const plain = office.compile("parcels with weight over 30");
    const explained = office.compile("bulky parcels (weight over 30)");
    expect(explained.confidence ?? 1).toBeLessThan(plain.confidence ?? 0);
  });

  it.each([
    "bulky parcels (see the handbook)",
    "bulky parcels in Ghent",
    "bulky parcels (weight over 30 stones of kryptonite)",
    "bulky wrapped sealed parcels (weight over 30)",
    "parcels that nothing weighs (weight over 30)",
  ])("is no explanation: %s", (definition) => {
    expect(office.compile(definition).ok).toBe(false);
  });
});
