import { activeInactive, orBlank, orNull, retyped } from "../dirt.ts";
import type { Product } from "../products.ts";
import { Random } from "../random.ts";
import { defineTable } from "../table.ts";
import { CUSTOMERS, LOADERS, REGIONS, SUPPLIERS } from "../vocabulary.ts";

/** The operations workbook of the GPU business: the wide spreadsheet that everybody adds columns to. */
export const opsExcelGpu = defineTable(
  "brz_lnd_OPS_EXCEL_GPU",
  {
    PLANNING_SKU: "TEXT",
    Product_Line: "TEXT",
    Business_Unit: "TEXT",
    Marketing_Code: "TEXT",
    Planner: "TEXT",
    Customer: "TEXT",
    Active_Inactive: "TEXT",
    PLC_Code: "TEXT",
    Top_Level: "TEXT",
    Region: "TEXT",
    Sales_Channel: "TEXT",
    Demand_Class: "TEXT",
    ABC_Class: "TEXT",
    Buyer: "TEXT",
    Program_Manager: "TEXT",
    Contract_Manufacturer: "TEXT",
    Country_Of_Origin: "TEXT",
    Lead_Time_Weeks: "INTEGER",
    MOQ: "INTEGER",
    Safety_Stock_Qty: "INTEGER",
    On_Hand_Qty: "INTEGER",
    In_Transit_Qty: "INTEGER",
    Backlog_Qty: "INTEGER",
    Forecast_Qty: "INTEGER",
    Unit_Cost: "REAL",
    List_Price: "REAL",
    Currency: "TEXT",
    Revision: "TEXT",
    Config_Code: "TEXT",
    Memory_Size_GB: "INTEGER",
    Memory_Type: "TEXT",
    Board_Power_W: "INTEGER",
    Form_Factor: "TEXT",
    Cooling: "TEXT",
    Package_Type: "TEXT",
    Carton_Qty: "INTEGER",
    Pallet_Qty: "INTEGER",
    Net_Weight_Kg: "REAL",
    HTS_Code: "TEXT",
    ECCN: "TEXT",
    RoHS: "TEXT",
    Warranty_Months: "INTEGER",
    Launch_Date: "TEXT",
    Last_Buy_Date: "TEXT",
    Last_Ship_Date: "TEXT",
    Remarks: "TEXT",
    Source_File: "TEXT",
    Created_By: "TEXT",
    Created_Date: "TEXT",
    Modified_Date: "TEXT",
  },
  function* (products) {
    const random = new Random("brz_lnd_OPS_EXCEL_GPU");
    for (const product of products) {
      if (product.businessUnit !== "GPU" || !product.knownTo.has("ops")) continue;
      const row = {
        ...identity(random, product),
        ...planning(random),
        ...build(random),
        ...paperwork(random, product),
      };
      yield row;
      if (random.chance(0.012)) yield { ...row, Customer: random.pick(CUSTOMERS) };
    }
  },
);

function identity(random: Random, product: Product) {
  return {
    PLANNING_SKU: orBlank(random, 0.004, retyped(random, 0.015, product.material)),
    Product_Line: product.line,
    Business_Unit: product.businessUnit,
    Marketing_Code: orBlank(random, 0.03, product.marketingName.toUpperCase().replaceAll(" ", "-")),
    Planner: orBlank(random, 0.05, random.chance(0.04) ? product.planner.toUpperCase() : product.planner),
    Customer: orBlank(random, 0.1, random.pick(CUSTOMERS)),
    Active_Inactive: orBlank(random, 0.02, activeInactive(random, product.active)),
    PLC_Code: orBlank(random, 0.03, product.plcCode),
    Top_Level: random.pick(["Y", "N"]),
  };
}

function planning(random: Random) {
  const supplier = random.pick(SUPPLIERS);
  const cost = random.integer(900, 240_000) / 100;
  return {
    Region: random.pick(REGIONS),
    Sales_Channel: random.pick(["Distribution", "Retail", "OEM", "Direct"]),
    Demand_Class: random.pick(["Base", "Upside", "Strategic"]),
    ABC_Class: random.weighted([
      ["A", 2],
      ["B", 3],
      ["C", 5],
    ]),
    Buyer: orBlank(
      random,
      0.08,
      random.pick(["Theo Falk", "Yara Aziz", "Wen Li", "Marta Kowalska", "Uri Stein"]),
    ),
    Program_Manager: orBlank(
      random,
      0.15,
      random.pick(["Zoe Brandt", "Quentin Roy", "Vera Simic", "Xavier Pons"]),
    ),
    Contract_Manufacturer: supplier.name,
    Country_Of_Origin: supplier.country,
    Lead_Time_Weeks: orNull(random, 0.02, random.integer(2, 26)),
    MOQ: random.pick([1, 10, 25, 50, 100]),
    Safety_Stock_Qty: random.integer(0, 40) * 25,
    On_Hand_Qty: random.integer(0, 4_000),
    In_Transit_Qty: random.integer(0, 900),
    Backlog_Qty: random.integer(0, 700),
    Forecast_Qty: random.integer(0, 9_000),
    Unit_Cost: cost,
    List_Price: Math.round(cost * random.integer(130, 240)) / 100,
    Currency: random.weighted([
      ["USD", 90],
      ["EUR", 8],
      ["usd", 2],
    ]),
  };
}

function build(random: Random) {
  const carton = random.pick([1, 5, 10, 20]);
  return {
    Revision: random.pick(["A", "B", "C", "D"]),
    Config_Code: `C${random.integer(100, 999)}`,
    Memory_Size_GB: random.pick([4, 8, 12, 16, 24, 48, 80]),
    Memory_Type: random.pick(["GDDR6", "GDDR6X", "GDDR7", "HBM3"]),
    Board_Power_W: random.integer(3, 70) * 10,
    Form_Factor: random.pick(["FHFL", "HHHL", "SXM", "MXM"]),
    Cooling: random.pick(["Active fan", "Passive", "Liquid"]),
    Package_Type: random.pick(["Tray", "Box", "Bulk"]),
    Carton_Qty: carton,
    Pallet_Qty: carton * random.pick([12, 24, 48]),
    Net_Weight_Kg: random.integer(10, 480) / 100,
  };
}

function paperwork(random: Random, product: Product) {
  const created = random.date(2022, 2024);
  return {
    HTS_Code: random.pick(["8471.80.40", "8473.30.11", "8542.31.00"]),
    ECCN: random.pick(["EAR99", "5A992", "3A090"]),
    RoHS: random.pick(["Y", "N"]),
    Warranty_Months: random.pick([12, 24, 36]),
    Launch_Date: orBlank(random, 0.05, random.date(2021, 2025)),
    Last_Buy_Date: product.active ? null : random.date(2024, 2025),
    Last_Ship_Date: product.active ? null : random.date(2025, 2026),
    Remarks: random.weighted<string | null>([
      [null, 70],
      ["", 10],
      ["check with planner", 8],
      ["see mail of last week", 6],
      ["price under review", 6],
    ]),
    Source_File: `OPS_GPU_2025_W${random.integer(30, 43)}.xlsx`,
    Created_By: random.pick(LOADERS),
    Created_Date: created,
    Modified_Date: random.chance(0.3) ? random.date(2025, 2025) : created,
  };
}
