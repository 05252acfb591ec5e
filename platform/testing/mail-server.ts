import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import type { MailSettings } from "../server/config.ts";

export type ReceivedMail = { readonly to: string; readonly raw: string; readonly parsed: ParsedMail };

/** What a server does that does not simply take everything. Each is asked anew for every mail. */
export type Manners = {
  /** Refuses a recipient with this answer, such as `550 no such user`. */
  refuse?: (address: string) => { code: number; text: string } | undefined;
  /** Milliseconds before the answer to a recipient, or before the greeting. */
  slowness?: { recipient?: number; greeting?: number };
  /** Runs when the last dot has arrived, before the server says anything. `hang up` closes the connection without a word. */
  afterData?: (mail: ReceivedMail) => Promise<"take" | "hang up" | { code: number; text: string }>;
  /** Runs when a recipient is named. */
  onRecipient?: (address: string) => Promise<void>;
};

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Hands what a promise becomes to a server that knows callbacks. */
function answer(work: () => Promise<void>, done: (error?: Error) => void): void {
  void (async () => {
    let problem: Error | undefined;
    try {
      await work();
    } catch (error) {
      problem = error as Error;
    }
    done(problem);
  })();
}

/** A real SMTP server on a free port of this machine. What it took is in `mails`. */
export async function openMailServer(manners: Manners = {}, options: SMTPServerOptions = {}, port = 0) {
  const mails: ReceivedMail[] = [];
  const current = { manners };
  const refusalOf = (it: { code: number; text: string }) => Object.assign(new Error(it.text), { responseCode: it.code });
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    closeTimeout: 200,
    onConnect: (_session, done) => void setTimeout(done, current.manners.slowness?.greeting ?? 0),
    onRcptTo: (address, _session, done) => {
      const work = async () => {
        await current.manners.onRecipient?.(address.address);
        await sleep(current.manners.slowness?.recipient ?? 0);
        const refusal = current.manners.refuse?.(address.address);
        if (refusal) throw refusalOf(refusal);
      };
      answer(work, done);
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const work = async () => {
          const raw = Buffer.concat(chunks).toString("utf8");
          const mail = { to: session.envelope.rcptTo[0]!.address, raw, parsed: await simpleParser(raw) };
          const said = (await current.manners.afterData?.(mail)) ?? "take";
          if (said === "hang up") {
            for (const connection of server.connections) (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
            return;
          }
          if (said !== "take") throw refusalOf(said);
          mails.push(mail);
        };
        answer(work, done);
      });
    },
    ...options,
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", () => resolve()));
  const settings: MailSettings = {
    host: "127.0.0.1",
    port: (server.server.address() as AddressInfo).port,
    secure: false,
    user: undefined,
    password: undefined,
    from: { name: "Verbund", address: "verbund@lindenau.example" },
  };
  return {
    mails,
    settings,
    behave: (next: Manners) => {
      current.manners = next;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
