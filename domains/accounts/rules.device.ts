import type { browsers, systems } from "./contract.ts";

export type Device = { readonly browser: (typeof browsers)[number]; readonly system: (typeof systems)[number] };

/** A device in two coarse words: enough to know one's own again, too little to know anybody by it. */
export function deviceOf(userAgent: string): Device {
  return { browser: browserOf(userAgent), system: systemOf(userAgent) };
}

// the order matters: Edge calls itself Chrome and Safari too, Chrome calls itself Safari
function browserOf(userAgent: string): Device["browser"] {
  if (/\b(Edg|EdgA|EdgiOS)\//.test(userAgent)) return "edge";
  if (/\b(OPR|Opera|SamsungBrowser|Vivaldi)\//.test(userAgent)) return "other";
  if (/\b(Firefox|FxiOS)\//.test(userAgent)) return "firefox";
  if (/\b(Chrome|CriOS|HeadlessChrome)\//.test(userAgent)) return "chrome";
  if (/\bVersion\/\S+.*\bSafari\//.test(userAgent)) return "safari";
  return "other";
}

function systemOf(userAgent: string): Device["system"] {
  if (/\b(iPhone|iPad|iPod)\b/.test(userAgent)) return "ios";
  if (/\bAndroid\b/.test(userAgent)) return "android";
  if (/\bWindows NT\b/.test(userAgent)) return "windows";
  if (/\bMacintosh\b/.test(userAgent)) return "macos";
  if (/\b(Linux|X11|CrOS)\b/.test(userAgent)) return "linux";
  return "other";
}
