import { createHash } from "node:crypto";
import pg from "pg";

/** What is sent of a connection's side of the protocol, gathered into one piece. */
type Wire = pg.Connection & {
  stream: { write(chunk: Buffer): boolean };
  parsedStatements: Record<string, string>;
  submittedNamedStatements: Record<string, string>;
  parse(statement: { name: string | undefined; text: string }): void;
  bind(portal: { statement: string | undefined; values: unknown[]; valueMapper: (value: unknown) => unknown }): void;
  describe(what: { type: "P" }): void;
  execute(portal: object): void;
  sync(): void;
};
// the client turns values into what is sent by this function; its types do not name it
const { prepareValue } = (pg as unknown as { utils: { prepareValue: (value: unknown) => unknown } }).utils;
type Field = { readonly name: string; readonly dataTypeID: number; readonly format: "text" | "binary" };
type Client = pg.PoolClient & { getTypeParser(oid: number, format: string): (value: string) => unknown };

const statementNames = new Map<string, string>();
/** Most texts are fixed; those that vary beyond this stay unnamed and are planned each time. */
const mostStatements = 1_000;

function nameOf(text: string): string | undefined {
  const known = statementNames.get(text);
  if (known) return known;
  if (statementNames.size >= mostStatements) return undefined;
  const name = createHash("sha256").update(text).digest("base64url").slice(0, 24);
  statementNames.set(text, name);
  return name;
}

/** The columns of a prepared statement as one connection described them: asked for once, since they cannot change under a name. */
type Shape = {
  readonly names: readonly string[];
  readonly parsers: readonly ((value: string) => unknown)[];
  readonly empty: Record<string, null>;
};

function shapeOf(client: Client, fields: readonly Field[]): Shape {
  const names = fields.map((field) => field.name);
  return {
    names,
    parsers: fields.map((field) => client.getTypeParser(field.dataTypeID, field.format)),
    empty: Object.fromEntries(names.map((name) => [name, null])),
  };
}

type Row = Record<string, unknown>;
export type Answer = { readonly command: string; readonly rowCount: number; readonly rows: Row[] };

class Statement {
  readonly name: string | undefined;
  readonly text: string;
  readonly values: unknown[];
  readonly answered: Promise<Answer>;
  shape: Shape | undefined;
  readonly rows: Row[] = [];
  resolve!: (answer: Answer) => void;
  reject!: (error: unknown) => void;

  constructor(text: string, values: unknown[]) {
    this.name = nameOf(text);
    this.text = text;
    this.values = values;
    this.answered = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }
}

/** What a statement without values sends once it is prepared and described: begin, commit and the like, for every request. */
const unchanging = new Map<string, Buffer>();

/**
 * Several statements with one Sync behind them (Extended Query, PostgreSQL manual 54.2.3): one write, one answer, one waking of each side, which costs
 * more than a short statement itself. After an error the server passes over the rest, as a failed transaction does.
 */
class Statements {
  readonly #client: Client;
  readonly #shapes: Map<string, Shape>;
  readonly #statements: readonly Statement[];
  readonly #parsing: Statement[] = [];
  #at = 0;
  #failed: unknown;
  // what the client notes of a statement that was parsed
  declare name: string | undefined;
  declare text: string;
  declare callback: () => void;

  constructor(client: Client, shapes: Map<string, Shape>, statements: readonly Statement[]) {
    this.#client = client;
    this.#shapes = shapes;
    this.#statements = statements;
    // the client wants to know whom to tell; each statement tells its own
    this.callback = () => {};
  }

  submit(connection: pg.Connection): Error | null {
    const wire = connection as Wire;
    const chunks: Buffer[] = [];
    const gathering = Object.create(wire) as Wire;
    gathering.stream = { write: (chunk: Buffer) => chunks.push(chunk) > 0, writable: true } as never;
    for (const statement of this.#statements) {
      const { name, text, values } = statement;
      const isParsed = name !== undefined && (wire.parsedStatements[name] ?? wire.submittedNamedStatements[name]) !== undefined;
      statement.shape = name === undefined ? undefined : this.#shapes.get(name);
      const isUnchanging = isParsed && values.length === 0 && statement.shape !== undefined;
      const known = isUnchanging ? unchanging.get(name) : undefined;
      if (known) {
        chunks.push(known);
        continue;
      }
      const begins = chunks.length;
      if (!isParsed) {
        this.#parsing.push(statement);
        gathering.parse({ name, text });
        if (name !== undefined) wire.submittedNamedStatements[name] = text;
      }
      try {
        gathering.bind({ statement: name, values, valueMapper: prepareValue });
      } catch (error) {
        // a value that cannot be sent: nothing was sent yet
        for (const { name: unsent } of this.#parsing) if (unsent !== undefined) delete wire.submittedNamedStatements[unsent];
        return error as Error;
      }
      if (!statement.shape) gathering.describe({ type: "P" });
      gathering.execute({});
      if (isUnchanging) unchanging.set(name, Buffer.concat(chunks.slice(begins)));
    }
    gathering.sync();
    wire.stream.write(Buffer.concat(chunks));
    this.#nameParsed();
    return null;
  }

  /** The client files the next statement that is parsed under the name and text of this query. */
  #nameParsed(): void {
    const next = this.#parsing[0];
    this.name = next?.name;
    this.text = next?.text ?? "";
  }

  handleRowDescription(message: { fields: Field[] }): void {
    const statement = this.#statements[this.#at]!;
    this.#passParsed(statement);
    this.#keep(statement, shapeOf(this.#client, message.fields));
  }

  #passParsed(upTo: Statement): void {
    while (this.#parsing.length > 0 && this.#statements.indexOf(this.#parsing[0]!) <= this.#statements.indexOf(upTo)) this.#parsing.shift();
    this.#nameParsed();
  }

  #keep(statement: Statement, shape: Shape): void {
    statement.shape = shape;
    if (statement.name) this.#shapes.set(statement.name, shape);
  }

  handleDataRow(message: { fields: (string | null)[] }): void {
    const statement = this.#statements[this.#at]!;
    const { names, parsers, empty } = statement.shape!;
    const row: Row = { ...empty };
    try {
      for (let column = 0; column < names.length; column += 1) {
        const value = message.fields[column];
        if (value !== null && value !== undefined) row[names[column]!] = parsers[column]!(value);
      }
    } catch (error) {
      this.#failed ??= error;
    }
    statement.rows.push(row);
  }

  handleCommandComplete(message: { text: string }): void {
    const statement = this.#statements[this.#at]!;
    this.#passParsed(statement);
    // a command that answers no rows is described by its silence
    if (!statement.shape) this.#keep(statement, shapeOf(this.#client, []));
    const [, command, first, second] = /^([A-Za-z]+)(?: (\d+))?(?: (\d+))?/.exec(message.text) ?? [];
    if (this.#failed === undefined)
      statement.resolve({ command: command ?? "", rowCount: Number(second ?? first ?? 0), rows: statement.rows });
    else statement.reject(this.#failed);
    this.#at += 1;
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: "" });
  }

  handleError(error: Error, connection: pg.Connection): void {
    const { submittedNamedStatements } = connection as Wire;
    for (const { name } of this.#parsing) if (name) delete submittedNamedStatements[name];
    for (const statement of this.#statements.slice(this.#at)) statement.reject(error);
    this.#at = this.#statements.length;
  }

  handleReadyForQuery(): void {
    for (const statement of this.#statements.slice(this.#at)) statement.reject(this.#failed ?? new Error("a statement was not answered"));
  }
}

// the client sends nothing else before it was answered; what the constructor of its queries makes is not needed
Object.setPrototypeOf(Statements.prototype, pg.Query.prototype);

type Gathering = { readonly shapes: Map<string, Shape>; waiting: Statement[] };
const gatherings = new WeakMap<pg.PoolClient, Gathering>();

/** Sends a statement, prepared under the hash of its text, together with all that are sent before the code waits for something. */
export function send(client: pg.PoolClient, text: string, values: unknown[] = []): Promise<Answer> {
  let gathering = gatherings.get(client);
  if (!gathering) gatherings.set(client, (gathering = { shapes: new Map(), waiting: [] }));
  const { shapes, waiting } = gathering;
  const statement = new Statement(text, values);
  waiting.push(statement);
  if (waiting.length === 1) {
    process.nextTick(() => {
      gathering.waiting = [];
      client.query(new Statements(client as Client, shapes, waiting) as never);
    });
  }
  return statement.answered;
}
