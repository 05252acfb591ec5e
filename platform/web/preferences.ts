/** Look and language on this device: all that the browser keeps. Nothing personal is ever stored here. */
export const looks = ["system", "light", "dark"] as const;
export type Look = (typeof looks)[number];
export const languages = ["de", "en"] as const;
export type Language = (typeof languages)[number];

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // a browser without storage asks again next time
  }
}

export function storedLook(): Look {
  const stored = read("verbund-look");
  return looks.find((look) => look === stored) ?? "system";
}

export function chooseLook(look: Look): void {
  write("verbund-look", look);
  if (look === "system") document.documentElement.removeAttribute("data-kern-theme");
  else document.documentElement.setAttribute("data-kern-theme", look);
}

/** The language chosen on this device, otherwise the first of the browser's that we speak, otherwise German. */
export function storedLanguage(): Language {
  const wanted = [read("verbund-language"), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return wanted.map((tag) => languages.find((language) => language === tag)).find((language) => language !== undefined) ?? "de";
}

export function storeLanguage(language: Language): void {
  write("verbund-language", language);
}
