import fs from "node:fs";
import path from "node:path";
import ts from "typescript";

/** Shorter texts are clearer where they stand than under a name. */
const WORTH_A_NAME = 60;

/**
 * The types that a module of types exports, written out so that they need no other file: literals, objects, lists. What
 * the contracts have a name for keeps it, and is there once. Throws for what JSON cannot carry, and for types that
 * contain themselves.
 */
export function writtenOutTypes(program: ts.Program, module: string, contracts: string): string {
  const checker = program.getTypeChecker();
  const printer = new Printer(checker);
  const own = aliasesOf(program, checker, module);
  const others = fs
    .readdirSync(contracts)
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => aliasesOf(program, checker, path.join(contracts, name)));
  for (const [name, type] of [...own, ...others]) printer.know(name, type);
  for (const [name, type] of own) printer.declare(name, type);
  return printer.text();
}

type Alias = readonly [name: string, type: ts.Type];

/** The types that a file exports, as far as they stand for one type each. */
function aliasesOf(program: ts.Program, checker: ts.TypeChecker, file: string): Alias[] {
  const source = program.getSourceFile(file);
  const symbol = source && checker.getSymbolAtLocation(source);
  if (!symbol) return [];
  return checker.getExportsOfModule(symbol).flatMap((exported): Alias[] => {
    const found = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const declaration = found.declarations?.find(
      (one) => ts.isTypeAliasDeclaration(one) || ts.isInterfaceDeclaration(one),
    );
    if (!declaration || declaration.typeParameters) return [];
    return [[exported.name, checker.getDeclaredTypeOfSymbol(found)]];
  });
}

class Printer {
  readonly #checker: ts.TypeChecker;
  readonly #texts = new Map<ts.Type, string>();
  readonly #names = new Map<string, string>();
  readonly #declared = new Map<string, string>();
  readonly #within = new Set<ts.Type>();

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  /** From now on what is written out alike goes by this name; the first name counts. */
  know(name: string, type: ts.Type): void {
    const text = this.#try(type);
    if (text !== null && text.length >= WORTH_A_NAME && !this.#names.has(text)) this.#names.set(text, name);
  }

  declare(name: string, type: ts.Type): void {
    if (this.#declared.has(name)) return;
    this.#declared.set(name, "");
    this.#declared.set(name, `export type ${name} = ${this.#body(type)};`);
  }

  text(): string {
    return `${[...this.#declared.values()].join("\n\n")}\n`;
  }

  /** Written out to the end; null for what cannot be. */
  #try(type: ts.Type): string | null {
    try {
      return this.#full(type);
    } catch (error) {
      if (error instanceof NotPlain) return null;
      throw error;
    }
  }

  #full(type: ts.Type): string {
    const known = this.#texts.get(type);
    if (known !== undefined) return known;
    if (this.#within.has(type)) throw new NotPlain(`${this.#checker.typeToString(type)} contains itself`);
    this.#within.add(type);
    try {
      const text = this.#parts(type, (part) => this.#full(part));
      this.#texts.set(type, text);
      return text;
    } finally {
      this.#within.delete(type);
    }
  }

  /** By its name, which is declared then, or written out with the names of its parts. */
  #short(type: ts.Type): string {
    const name = this.#names.get(this.#full(type));
    if (name === undefined) return this.#body(type);
    this.declare(name, type);
    return name;
  }

  #body(type: ts.Type): string {
    return this.#parts(type, (part) => this.#short(part));
  }

  #parts(type: ts.Type, print: (part: ts.Type) => string): string {
    const checker = this.#checker;
    if (type.isUnion()) return unionOf(type, print);
    if (type.isIntersection()) return this.#object(type, print);
    if (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.NonPrimitive)) {
      if (checker.isTupleType(type))
        return `[${checker
          .getTypeArguments(type as ts.TypeReference)
          .map(print)
          .join(", ")}]`;
      if (checker.isArrayType(type)) {
        const [element] = checker.getTypeArguments(type as ts.TypeReference);
        const [readonly, text] = [
          checker.typeToString(type).startsWith("readonly "),
          print(element as ts.Type),
        ];
        return `${readonly ? "Readonly" : ""}Array<${text}>`;
      }
      const global = globalOf(type);
      if (global === "Promise")
        return `Promise<${print(checker.getTypeArguments(type as ts.TypeReference)[0] as ts.Type)}>`;
      if (global !== null) return global;
      const [signature] = type.getCallSignatures();
      return signature ? this.#call(signature, print) : this.#object(type, print);
    }
    if (type.flags & ts.TypeFlags.TypeParameter) throw new NotPlain(checker.typeToString(type));
    return checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
  }

  #call(signature: ts.Signature, print: (part: ts.Type) => string): string {
    const parameters = signature.getParameters().map((parameter) => {
      const declared = parameter.valueDeclaration as ts.ParameterDeclaration;
      const optional = this.#checker.isOptionalParameter(declared) ? "?" : "";
      return `${parameter.name}${optional}: ${print(this.#checker.getTypeOfSymbol(parameter))}`;
    });
    return `(${parameters.join(", ")}) => ${print(signature.getReturnType())}`;
  }

  #object(type: ts.Type, print: (part: ts.Type) => string): string {
    const checker = this.#checker;
    const fields = checker.getPropertiesOfType(type).map((field) => {
      const readonly = isReadonly(field) ? "readonly " : "";
      const optional = field.flags & ts.SymbolFlags.Optional ? "?" : "";
      return `${readonly}${nameOf(field.name)}${optional}: ${print(checker.getTypeOfSymbol(field))}`;
    });
    const indexes = checker
      .getIndexInfosOfType(type)
      .map(
        ({ keyType, type: value, isReadonly }) =>
          `${isReadonly ? "readonly " : ""}[key: ${print(keyType)}]: ${print(value)}`,
      );
    return `{ ${[...fields, ...indexes].join("; ")} }`;
  }
}

class NotPlain extends Error {}

/** Literals of one union come in the order in which the compiler saw them first, which means nothing. */
function unionOf({ types }: ts.UnionType, print: (part: ts.Type) => string): string {
  const texts = new Set(
    types.map((part) => (part.getCallSignatures().length > 0 ? `(${print(part)})` : print(part))),
  );
  if (texts.has("true") && texts.has("false")) {
    texts.delete("true");
    texts.delete("false");
    texts.add("boolean");
  }
  return [...texts].sort().join(" | ");
}

/** What every program with Node's types has. */
const GLOBALS = new Set(["AbortSignal", "Promise", "Date"]);

function globalOf(type: ts.Type): string | null {
  const name = type.getSymbol()?.name ?? "";
  return GLOBALS.has(name) ? name : null;
}

function isReadonly(field: ts.Symbol): boolean {
  return (field.declarations ?? []).some(
    (declaration) => ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Readonly,
  );
}

function nameOf(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
