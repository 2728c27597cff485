import { openFixture } from "./fixture.ts";

/** A small landing database with the tables of the specification, and the graph that its owners would draw. */
const SCHEMA = `
CREATE TABLE hana_material_master(MATERIAL TEXT, MATERIAL_GROUP TEXT, PLANT TEXT, "Product Type" TEXT, "Business Unit" TEXT, OPS_MKTG_NM TEXT, OPS_STATUS TEXT, OPS_PLANNER TEXT);
CREATE TABLE brz_lnd_RBP_GPU(Product_Line TEXT, Business_Unit TEXT, Material TEXT, Fiscal_Year_Period TEXT, Overall_Result REAL);
CREATE TABLE brz_lnd_RBP_NBU(Product_Line TEXT, Business_Unit TEXT, Material TEXT, Fiscal_Year_Period TEXT, Overall_Result REAL);
CREATE TABLE brz_lnd_OPS_EXCEL_GPU(PLANNING_SKU TEXT, Product_Line TEXT, Planner TEXT, Customer TEXT, Country TEXT, Active_Inactive TEXT, Unit_Cost REAL, Changed_On DATE);
CREATE TABLE brz_lnd_OPS_EXCEL_NBU(MATERIAL_PN TEXT, PLANNER TEXT, ACTIVE_INACTIVE TEXT, ITEM_GROUP TEXT);
CREATE TABLE brz_lnd_SKU_LIFNR_Excel(Material TEXT, Supplier TEXT, Lead_time INTEGER, Product_Type TEXT, Created_By TEXT);
CREATE TABLE brz_lnd_IBP_Product_Master(PRDID TEXT, ZBASEMATERIAL TEXT, PRODTYPE TEXT, ZPLANNER TEXT, ZACTIVEINACTIVE TEXT);
INSERT INTO hana_material_master VALUES
 ('M1','A','P1','GPU','GPU','one','ACTIVE','Ann'), ('M2','A','P1','GPU','GPU','two','INACTIVE',NULL),
 ('M3','B','P2','MODULE','GPU','three','inactive ','Bob'), ('M4','B','P2','GPU','NBU',NULL,' ','  '), ('M9','B','P1','GPU','NBU','nine','ACTIVE',NULL);
INSERT INTO brz_lnd_RBP_GPU VALUES
 ('L1','GPU','M1','2025001',10), ('L1','GPU','M1','2025002',20), ('L1','GPU','M2','2025001',30), ('L2','GPU','M3','2025001',-5), ('L2','GPU','M5','2025001',7), ('L2','GPU',NULL,'2025001',1);
INSERT INTO brz_lnd_RBP_NBU VALUES ('L3','NBU','N1','2025001',1), ('L3','NBU','N2','2025001',2);
INSERT INTO brz_lnd_OPS_EXCEL_GPU VALUES
 ('M1','L1','Ann','Acme','DE','Active',1.5,'2024-05-03'), ('M2','L1',NULL,'Acme','IN','INACTIVE',2.5,'2023-12-31'), ('M2','L1','','Brix','DE','Active',2.5,'2024-05-31 12:00:00'),
 ('M3','L2','Bob','Brix','US','inactive ',0,'2022-01-01'), ('M7','L2','Cy','Brix','US','Active',-1,NULL);
INSERT INTO brz_lnd_OPS_EXCEL_NBU VALUES ('N1','Dan','Active','G1');
INSERT INTO brz_lnd_SKU_LIFNR_Excel VALUES ('M1','S1',30,'GPU','joe'), ('M3','S2',120,'MODULE',NULL), ('M3','S3',95,'GPU','amy');
INSERT INTO brz_lnd_IBP_Product_Master VALUES
 ('P1','M1','GPU','Ann','Active'), ('P2','M1','GPU','Ann','Active'), ('P3','M2','MODULE','Bob','Inactive'), ('P4','M3','MODULE',NULL,'Active'), ('P5','M4','GPU','Bob','Active');`;

/** As a new object each time, so that no test sees another's changes. */
export function openLanding() {
  return openFixture(SCHEMA, {
    matches: [
      "brz_lnd_RBP_GPU.Material = brz_lnd_OPS_EXCEL_GPU.PLANNING_SKU",
      "brz_lnd_SKU_LIFNR_Excel.Material = brz_lnd_OPS_EXCEL_GPU.PLANNING_SKU",
      "brz_lnd_RBP_NBU.Material = brz_lnd_OPS_EXCEL_NBU.MATERIAL_PN",
      "brz_lnd_IBP_Product_Master.ZBASEMATERIAL = hana_material_master.MATERIAL",
      "brz_lnd_RBP_GPU.Material = hana_material_master.MATERIAL",
      "brz_lnd_SKU_LIFNR_Excel.Material = hana_material_master.MATERIAL",
      "brz_lnd_OPS_EXCEL_GPU.PLANNING_SKU = hana_material_master.MATERIAL",
    ],
    aliases: {
      hana_material_master: ["hana master", "hana", "products"],
      brz_lnd_RBP_GPU: ["RBP GPU"],
      brz_lnd_RBP_NBU: ["RBP NBU"],
      brz_lnd_OPS_EXCEL_GPU: ["OPS Excel", "brz_lnd_OPS_EXCEL"],
      brz_lnd_OPS_EXCEL_NBU: ["OPS Excel NBU"],
      brz_lnd_SKU_LIFNR_Excel: ["SKULIFNR"],
      brz_lnd_IBP_Product_Master: ["product master", "IBP"],
    },
    columnAliases: {
      "hana_material_master.OPS_STATUS": ["status"],
      "brz_lnd_IBP_Product_Master.ZBASEMATERIAL": ["planning sku"],
      "brz_lnd_IBP_Product_Master.PRODTYPE": ["product type"],
    },
  });
}
