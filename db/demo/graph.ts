/**
 * The sample knowledge graph: what people know about the landing schema and nobody declared in it.
 * Plain data; tables and columns themselves come from introspection.
 */

export interface DemoEnd {
  readonly table: string;
  /** In the order of the other end's columns. */
  readonly columns: readonly string[];
}

export interface DemoRelationship {
  readonly source: DemoEnd;
  readonly target: DemoEnd;
  readonly type: "MATCHES";
  /** 0..1. */
  readonly confidence: number;
  /** Higher wins. */
  readonly priority: number;
}

/** A name for a table or, with `column`, for one of its columns. */
export interface DemoAlias {
  readonly table: string;
  readonly column: string | null;
  readonly alias: string;
}

const HANA = "hana_material_master";
const RBP_GPU = "brz_lnd_RBP_GPU";
const RBP_NBU = "brz_lnd_RBP_NBU";
const OPS_GPU = "brz_lnd_OPS_EXCEL_GPU";
const OPS_NBU = "brz_lnd_OPS_EXCEL_NBU";
const SKU = "brz_lnd_SKU_LIFNR_Excel";
const IBP = "brz_lnd_IBP_Product_Master";
const SAR_GPU = "brz_lnd_SAR_Excel_GPU";
const SAR_NBU = "brz_lnd_SAR_Excel_NBU";

/** The column in which each table names the material. */
const MATERIAL: Readonly<Record<string, string>> = {
  [HANA]: "MATERIAL",
  [RBP_GPU]: "Material",
  [RBP_NBU]: "Material",
  [OPS_GPU]: "PLANNING_SKU",
  [OPS_NBU]: "MATERIAL_PN",
  [SKU]: "Material",
  [IBP]: "ZBASEMATERIAL",
  [SAR_GPU]: "Material",
  [SAR_NBU]: "Material",
};

/** The matches that the data's owners vouch for. */
const CONFIRMED: readonly (readonly [source: string, target: string])[] = [
  [RBP_GPU, OPS_GPU],
  [SKU, OPS_GPU],
  [RBP_NBU, OPS_NBU],
  [SAR_GPU, HANA],
  [SAR_NBU, HANA],
  [IBP, HANA],
];

/** Matches that follow from them: the same material number, in tables that are often asked about together. */
const DERIVED: readonly (readonly [source: string, target: string])[] = [
  [RBP_GPU, HANA],
  [RBP_NBU, HANA],
  [OPS_GPU, HANA],
  [OPS_NBU, HANA],
  [SKU, HANA],
  [RBP_GPU, SKU],
  [RBP_NBU, SKU],
  [OPS_NBU, SKU],
  [IBP, OPS_GPU],
  [IBP, RBP_GPU],
  [IBP, SKU],
];

function materialOf(table: string): DemoEnd {
  const column = MATERIAL[table];
  if (column === undefined) throw new Error(`The sample graph names no material column for ${table}.`);
  return { table, columns: [column] };
}

function match(source: string, target: string, confidence: number, priority: number): DemoRelationship {
  return { source: materialOf(source), target: materialOf(target), type: "MATCHES", confidence, priority };
}

const TABLE_ALIASES: Readonly<Record<string, readonly string[]>> = {
  [HANA]: ["hana master", "hana material master", "material master", "hana"],
  [RBP_GPU]: ["RBP GPU", "RBP"],
  [RBP_NBU]: ["RBP NBU"],
  [OPS_GPU]: ["OPS Excel", "OPS_EXCEL", "brz_lnd_OPS_EXCEL", "OPS Excel GPU", "OPS"],
  [OPS_NBU]: ["OPS Excel NBU", "OPS NBU"],
  [SKU]: ["SKULIFNR", "SKU LIFNR"],
  [IBP]: ["product master", "IBP product master", "IBP"],
  [SAR_GPU]: ["SAR GPU", "SAR Excel GPU"],
  [SAR_NBU]: ["SAR NBU", "SAR Excel NBU"],
};

const COLUMN_ALIASES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  [HANA]: {
    OPS_STATUS: ["status", "ops status"],
    OPS_PLANNER: ["ops planner"],
    OPS_MKTG_NM: ["marketing name"],
    OPS_PLCCODE: ["PLC code"],
    MAKE_BUY: ["make or buy"],
  },
  [IBP]: {
    ZBASEMATERIAL: ["planning SKU", "base material"],
    PRODTYPE: ["product type"],
    ZPLANNER: ["planner"],
    ZACTIVEINACTIVE: ["active inactive"],
  },
  [SKU]: { Supplier: ["vendor"], Lead_time: ["lead time"] },
};

function aliases(): DemoAlias[] {
  const ofTables = Object.entries(TABLE_ALIASES).flatMap(([table, names]) =>
    names.map((alias) => ({ table, column: null, alias })),
  );
  const ofColumns = Object.entries(COLUMN_ALIASES).flatMap(([table, columns]) =>
    Object.entries(columns).flatMap(([column, names]) => names.map((alias) => ({ table, column, alias }))),
  );
  return [...ofTables, ...ofColumns];
}

export const DEMO_GRAPH = {
  name: "KG_101",
  schema: "newdqschema",
  relationships: [
    ...CONFIRMED.map(([source, target]) => match(source, target, 0.98, 10)),
    ...DERIVED.map(([source, target]) => match(source, target, 0.9, 5)),
  ],
  aliases: aliases(),
} as const satisfies {
  name: string;
  schema: string;
  relationships: readonly DemoRelationship[];
  aliases: readonly DemoAlias[];
};
