/** What is asked of the catalog. The first parameter is the schema's name. */

/** Names in the order of their code points, and told apart by case, whatever the database does. */
const EXACT = "COLLATE Latin1_General_BIN2";

/** Schemas of people; those of the server's fixed roles have the numbers from 16384. */
export const SCHEMAS = `SELECT s.name FROM sys.schemas s
  WHERE s.schema_id < 16384 AND s.name NOT IN (N'sys', N'INFORMATION_SCHEMA', N'guest')
    AND (HAS_PERMS_BY_NAME(QUOTENAME(s.name), 'SCHEMA', 'SELECT') = 1
      OR EXISTS (SELECT 1 FROM sys.objects o WHERE o.schema_id = s.schema_id AND o.type IN ('U', 'V')))
  ORDER BY s.name ${EXACT}`;

export const SCHEMA = `SELECT 1 FROM sys.schemas s WHERE s.name ${EXACT} = @1`;

const OBJECTS = "sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id";

/** Tables and views that people made; database tools mark their own. */
const OF_PEOPLE = `s.name ${EXACT} = @1 AND o.type IN ('U', 'V') AND o.is_ms_shipped = 0
  AND NOT EXISTS (SELECT 1 FROM sys.extended_properties m
    WHERE m.class = 1 AND m.major_id = o.object_id AND m.minor_id = 0
      AND m.name = N'microsoft_database_tools_support')`;

/** The comment on a table, or on one of its columns by number. */
const comment = (column: string) => `(SELECT CAST(p.value AS nvarchar(4000)) FROM sys.extended_properties p
  WHERE p.class = 1 AND p.major_id = o.object_id AND p.minor_id = ${column} AND p.name = N'MS_Description')`;

/** Name, type, comment. */
export const TABLES = `SELECT o.name, o.type, ${comment("0")}
  FROM ${OBJECTS} WHERE ${OF_PEOPLE} ORDER BY o.name ${EXACT}`;

/** Table, name, type, bytes, precision, scale, whether it may be NULL, comment; only those that the login may read. */
export const COLUMNS = `SELECT o.name, c.name,
    COALESCE(TYPE_NAME(c.system_type_id), TYPE_NAME(c.user_type_id)),
    c.max_length, c.precision, c.scale, c.is_nullable, ${comment("c.column_id")}
  FROM ${OBJECTS} JOIN sys.columns c ON c.object_id = o.object_id
  WHERE ${OF_PEOPLE} AND c.is_hidden = 0
    AND HAS_PERMS_BY_NAME(QUOTENAME(s.name) + N'.' + QUOTENAME(o.name), 'OBJECT', 'SELECT', c.name, 'COLUMN') = 1
  ORDER BY o.name ${EXACT}, c.column_id`;

/** Table, key, whether it is the primary one, column; unique over all rows, so none with a condition. */
export const KEYS = `SELECT o.name, i.name, i.is_primary_key, c.name
  FROM ${OBJECTS} JOIN sys.indexes i ON i.object_id = o.object_id
    JOIN sys.index_columns k ON k.object_id = i.object_id AND k.index_id = i.index_id AND k.key_ordinal > 0
    JOIN sys.columns c ON c.object_id = k.object_id AND c.column_id = k.column_id
  WHERE ${OF_PEOPLE} AND i.is_unique = 1 AND i.has_filter = 0 AND i.is_disabled = 0
  ORDER BY o.name ${EXACT}, i.index_id, k.key_ordinal`;

/** Table, key, column, and the schema, table and column that it leads to. */
export const FOREIGN_KEYS = `SELECT o.name, f.name, c.name, ts.name, t.name, tc.name
  FROM ${OBJECTS} JOIN sys.foreign_keys f ON f.parent_object_id = o.object_id
    JOIN sys.foreign_key_columns k ON k.constraint_object_id = f.object_id
    JOIN sys.columns c ON c.object_id = k.parent_object_id AND c.column_id = k.parent_column_id
    JOIN sys.objects t ON t.object_id = k.referenced_object_id
    JOIN sys.schemas ts ON ts.schema_id = t.schema_id
    JOIN sys.columns tc ON tc.object_id = k.referenced_object_id AND tc.column_id = k.referenced_column_id
  WHERE ${OF_PEOPLE}
  ORDER BY o.name ${EXACT}, f.name ${EXACT}, k.constraint_column_id`;

/** Rows as the catalog counts them, without reading one, of the table that the first parameter names; none of views. */
export const ROWS = `SELECT SUM(p.rows) FROM sys.partitions p
  JOIN sys.objects o ON o.object_id = p.object_id
  WHERE o.object_id = OBJECT_ID(@1) AND o.type = 'U' AND p.index_id IN (0, 1)`;

export const VERSION = `SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128)),
  CAST(SERVERPROPERTY('EngineEdition') AS nvarchar(128))`;
