import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { MailSettings } from "../config.ts";

/**
 * What became of one attempt.
 * `server`: nothing to do with this mail, the server itself does not work. `later` and `refused`: it said so about this mail.
 * `uncertain`: it was handed over whole and nothing was said; it may have arrived. `taken_over`: somebody else has this mail now.
 */
export type Delivery =
  | { readonly outcome: "sent" }
  | { readonly outcome: "server" | "later" | "refused" | "uncertain"; readonly code: MailTrouble }
  | { readonly outcome: "taken_over" };

export const mailTroubles = [
  "unreachable",
  "no_such_host",
  "timeout",
  "tls",
  "sign_in_refused",
  "sender_refused",
  "recipient_refused",
  "message_refused",
  "busy",
  "connection_lost",
  "not_understood",
  "no_answer",
  "bad_address",
  "too_old",
  "not_written",
] as const;
export type MailTrouble = (typeof mailTroubles)[number];

export type SmtpPatience = {
  readonly connect: number;
  /** Until the first word of the server, which many hold back to try robots. */
  readonly greeting: number;
  readonly silence: number;
  readonly whole: number;
};
/**
 * RFC 5321 asks for minutes: a server that looks through a mail before it says yes has it all the same, and who hangs up meanwhile never learns so. One mail
 * never holds up the others for longer than `whole`.
 */
export const usualPatience: SmtpPatience = { connect: 20_000, greeting: 120_000, silence: 180_000, whole: 600_000 };

type SmtpError = Error & { code?: string; responseCode?: number; command?: string };

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}

function troubleOfConnection(error: SmtpError): MailTrouble {
  if (error.code === "EAUTH") return "sign_in_refused";
  if (error.code === "ETLS" || /certificate|self.signed|SSL|TLS/i.test(error.message)) return "tls";
  if (error.code === "EDNS") return "no_such_host";
  if (error.code === "ETIMEDOUT") return "timeout";
  if (error.responseCode) return "busy";
  return error.code === "EPROTOCOL" ? "not_understood" : "unreachable";
}

/** Decides from what the server said, and from how far the mail had got when it said it. */
export function judgeFailure(error: SmtpError, reached: { connected: boolean; handedOver: boolean }): Delivery {
  if (!reached.connected) return { outcome: "server", code: troubleOfConnection(error) };
  const said = error.responseCode ?? 0;
  const isFinal = said >= 500;
  if (said >= 400) {
    if (error.command === "MAIL FROM") return { outcome: "server", code: isFinal ? "sender_refused" : "busy" };
    if (error.command === "RCPT TO")
      return isFinal ? { outcome: "refused", code: "recipient_refused" } : { outcome: "later", code: "busy" };
    // 421 closes the connection for reasons of its own; everything else was said about this mail
    return isFinal ? { outcome: "refused", code: "message_refused" } : { outcome: "later", code: "busy" };
  }
  if (reached.handedOver) return { outcome: "uncertain", code: "no_answer" };
  if (error.code === "EENVELOPE" && /invalid/i.test(error.message)) return { outcome: "refused", code: "bad_address" };
  return { outcome: "later", code: error.code === "ETIMEDOUT" ? "timeout" : "connection_lost" };
}

/**
 * One mail over one connection. `mayHandOver` is asked after the server has taken sender and recipient and before the first byte of the
 * mail: from its yes on the mail may arrive even if nobody hears so.
 */
export async function deliver(
  settings: MailSettings,
  mail: { readonly to: string; readonly message: Buffer },
  mayHandOver: () => Promise<boolean>,
  patience: SmtpPatience = usualPatience,
): Promise<Delivery> {
  const reached = { connected: false, handedOver: false };
  let isTakenOver = false;
  let isAsked = false;
  const connection = new SMTPConnection({
    host: settings.host,
    port: settings.port,
    secure: settings.secure,
    // a password never crosses the network in the clear
    requireTLS: !settings.secure && settings.password !== undefined && !isLoopback(settings.host),
    ...(isLoopback(settings.host) ? { tls: { rejectUnauthorized: false } } : {}),
    // covers the greeting too
    connectionTimeout: patience.connect + patience.greeting,
    greetingTimeout: patience.greeting,
    dnsTimeout: patience.connect,
    socketTimeout: patience.silence,
    logger: false,
  });
  const content = new Readable({
    read() {
      if (isAsked) return;
      isAsked = true;
      mayHandOver().then(
        (may) => {
          if (!may) {
            isTakenOver = true;
            this.destroy(new Error("somebody else has this mail now"));
            return;
          }
          reached.handedOver = true;
          this.push(mail.message);
          this.push(null);
        },
        (error: Error) => this.destroy(error),
      );
    },
  });
  let alarm: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      alarm = setTimeout(() => reject(Object.assign(new Error("too slow"), { code: "ETIMEDOUT" })), patience.whole);
      connection.on("error", reject);
      connection.on("end", () => reject(new Error("the connection ended")));
      const send = () => {
        reached.connected = true;
        connection.send({ from: settings.from.address, to: [mail.to], size: mail.message.length }, content, (error) =>
          error ? reject(error) : resolve(),
        );
      };
      connection.connect((problem) => {
        if (problem) return reject(problem);
        if (settings.user === undefined) return send();
        connection.login({ credentials: { user: settings.user, pass: settings.password ?? "" } }, (error) =>
          error ? reject(error) : send(),
        );
      });
    });
    return { outcome: "sent" };
  } catch (error) {
    if (isTakenOver) return { outcome: "taken_over" };
    return judgeFailure(error as SmtpError, reached);
  } finally {
    clearTimeout(alarm);
    connection.removeAllListeners();
    connection.on("error", () => {});
    content.destroy();
    connection.close();
  }
}
