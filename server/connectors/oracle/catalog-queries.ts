/** What is asked of the catalog. The first parameter is the schema's name, which is its owner's. */

/** Owners of tables or views that this login may see, without Oracle's own. */
export const SCHEMAS = `SELECT u.username FROM all_users u
  WHERE u.oracle_maintained = 'N' AND (EXISTS (SELECT 1 FROM all_tables t WHERE t.owner = u.username)
    OR EXISTS (SELECT 1 FROM all_views v WHERE v.owner = u.username))
  ORDER BY u.username`;

export const SCHEMA = "SELECT 1 FROM all_users u WHERE u.username = :1";

/** Names of tables proper: no parts of others, nothing thrown away, nothing that Oracle keeps for indexes. */
const OF_PEOPLE = `t.owner = :1 AND t.nested = 'NO' AND t.secondary = 'N' AND t.dropped = 'NO'
  AND (t.iot_type IS NULL OR t.iot_type = 'IOT')`;

/** Name, T or V, comment. */
export const TABLES = `SELECT t.table_name, 'T', c.comments FROM all_tables t
    LEFT JOIN all_tab_comments c ON c.owner = t.owner AND c.table_name = t.table_name
  WHERE ${OF_PEOPLE}
  UNION ALL SELECT v.view_name, 'V', d.comments FROM all_views v
    LEFT JOIN all_tab_comments d ON d.owner = v.owner AND d.table_name = v.view_name
  WHERE v.owner = :2
  ORDER BY 1`;

/** Table, name, type, bytes, characters, precision, scale, whether it may be NULL, comment. */
export const COLUMNS = `SELECT t.table_name, t.column_name, t.data_type, t.data_length, t.char_length,
    t.data_precision, t.data_scale, t.nullable, c.comments
  FROM all_tab_cols t LEFT JOIN all_col_comments c
    ON c.owner = t.owner AND c.table_name = t.table_name AND c.column_name = t.column_name
  WHERE t.owner = :1 AND t.hidden_column = 'NO'
  ORDER BY t.table_name, t.column_id`;

/** Table, key, P or U, column. */
export const KEYS = `SELECT k.table_name, k.constraint_name, k.constraint_type, c.column_name
  FROM all_constraints k JOIN all_cons_columns c
    ON c.owner = k.owner AND c.constraint_name = k.constraint_name AND c.table_name = k.table_name
  WHERE k.owner = :1 AND k.constraint_type IN ('P', 'U') AND k.status = 'ENABLED'
  ORDER BY k.table_name, k.constraint_name, c.position`;

/** Table, key, column, and the schema, table and column that it leads to. */
export const FOREIGN_KEYS = `SELECT k.table_name, k.constraint_name, c.column_name, r.owner, r.table_name, rc.column_name
  FROM all_constraints k
    JOIN all_cons_columns c ON c.owner = k.owner AND c.constraint_name = k.constraint_name
    JOIN all_constraints r ON r.owner = k.r_owner AND r.constraint_name = k.r_constraint_name
    JOIN all_cons_columns rc ON rc.owner = r.owner AND rc.constraint_name = r.constraint_name
      AND rc.position = c.position
  WHERE k.owner = :1 AND k.constraint_type = 'R'
  ORDER BY k.table_name, k.constraint_name, c.position`;

/** Rows when the table was last analysed; none of views, and of tables that never were. */
export const ROWS = "SELECT t.num_rows FROM all_tables t WHERE t.owner = :1 AND t.table_name = :2";

export const VERSION = "SELECT v.banner FROM v$version v";
