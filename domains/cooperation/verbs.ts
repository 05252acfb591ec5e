export * from "./agreement/verbs.ts";
export * from "./chances/verbs.ts";
export * from "./released/verbs.ts";
export * from "./structure/verbs.ts";
export * from "./ties/verbs.ts";
export * from "./wave/verbs.ts";
