interface DemoKpi {
  readonly name: string;
  readonly alias_name: string;
  readonly group_name: "Data Quality" | "Reconciliation" | "Business Metrics";
  readonly description: string;
  readonly nl_definition: string;
}

const DATA_QUALITY: readonly DemoKpi[] = [
  {
    name: "Product Mismatch - RBP vs OPS",
    alias_name: "PMR_RBP_OPS",
    group_name: "Data Quality",
    description: "Products in RBP GPU not in OPS Excel",
    nl_definition: "Show me all products in RBP GPU which are not in OPS Excel",
  },
  {
    name: "Duplicate Planning SKUs",
    alias_name: "DUP_SKU",
    group_name: "Data Quality",
    description: "Find duplicate planning SKUs across systems",
    nl_definition: "Show me all duplicate planning SKUs in the product master",
  },
  {
    name: "OPS Planner Missing",
    alias_name: "NO_PLANNER",
    group_name: "Data Quality",
    description: "GPU materials in the HANA master that no planner is responsible for (null or blank)",
    nl_definition: "hana material master with product type GPU and ops planner null",
  },
  {
    name: "Inactive but Planned",
    alias_name: "RBP_INACT",
    group_name: "Data Quality",
    description: "Products that RBP GPU still plans although OPS Excel calls them inactive",
    nl_definition: "products in RBP GPU which are inactive in OPS Excel",
  },
];

const RECONCILIATION: readonly DemoKpi[] = [
  {
    name: "Products in Both - RBP and OPS",
    alias_name: "PIB_RBP_OPS",
    group_name: "Reconciliation",
    description: "Products of RBP GPU that OPS Excel knows too: the covered part of the reconciliation",
    nl_definition: "Show me all products in RBP GPU which are also in OPS Excel",
  },
  {
    name: "Product Mismatch - OPS vs RBP",
    alias_name: "PMR_OPS_RBP",
    group_name: "Reconciliation",
    description: "The other direction: products of OPS Excel that RBP GPU does not plan",
    nl_definition: "products in OPS Excel missing in RBP GPU",
  },
  {
    name: "No Supplier on File",
    alias_name: "NO_LIFNR",
    group_name: "Reconciliation",
    description: "Products of RBP GPU without a supplier record, with the status and planner to chase them",
    nl_definition:
      "products in RBP GPU missing in SKULIFNR, also show ops status and ops planner from hana master",
  },
  {
    name: "Product Type Mismatch",
    alias_name: "PTM_HANA_IBP",
    group_name: "Reconciliation",
    description: "Materials whose product type differs between the HANA master and the IBP product master",
    nl_definition: "hana material master and ibp product master that do not match on product type",
  },
  {
    name: "Product Mismatch - NBU",
    alias_name: "PMR_NBU",
    group_name: "Reconciliation",
    description: "Products of the networking business that RBP plans and OPS does not know",
    nl_definition: "products in RBP NBU which are not in OPS Excel NBU",
  },
];

const BUSINESS_METRICS: readonly DemoKpi[] = [
  {
    name: "Inactive Products Count",
    alias_name: "INACT_PROD",
    group_name: "Business Metrics",
    description: "Count of inactive products",
    nl_definition: "Count all products where status is inactive",
  },
  {
    name: "Materials per Business Unit",
    alias_name: "MAT_PER_BU",
    group_name: "Business Metrics",
    description: "How many rows of the HANA material master each business unit has",
    nl_definition: "Count of hana material master per business unit",
  },
  {
    name: "Long Lead Times",
    alias_name: "LEAD_TIME_90",
    group_name: "Business Metrics",
    description: "Supplier records whose lead time is more than 90 days",
    nl_definition: "SKULIFNR with lead time greater than 90",
  },
  {
    name: "Planned Result by Product Family",
    alias_name: "RESULT_FAMILY",
    group_name: "Business Metrics",
    description: "What the plan expects of each GPU product family, over all periods",
    nl_definition: "total overall result per product family in RBP GPU",
  },
];

export const DEMO_KPIS: readonly DemoKpi[] = [...DATA_QUALITY, ...RECONCILIATION, ...BUSINESS_METRICS];
