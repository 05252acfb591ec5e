import { useTexts } from "../../../platform/web/texts.ts";

const own = ["clock_wrong", "already_used", "no_code"] as const;

/** Why a code was refused, in words. */
export function useCodeWords(): (field: { name: string; code: string }) => string | undefined {
  const t = useTexts();
  return ({ name, code }) => {
    if (code === "not_matching") return t(name === "password" ? "accounts.password.not_matching" : "accounts.code.not_matching");
    const known = own.find((one) => one === code);
    return known && t(`accounts.code.${known}`);
  };
}
