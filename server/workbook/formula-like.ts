/**
 * Text that a spreadsheet may run as a formula (OWASP, "CSV injection"): one of the signs, also as the full-width
 * characters that spreadsheets turn into them, after anything that they cut off or do not show.
 */
const FORMULA = /^[\s\p{C}\p{Default_Ignorable_Code_Point}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
const NUMBER = /^[+-]?\d+([.,]\d+)*$/;

/** Whether a spreadsheet may take the text for a formula; a plain number is none. */
export function isFormulaLike(text: string): boolean {
  return FORMULA.test(text) && !NUMBER.test(text);
}
