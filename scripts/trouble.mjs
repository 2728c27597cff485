/** Something the person at the terminal can act on: `message` is all that is printed, never a stack. */
export class Trouble extends Error {}
