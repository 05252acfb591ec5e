// The chosen look, before anything is drawn. "system" sets nothing: the style sheet then follows the device.
try {
  const look = localStorage.getItem("verbund-look");
  if (look === "light" || look === "dark") document.documentElement.setAttribute("data-kern-theme", look);
} catch {
  // a browser without storage shows the look of the device
}

// zod would try out whether it may compile code from strings; the content security policy forbids that, and the try is reported as an attack
globalThis.__zod_globalConfig = { jitless: true };
