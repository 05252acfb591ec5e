import { readdirSync } from "node:fs";
import { ConfigError } from "../platform/server/config.ts";
import { Refusal } from "../platform/server/embedded/refusal.ts";

/** What every file of this folder exports, beside this one and the bootstrap. */
export type Command = {
  /** One line for the help. */
  readonly summary: string;
  /** The name and what may follow it. */
  readonly usage: string;
  /** Answers the exit code. */
  run(args: string[]): Promise<number>;
};

const names = readdirSync(import.meta.dirname)
  .filter((file) => /^[a-z-]+\.ts$/.test(file) && file !== "verbund.ts")
  .map((file) => file.slice(0, -3))
  .sort();

async function load(name: string): Promise<Command> {
  return (await import(`./${name}.ts`)) as Command;
}

async function help(): Promise<number> {
  console.log("Verbund: an open platform with which municipalities, agencies and welfare organisations shape immigration together.\n");
  for (const name of names) {
    const { summary, usage } = await load(name);
    console.log(`  ./verbund ${usage}\n      ${summary}`);
  }
  return 0;
}

async function main([name = "help", ...args]: string[]): Promise<number> {
  if (name === "help" || name === "--help" || name === "-h") return await help();
  if (!names.includes(name)) {
    console.error(`There is no command "${name}"; ./verbund help lists them all.`);
    return 2;
  }
  const command = await load(name);
  if (args.includes("--help") || args.includes("-h")) {
    console.log(`./verbund ${command.usage}\n${command.summary}`);
    return 0;
  }
  return await command.run(args);
}

/** Errors that are one sentence for the person at the keyboard; any other is a defect and shows where it happened. */
async function isSentence(error: unknown): Promise<boolean> {
  if (error instanceof Refusal || error instanceof ConfigError) return true;
  const { StartError } = await import("../platform/server/database/prepare.ts");
  const { KeyError } = await import("../platform/server/keys.ts");
  return error instanceof StartError || error instanceof KeyError;
}

try {
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  console.error((await isSentence(error)) ? (error as Error).message : error);
  process.exit(1);
}
