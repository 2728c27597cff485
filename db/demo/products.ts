import { Random } from "./random.ts";
import { EDITIONS, GPU_LINES, NBU_LINES, PLANNERS, PLC_CODES } from "./vocabulary.ts";

export type BusinessUnit = "GPU" | "NBU";

/** The systems that know some of the products; none knows all. */
export type SystemName = "hana" | "rbp" | "ops" | "sku" | "ibp" | "sar";

/** A product as it really is. The landing tables tell of it, each in its way and with its own mistakes. */
export interface Product {
  readonly material: string;
  readonly businessUnit: BusinessUnit;
  readonly productType: string;
  readonly line: string;
  readonly family: string;
  readonly marketingName: string;
  readonly planner: string;
  readonly plcCode: string;
  readonly active: boolean;
  readonly knownTo: ReadonlySet<SystemName>;
}

const GPU_PRODUCTS = 3_600;
const NBU_PRODUCTS = 2_400;

const PRODUCT_TYPES = {
  GPU: [
    ["GPU", 78],
    ["BOARD", 12],
    ["MODULE", 10],
  ],
  NBU: [
    ["NBU", 70],
    ["SWITCH", 15],
    ["CABLE", 15],
  ],
} as const;

export function inventProducts(): Product[] {
  const random = new Random("products");
  return [
    ...Array.from({ length: GPU_PRODUCTS }, (_, index) => inventProduct(random, "GPU", index)),
    ...Array.from({ length: NBU_PRODUCTS }, (_, index) => inventProduct(random, "NBU", index)),
  ];
}

function inventProduct(random: Random, businessUnit: BusinessUnit, index: number): Product {
  const line = random.pick(businessUnit === "GPU" ? GPU_LINES : NBU_LINES);
  const family = random.pick(line.families);
  const active = random.chance(0.83);
  return {
    material: materialNumber(random, line.code, businessUnit, index),
    businessUnit,
    productType: random.weighted<string>(PRODUCT_TYPES[businessUnit]),
    line: line.name,
    family,
    marketingName: `${family}${random.integer(1, 9)}0 ${random.pick(EDITIONS)}`.trim(),
    planner: random.pick(PLANNERS),
    plcCode: active ? random.pick(PLC_CODES) : "60 - End of Life",
    active,
    knownTo: systemsThatKnow(random),
  };
}

/** Most are a code (`HD01234-B07`); one in eight is an old number with leading zeros (`0004101234`). */
function materialNumber(random: Random, code: string, businessUnit: BusinessUnit, index: number): string {
  const number = String(index).padStart(5, "0");
  if (random.chance(0.125)) return `000${businessUnit === "GPU" ? 41 : 42}${number}`;
  return `${code}${number}-${random.pick(["A", "B", "C", "D"])}${String(random.integer(1, 40)).padStart(2, "0")}`;
}

function systemsThatKnow(random: Random): Set<SystemName> {
  const known = new Set<SystemName>();
  const inRbp = random.chance(0.82);
  if (inRbp) known.add("rbp");
  // Planning and operations mostly agree; what only one of them has is what people look for.
  if (random.chance(inRbp ? 0.93 : 0.6)) known.add("ops");
  if (random.chance(0.97)) known.add("hana");
  if (random.chance(0.78)) known.add("sku");
  if (random.chance(0.92)) known.add("ibp");
  if (random.chance(0.55)) known.add("sar");
  return known;
}
