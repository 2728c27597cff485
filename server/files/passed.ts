/** What was passed over on the way. */
export class Passed {
  /** Rows in which nothing is written; they are no rows of the table. */
  blankRows = 0;
  /** Cells of a sheet that show an error such as #N/A; they are empty. */
  errorCells = 0;
  /** Formulas that were never calculated: the workbook has no result of theirs, and their cells are empty. */
  formulasWithoutResult = 0;
}
